import assert from 'node:assert/strict';
import { TEST_CARDS } from '../../../../services/payments/test-cards.ts';
import { FILLED_IN, type PaymentPage, readPage, startPaymentPage } from '../../../support/bots/payment-page.ts';
import { findInRedis } from '../../../support/redis/find-in-redis.ts';
import { testRedis } from '../../../support/redis/redis.ts';
import { cardId } from '../../../support/tenants/ids.ts';

const MEGANS = cardId('Megan Bowen');
const ISAIAHS = cardId('Isaiah Langer');
const MINUTE = 60_000;

describe('The payment page', () => {
  let page: PaymentPage;
  beforeEach(async () => {
    page = await startPaymentPage();
  });
  afterEach(() => page.close());
  const cards = async (who = 'Megan') =>
    (await page.shop.commerce.getBilling(await page.shop.actor(who))).paymentMethods;
  const shown = async () => (await cards()).map(({ brand, last4 }) => `${brand} ${last4}`);

  /** What must be refused: with this status and these words, and nothing is changed. */
  const refuses = async (act: () => ReturnType<PaymentPage['open']>, status: number, words: RegExp) => {
    const before = await page.shop.snapshot();
    const answer = await act();
    assert.equal(answer.status, status, answer.text);
    assert.match(readPage(answer), words);
    assert.deepEqual(await page.shop.snapshot(), before);
    assert.deepEqual(page.saved, []);
    return answer;
  };

  describe('with a good link', () => {
    it('says whose card it will be, that it is a sandbox, and which numbers it takes', async () => {
      const text = readPage(await page.open(await page.linkFor('Megan')));
      assert.match(text, /^Add a payment method This card will pay for what Megan Bowen buys at Contoso\./);
      assert.match(text, /This is a sandbox: no money moves/);
      for (const { number } of TEST_CARDS) assert.ok(text.includes(number), number);
    });

    it('puts the card on file, tells the bot once, and shows what may be shown', async () => {
      const answer = await page.send(await page.linkFor('Megan', { cardId: 'a-card' }), FILLED_IN);
      assert.equal(answer.status, 200);
      assert.match(readPage(answer), /^Visa ending in 4242 is saved You can close this page/);
      assert.deepEqual(await shown(), ['Visa 4242', 'Visa 4242']);
      const [{ paymentMethod, data, userId } = assert.fail('the bot was not told'), another] = page.saved;
      assert.deepEqual(
        [paymentMethod.brand, paymentMethod.last4, (data as { cardId: string }).cardId, userId, another],
        ['Visa', '4242', 'a-card', page.shop.userId('Megan'), undefined],
      );
    });

    it('puts another card in the place of one, which the provider then forgets', async () => {
      const address = await page.linkFor('Megan', { kind: 'replace', paymentMethodId: MEGANS });
      assert.match(readPage(await page.open(address)), /^Replace Visa ending in 4242/);
      await page.send(address, { ...FILLED_IN, number: '5555555555554444' });
      assert.deepEqual(
        (await cards()).map(({ id, brand, last4 }) => [id, brand, last4]),
        [[MEGANS, 'Mastercard', '4444']],
      );
    });

    it('edits a card without asking for its number', async () => {
      const address = await page.linkFor('Megan', { kind: 'edit', paymentMethodId: MEGANS });
      const { text } = await page.open(address);
      assert.doesNotMatch(text, /name="(number|securityCode)"/);
      assert.match(text, /name="expiry" value="08\/2028"/);
      const { status } = await page.send(address, {
        expiry: '0931',
        holder: 'M. Bowen',
        address: '1 Main St\r\nRedmond',
      });
      const [card] = await cards();
      assert.deepEqual(
        [status, card?.expiryMonth, card?.expiryYear, card?.holder, card?.address, card?.last4],
        [200, 9, 2031, 'M. Bowen', '1 Main St\r\nRedmond', '4242'],
      );
    });

    it('saves one card for a double press, and for the form sent again', async () => {
      const address = await page.linkFor('Megan');
      const [first, second] = await Promise.all([page.send(address, FILLED_IN), page.send(address, FILLED_IN)]);
      assert.deepEqual([first.status, second.status].sort().at(0), 200);
      const late = await page.send(address, { ...FILLED_IN, number: '5555555555554444' });
      assert.match(readPage(late), /^This link has been used/);
      assert.deepEqual([late.status, page.saved.length, await shown()], [410, 1, ['Visa 4242', 'Visa 4242']]);
    });

    it('speaks the language of the link, and of the browser where there is none', async () => {
      const swedish = await page.open(await page.linkFor('Megan', { language: 'sv-SE' }));
      assert.match(swedish.text, /<html lang="sv">/);
      assert.match(readPage(swedish), /^Lägg till betalningsmetod .*Kortnummer/);
      const address = (await page.linkFor('Megan')).slice(0, -1);
      const unknown = await page.open(address, { 'accept-language': 'de, sv;q=0.9, en;q=0.8' });
      assert.match(readPage(unknown), /^Länken leder ingenstans/);
    });

    it('sends every header that keeps it from being framed, kept, scripted or referred to', async () => {
      const { headers, text } = await page.open(await page.linkFor('Megan'));
      assert.match(
        headers.get('content-security-policy') ?? '',
        /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
      );
      const sent = ['cache-control', 'referrer-policy', 'x-frame-options', 'x-content-type-options', 'content-type'];
      assert.deepEqual(
        sent.map((name) => headers.get(name)),
        ['no-store', 'no-referrer', 'DENY', 'nosniff', 'text/html; charset=utf-8'],
      );
      assert.equal(headers.get('strict-transport-security'), null);
      assert.doesNotMatch(text, /<script|https?:/);
    });
  });

  describe('with a link that is not good', () => {
    it('refuses one that is forged, of another purpose, or of nobody', async () => {
      const address = await page.linkFor('Megan');
      const addresses = [
        `${address}A`,
        address.replace(/.$/, '.'),
        address.replace(/card\/.*/, 'card/x'.padEnd(3000, 'x')),
      ];
      addresses.push(await page.linkFor('Megan', {}, 'export'));
      for (const each of addresses)
        await refuses(() => page.open(each), 404, /^This link does not lead anywhere .*ask for a new link/);
      await refuses(() => page.send(`${address}A`, FILLED_IN), 404, /^This link does not lead anywhere/);
    });

    it('refuses one that has expired, also between opening and sending', async () => {
      const address = await page.linkFor('Megan');
      page.shop.clock.now += 10 * MINUTE;
      await refuses(() => page.open(address), 410, /^This link has expired/);
      await refuses(() => page.send(address, FILLED_IN), 410, /^This link has expired/);
    });

    it('refuses another person’s card like one that does not exist', async () => {
      for (const paymentMethodId of [ISAIAHS, 'nothing']) {
        const address = await page.linkFor('Megan', { kind: 'edit', paymentMethodId });
        await refuses(() => page.open(address), 409, /^There is no such payment method/);
        await refuses(() => page.send(address, FILLED_IN), 409, /^There is no such payment method/);
      }
    });

    it('refuses a guest', async () => {
      const address = await page.linkFor('Ben');
      await refuses(() => page.open(address), 409, /^Only the purchaser can do that/);
    });
  });

  describe('with a form that is not good', () => {
    const faults: [string, Record<string, string>, RegExp][] = [
      ['no number', { number: '' }, /Enter the card number\./],
      ['a wrong check digit', { number: '4242 4242 4242 4243' }, /This is not a card number/],
      ['too short a number', { number: '42' }, /This is not a card number/],
      ['letters', { number: '<script>alert(1)</script>' }, /This is not a card number/],
      ['a month that is none', { expiry: '13/28' }, /Enter the expiration date as month and year/],
      ['no date', { expiry: 'soon' }, /Enter the expiration date as month and year/],
      ['a past date', { expiry: '10/26' }, /This date has passed/],
      ['a short code', { securityCode: '12' }, /Enter the security code/],
      ['three digits for American Express', { number: '378282246310005' }, /Enter the security code/],
      ['no name', { holder: '' }, /Enter the name/],
      ['the number as a name', { holder: '4242424242424242' }, /Do not write the card number here/],
      ['too long an address', { address: 'x'.repeat(501) }, /at most 500 characters/],
      ['a declined card', { number: '4000 0000 0000 0002' }, /The card was declined\. Nothing has been saved/],
      ['an expired card', { number: '4000 0000 0000 0069' }, /According to the bank, this card has expired/],
      ['a card that is no test card', { number: '6011 1111 1111 1117' }, /The sandbox takes test numbers only/],
    ];
    for (const [name, fields, words] of faults)
      it(`refuses ${name} beside the field, and keeps the rest but number and code`, async () => {
        const address = await page.linkFor('Megan');
        const act = () => page.send(address, { ...FILLED_IN, address: '1 “Main” <St>', ...fields });
        const { text } = await refuses(act, 422, words);
        const [field] = Object.keys(fields);
        assert.match(text, /<title>Please correct: /);
        assert.match(text, new RegExp(`aria-describedby="[^"]*(${field}|securityCode)-fault" aria-invalid="true"`));
        assert.ok(!text.includes('<script'));
        assert.match(text, /id="number" name="number" value=""/);
        assert.match(text, /id="securityCode" name="securityCode" value=""/);
        if (field !== 'holder') assert.match(text, /value="Megan Bowen"/);
        if (field !== 'address') assert.match(text, /1 “Main” &#60;St&#62;/);
        assert.doesNotMatch(text.replace(/<dl>[\s\S]*<\/dl>/, ''), /4242 ?4242|value="123"/);
        const corrected = await page.send(address, FILLED_IN);
        assert.equal(corrected.status, 200, 'the link is still good');
      });

    it('takes a card without money, whose every payment then fails', async () => {
      await page.send(await page.linkFor('Isaiah'), { ...FILLED_IN, number: '4000000000009995' });
      const poor = (await cards('Isaiah')).find(({ last4 }) => last4 === '9995');
      const order = { productId: 'CFQ7TTC0H9MP' as never, quantity: 1, kind: 'purchase', term: 'P1M' } as const;
      const isaiah = await page.shop.actor('Isaiah');
      const reason = await page.shop.refusal(() =>
        page.shop.commerce.buy(isaiah, { ...order, paymentMethodId: String(poor?.id) }, { operationId: 'b' }),
      );
      assert.deepEqual(reason, { code: 'payment-declined', cause: 'insufficient-funds' });
    });

    it('takes every test card that is accepted, also written without spaces and American Express', async () => {
      for (const { number, behaviour } of TEST_CARDS) {
        if (behaviour !== 'accepted') continue;
        const securityCode = number.startsWith('37') ? '1234' : '123';
        const fields = { ...FILLED_IN, number: number.replaceAll(' ', ''), securityCode, expiry: '1 / 2030' };
        assert.equal((await page.send(await page.linkFor('Megan'), fields)).status, 200, number);
      }
      assert.deepEqual((await shown()).sort(), [
        'American Express 0005',
        'Mastercard 4444',
        'Visa 1111',
        'Visa 4242',
        'Visa 4242',
      ]);
    });

    it('is sent ten times at most', async () => {
      const address = await page.linkFor('Megan');
      for (let tries = 0; tries < 10; tries += 1) await page.send(address, { ...FILLED_IN, number: '1' });
      await refuses(() => page.send(address, FILLED_IN), 429, /^Too many tries/);
      await refuses(() => page.open(address), 410, /^This link has been used/);
    });
  });

  describe('with a form from elsewhere', () => {
    it('refuses one without the token of the page, or with that of another link', async () => {
      const address = await page.linkFor('Megan');
      const other = await page.linkFor('Megan');
      const formToken = /value="([\w-]{43})"/.exec((await page.open(other)).text)?.[1] ?? '';
      for (const token of ['', 'x', 'é'.repeat(formToken.length), formToken])
        await refuses(
          () => page.send(address, { ...FILLED_IN, formToken: token }),
          403,
          /^This form did not come from our page/,
        );
    });

    it('refuses one that a browser says is of another page', async () => {
      const address = await page.linkFor('Megan');
      const foreign: Record<string, string>[] = [
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site', origin: new URL(address).origin },
        { origin: 'https://evil.example' },
      ];
      for (const each of foreign)
        await refuses(() => page.send(address, FILLED_IN, each), 403, /^This form did not come from our page/);
      const own: Record<string, string>[] = [
        { 'sec-fetch-site': 'same-origin', origin: 'null' },
        { origin: new URL(address).origin },
      ];
      for (const each of own) assert.notEqual((await page.send(address, { number: '1' }, each)).status, 403);
    });

    it('refuses what is no form, or longer than 16 KB', async () => {
      const address = await page.linkFor('Megan');
      const json = { 'content-type': 'application/json' };
      await refuses(() => page.send(address, FILLED_IN, json), 415, /^This is not a form/);
      const long = { ...FILLED_IN, holder: 'x'.repeat(17_000) };
      await refuses(() => page.send(address, long), 413, /^That was too much to read/);
    });
  });

  it('leaves no number and no code anywhere: not in Redis, not in the log', async () => {
    const numbers = ['4242424242424242', '4000000000000002', '4242424242424243', '5555555555554444'];
    for (const number of numbers) {
      const address = await page.linkFor('Megan');
      await page.send(address, { ...FILLED_IN, number, securityCode: '739' });
    }
    const redis = await testRedis();
    await page.shop.put('S-1001', { canary: '4111111111111111' });
    assert.equal((await findInRedis(redis, '4111111111111111')).length, 1, 'the search finds what is there');
    await page.shop.put('S-1001', { canary: 'gone' });
    for (const number of numbers) {
      assert.deepEqual(await findInRedis(redis, number), []);
      assert.ok(!page.logged().includes(number));
    }
  });

  it('answers a failure with an id and logs it without what was filled in', async () => {
    const address = await page.linkFor('Megan', { kind: 'unheard of' });
    const answer = await page.open(address);
    assert.equal(answer.status, 500);
    const [, id = 'none'] = /\b([0-9a-f]{8})\b/.exec(readPage(answer)) ?? [];
    assert.ok(page.logged().includes(id));
  });
});

describe('The payment page behind https', () => {
  it('asks for https from then on, and knows its own origin', async () => {
    const page = await startPaymentPage({ publicUrl: 'https://bot.example/purchases' });
    const address = await page.linkFor('Megan');
    const { headers } = await page.open(address);
    assert.equal(headers.get('strict-transport-security'), 'max-age=63072000');
    const own = await page.send(address, FILLED_IN, { origin: 'https://bot.example' });
    assert.equal(own.status, 200);
    await page.close();
  });
});
