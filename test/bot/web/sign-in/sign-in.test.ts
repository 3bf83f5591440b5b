import assert from 'node:assert/strict';
import { type GuardedPage, startGuardedPage } from '../../../support/bots/guarded-page.ts';
import { FILLED_IN, readPage, startPaymentPage } from '../../../support/bots/payment-page.ts';
import { openRawBrowser } from '../../../support/browser/raw-browser.ts';
import { freshTenantId } from '../../../support/redis/redis.ts';

describe('The sign-in to the page of a link', () => {
  let page: GuardedPage;
  beforeEach(async () => {
    page = await startGuardedPage();
  });
  afterEach(() => page.close());

  const signIn = async (who: string, address: string, browser = openRawBrowser()) =>
    browser.press(await browser.open(address), who);

  it('comes first, at the tenant of the person, and then the page is theirs', async () => {
    const browser = openRawBrowser();
    const address = await page.linkFor('Megan');
    const picking = await browser.open(address);
    assert.match(picking.text, /Pick an account/);
    const asked = new URL(picking.way[1] ?? '');
    assert.equal(asked.pathname, `/${page.shop.tenantId}/v2.0/auth`);
    const { searchParams: parameters } = asked;
    assert.deepEqual(
      ['response_type', 'scope', 'redirect_uri', 'code_challenge_method', 'prompt'].map((name) => parameters.get(name)),
      ['code', 'openid profile', `${page.url}/signed-in`, 'S256', null],
    );
    const shown = await browser.press(picking, 'Megan Bowen');
    assert.equal(shown.address, address);
    assert.match(readPage(shown), /^Add a payment method This card will pay for what Megan Bowen buys at Contoso/);
    const saved = await browser.send(shown, FILLED_IN);
    assert.match(readPage(saved), /^Visa ending in 4242 is saved/);
    assert.equal(page.saved.length, 1);
  });

  it('is asked for once for a link, and again for another link', async () => {
    const browser = openRawBrowser();
    const [first, second] = [await page.linkFor('Megan'), await page.linkFor('Megan')];
    await signIn('Megan Bowen', first, browser);
    const again = await browser.open(first);
    assert.deepEqual([again.status, again.way], [200, []]);
    const other = await browser.open(second);
    assert.ok(other.way.length > 2, 'by way of the authority, which knows the person by now');
    assert.match(readPage(other), /^Add a payment method/);
  });

  it('uses nothing up for those who only look at links', async () => {
    const address = await page.linkFor('Megan');
    for (let look = 0; look < 5; look += 1) {
      const { status, text } = await openRawBrowser().step(address);
      assert.deepEqual([status, text], [303, '']);
    }
    assert.match(readPage(await signIn('Megan Bowen', address)), /^Add a payment method/);
  });

  it('can be under way in two tabs of a browser', async () => {
    const browser = openRawBrowser();
    const [first, second] = [await page.linkFor('Megan'), await page.linkFor('Megan')];
    const tabs = [await browser.open(first), await browser.open(second)];
    for (const tab of tabs) assert.match(readPage(await browser.press(tab, 'Megan Bowen')), /^Add a payment method/);
  });

  it('is not asked for by a link that is not good', async () => {
    const address = await page.linkFor('Megan');
    const forged = await openRawBrowser().open(`${address}A`);
    assert.deepEqual([forged.status, forged.way], [404, []]);
    page.shop.clock.now += 10 * 60_000;
    assert.match(readPage(await openRawBrowser().open(address)), /^This link has expired/);
    assert.deepEqual(page.entra.asked, []);
  });

  it('refuses a form of somebody who has not signed in, in the language of the link, and leads there', async () => {
    const address = await page.linkFor('Megan', { language: 'sv' });
    const browser = openRawBrowser();
    const refused = await browser.send({ ...(await browser.step(address)), address }, FILLED_IN);
    assert.equal(refused.status, 403);
    assert.match(readPage(refused), /^Du är inte inloggad .* Logga in$/);
    const shown = await browser.press(await browser.press(refused, 'Logga in'), 'Megan Bowen');
    assert.match(readPage(shown), /^Lägg till betalningsmetod/);
  });

  describe('where it comes to nothing', () => {
    it('says so to who gives up, and lets them try again', async () => {
      const browser = openRawBrowser();
      const cancelled = await browser.press(await browser.open(await page.linkFor('Megan')), 'Cancel');
      assert.equal(cancelled.status, 403);
      assert.match(readPage(cancelled), /^You did not sign in .* Sign in$/);
      const shown = await browser.press(await browser.press(cancelled, 'Sign in'), 'Megan Bowen');
      assert.match(readPage(shown), /^Add a payment method/);
    });

    it('names nobody to whom the link was not made for, and lets them choose another account', async () => {
      const browser = openRawBrowser();
      const refused = await signIn('Isaiah Langer', await page.linkFor('Megan'), browser);
      assert.equal(refused.status, 403);
      assert.match(readPage(refused), /^This link was made for somebody else .*use in Teams, or ask the bot/);
      assert.doesNotMatch(refused.text, /Megan|Contoso/);
      const choosing = await browser.press(refused, 'Sign in with another account');
      assert.equal(new URL(choosing.way[1] ?? '').searchParams.get('prompt'), 'select_account');
      assert.match(readPage(await browser.press(choosing, 'Megan Bowen')), /^Add a payment method/);
    });

    it('refuses the same account of another tenant', async () => {
      page.entra.forge((claims) => ({ ...claims, tid: freshTenantId() }));
      const refused = await signIn('Megan Bowen', await page.linkFor('Megan'));
      assert.match(readPage(refused), /^This link was made for somebody else/);
    });

    const forged: [string, Parameters<GuardedPage['entra']['forge']>][] = [
      ['of another authority', [(claims) => ({ ...claims, iss: 'https://evil.example/v2.0' })]],
      ['for another app', [(claims) => ({ ...claims, aud: '00000000-0000-4000-8000-0000000000ff' })]],
      ['for another sign-in', [(claims) => ({ ...claims, nonce: 'another' })]],
      ['for no sign-in', [({ nonce: _, ...claims }) => claims]],
      ['that has expired', [(claims) => ({ ...claims, iat: 1_000_000_000, exp: 1_000_000_600 })]],
      ['that nobody has signed', [(claims) => claims, { wrongKey: true }]],
      ['that names nobody', [({ oid: _, ...claims }) => claims]],
    ];
    for (const [what, how] of forged)
      it(`refuses a token ${what}`, async () => {
        page.entra.forge(...how);
        const refused = await signIn('Megan Bowen', await page.linkFor('Megan'));
        assert.equal(refused.status, 403);
        assert.match(readPage(refused), /^The sign-in did not work .* Sign in$/);
      });

    for (const [what, how] of [
      ['silent', 'silent'],
      ['out of order', 503],
    ] as const)
      for (const [when, pathEnd] of [
        ['at first', '/openid-configuration'],
        ['at last', '/token'],
      ] as const)
        it(`says so where the authority is ${what} ${when}, in the language of the link`, async () => {
          page.entra.fail(how, pathEnd);
          const address = await page.linkFor('Megan', { language: 'sv' });
          const browser = openRawBrowser();
          const first = await browser.open(address);
          const refused = when === 'at first' ? first : await browser.press(first, 'Megan Bowen');
          assert.equal(refused.status, 503);
          assert.match(readPage(refused), /^Det går inte att nå inloggningen .* Logga in$/);
          page.entra.fail(how, 'nothing');
          const retried = await browser.press(refused, 'Logga in');
          const shown = retried.address === address ? retried : await browser.press(retried, 'Megan Bowen');
          assert.match(readPage(shown), /^Lägg till betalningsmetod/);
        });

    it('says so where nobody listens at the address of the authority', async () => {
      await page.entra.close();
      const refused = await openRawBrowser().open(await page.linkFor('Megan'));
      assert.match(readPage(refused), /^The sign-in cannot be reached/);
    });
  });

  it('tells the security log who opened the link of somebody else, if they are of the same tenant', async () => {
    const { tenantId, userId } = page.shop;
    await signIn('Isaiah Langer', await page.linkFor('Megan'));
    page.entra.forge((claims) => ({ ...claims, tid: freshTenantId() }));
    await signIn('Megan Bowen', await page.linkFor('Megan'));
    const event = { kind: 'link-of-another', tenantId, what: 'card' };
    assert.deepEqual(page.noted, [
      { ...event, userId: userId('Isaiah') },
      { ...event, userId: undefined },
    ]);
  });

  it('is begun a hundred times for a link at most', async () => {
    const address = await page.linkFor('Megan');
    const opened = await Promise.all(Array.from({ length: 105 }, () => openRawBrowser().step(address)));
    assert.deepEqual(
      [303, 429].map((wanted) => opened.filter(({ status }) => status === wanted).length),
      [100, 5],
    );
    assert.match(readPage(await signIn('Megan Bowen', await page.linkFor('Megan'))), /^Add a payment method/);
  });

  it('may come back to another process than the one where it began', async () => {
    const other = await startPaymentPage({ entra: page.entra, publicUrl: page.url });
    const browser = openRawBrowser((address) =>
      address.includes('/signed-in') ? address.replace(page.url, other.url) : address,
    );
    const shown = await browser.press(await browser.open(await page.linkFor('Megan')), 'Megan Bowen');
    assert.match(readPage(shown), /^Add a payment method/);
    assert.ok(shown.way.some((address) => address.startsWith(`${page.url}/signed-in`)));
    await other.close();
  });

  it('tells whoever runs the bot that its secret is none any more', async () => {
    const registration = { ...page.entra.registration, clientSecret: 'of last year' };
    const late = await startPaymentPage({ entra: { ...page.entra, registration } });
    const { tenantId, userId } = late.shop;
    page.entra.accounts.push({ tenantId, userId: userId('Megan'), name: 'Megan of late' });
    assert.match(readPage(await signIn('Megan of late', await late.linkFor('Megan'))), /^The sign-in did not work/);
    assert.match(late.logged(), /"code":"invalid_client"/);
    assert.doesNotMatch(late.logged(), /of last year/);
    await late.close();
  });

  it('leaves no code, token, secret or name in the log', async () => {
    await signIn('Isaiah Langer', await page.linkFor('Megan'));
    page.entra.forge((claims) => ({ ...claims, nonce: 'another' }));
    await signIn('Megan Bowen', await page.linkFor('Megan'));
    const logged = page.logged();
    assert.match(logged, /A sign-in failed/);
    assert.match(logged, /"code":"OAUTH_JWT_CLAIM_COMPARISON_FAILED"/);
    assert.doesNotMatch(logged, /eyJ|of the registration|Isaiah|Langer|Megan|Bowen|code=/);
  });
});

describe('The sign-in behind https', () => {
  it('has cookies that only this host gets, over https, and comes back to the public address', async () => {
    const page = await startGuardedPage({ publicUrl: 'https://bot.example/purchases' });
    const reach = (address: string) => address.replace('https://bot.example/purchases', page.url);
    const browser = openRawBrowser(reach);
    const address = (await page.linkFor('Megan')).replace(page.url, 'https://bot.example/purchases');
    const shown = await browser.press(await browser.open(address), 'Megan Bowen');
    assert.equal(shown.address, address);
    assert.match(readPage(shown), /^Add a payment method/);
    const own = [...browser.cookies.values()].filter(({ name }) => name.startsWith('__Host-'));
    assert.equal(own.length, 2);
    for (const { header } of own)
      assert.match(
        header,
        /^__Host-(browser|link-[\w-]{22})=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      );
    await page.close();
  });
});
