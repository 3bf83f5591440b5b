import assert from 'node:assert/strict';
import { signInKeys } from '../../services/redis/keys.ts';
import { type GuardedPage, startGuardedPage } from '../support/bots/guarded-page.ts';
import { FILLED_IN, readPage } from '../support/bots/payment-page.ts';
import { type Arrival, openRawBrowser, type RawBrowser } from '../support/browser/raw-browser.ts';
import { testRedis } from '../support/redis/redis.ts';

const LINK_COOKIE = /^link-/;

describe('An attacker on the pages', () => {
  let page: GuardedPage;
  let megans: string;
  beforeEach(async () => {
    page = await startGuardedPage();
    megans = await page.linkFor('Megan');
  });
  afterEach(async () => {
    assert.deepEqual(page.saved, [], 'nothing has come of it');
    await page.close();
  });

  const signIn = async (who: string, address: string, browser = openRawBrowser()) =>
    browser.press(await browser.open(address), who);

  /** The address with which the authority sends a person back, before the browser has gone there. */
  const callbackOf = async (browser: RawBrowser, address: string, who = 'Megan Bowen'): Promise<string> => {
    const picking = await browser.open(address);
    const accountId = page.shop.userId(who);
    let at = await browser.step(`${picking.address}?as=${accountId}`);
    while (!at.headers.get('location')?.startsWith(page.url))
      at = await browser.step(new URL(at.headers.get('location') ?? '', at.address).href);
    return at.headers.get('location') ?? '';
  };
  const isRefused = ({ status, text, headers }: Arrival, words: RegExp, refusal = 403) => {
    assert.equal(status, refusal, text);
    assert.match(readPage({ status, text, headers }), words);
    assert.doesNotMatch(text, /Megan|Contoso|name="number"/);
  };
  const sessionOf = (browser: RawBrowser): string => {
    const [cookie] = [...browser.cookies.values()].filter(({ name }) => LINK_COOKIE.test(name));
    assert.ok(cookie);
    return `${cookie.name}=${cookie.value}`;
  };

  describe('who has stolen a link', () => {
    it('does not get in as somebody else of the tenant, however often', async () => {
      const browser = openRawBrowser();
      isRefused(await signIn('Isaiah Langer', megans, browser), /^This link was made for somebody else/);
      const again = await browser.open(megans);
      isRefused(again, /^This link was made for somebody else/);
      isRefused(await browser.send({ ...again, address: megans }, FILLED_IN), /^You are not signed in/);
      assert.match(readPage(await signIn('Megan Bowen', megans)), /^Add a payment method/, 'it is still good for her');
    });

    it('does not get in by a session of a link of their own, under either name', async () => {
      const browser = openRawBrowser();
      await signIn('Isaiah Langer', await page.linkFor('Isaiah'), browser);
      const session = sessionOf(browser);
      const value = session.replace(/^.*=/, '');
      const id = /card\/([\w-]{22})\./.exec(megans)?.[1];
      for (const cookie of [session, `link-${id}=${value}`]) {
        const { status } = await openRawBrowser().step(megans, { headers: { cookie } });
        assert.equal(status, 303, 'only to the sign-in');
        const form = { method: 'POST', body: new URLSearchParams(FILLED_IN), headers: { cookie } };
        isRefused(await openRawBrowser().step(megans, form), /^You are not signed in/);
      }
    });

    it('does not get in by the cookie of the person on another link of theirs', async () => {
      const browser = openRawBrowser();
      await signIn('Megan Bowen', await page.linkFor('Megan'), browser);
      assert.equal((await openRawBrowser().step(megans, { headers: { cookie: sessionOf(browser) } })).status, 303);
    });

    it('does not get in by a session that was never given, whether there is one or not', async () => {
      const id = /card\/([\w-]{22})\./.exec(megans)?.[1];
      const made = ['', 'x', '-', 'x'.repeat(43), 'x'.repeat(4000), 'å'.repeat(43), '%C3%A5'.repeat(43), '%', '*'];
      for (const value of [...made, 'and now there is one', ...made]) {
        if (value.startsWith('and')) await signIn('Megan Bowen', megans);
        const headers = { cookie: Buffer.from(`link-${id}=${value}`).toString('latin1') };
        assert.equal((await openRawBrowser().step(megans, { headers })).status, 303, value);
      }
    });

    it('does not get in by the cookie of a person whose session is over', async () => {
      const browser = openRawBrowser();
      await signIn('Megan Bowen', megans, browser);
      const id = /card\/([\w-]{22})\./.exec(megans)?.[1] ?? '';
      const redis = await testRedis();
      const left = await redis.ttl(signInKeys.session(id));
      assert.ok(left > 590 && left <= 600, `${left} s`);
      await redis.del(signInKeys.session(id));
      assert.equal((await browser.step(megans)).status, 303);
    });
  });

  describe('who meddles with the sign-in', () => {
    it('does not come back twice with the same answer', async () => {
      const browser = openRawBrowser();
      const callback = await callbackOf(browser, megans);
      assert.equal((await browser.step(callback)).status, 303);
      isRefused(await browser.step(callback), /^This sign-in is over/, 410);
    });

    it('does not come back in another browser than the one that began, where the person then still may', async () => {
      const browser = openRawBrowser();
      const callback = await callbackOf(browser, megans);
      isRefused(await openRawBrowser().step(callback), /^This sign-in is over/, 410);
      const other = openRawBrowser();
      await other.open(await page.linkFor('Isaiah'));
      isRefused(await other.step(callback), /^This sign-in is over/, 410);
      assert.match(readPage(await browser.open(callback)), /^Add a payment method/);
    });

    it('does not have somebody else come back into a link of the attacker', async () => {
      const mine = await callbackOf(openRawBrowser(), await page.linkFor('Isaiah'), 'Isaiah Langer');
      const victim = openRawBrowser();
      await victim.open(megans);
      isRefused(await victim.step(mine), /^This sign-in is over/, 410);
    });

    it('does not come back with a state that was tampered with, doubled, or left out', async () => {
      const browser = openRawBrowser();
      const callback = new URL(await callbackOf(browser, megans));
      const state = callback.searchParams.get('state') ?? '';
      const tampered = [
        '',
        'x',
        `${state}x`,
        state.slice(1),
        state.toUpperCase(),
        'å'.repeat(43),
        '*',
        `${state}:*`,
        '%00',
      ];
      for (const each of tampered) {
        callback.searchParams.set('state', each);
        isRefused(await browser.step(callback.href), /^This sign-in is over/, 410);
      }
      callback.searchParams.delete('state');
      isRefused(await browser.step(callback.href), /^This sign-in is over/, 410);
      callback.searchParams.set('state', state);
      callback.searchParams.append('state', 'x');
      isRefused(await browser.step(callback.href), /^The sign-in did not work/);
    });

    it('does not come back with the code of another sign-in', async () => {
      const [victim, attacker] = [openRawBrowser(), openRawBrowser()];
      const stolen = new URL(await callbackOf(victim, megans)).searchParams.get('code') ?? '';
      const callback = new URL(await callbackOf(attacker, megans, 'Isaiah Langer'));
      callback.searchParams.set('code', stolen);
      isRefused(await attacker.step(callback.href), /^The sign-in did not work/);
    });

    it('does not come back with no code, a code that was made up, or an error of their own words', async () => {
      for (const answer of [
        '',
        'code=made-up',
        'code=',
        'error=%3Cscript%3Ealert(1)%3C/script%3E&error_description=alert(2)',
        'id_token=eyJ&code=x',
      ]) {
        const browser = openRawBrowser();
        const callback = new URL(await callbackOf(browser, megans));
        callback.search = `${answer}&state=${callback.searchParams.get('state')}`;
        const refused = await browser.step(callback.href);
        isRefused(refused, /^The sign-in did not work/);
        assert.doesNotMatch(refused.text + page.logged(), /<script|alert/);
      }
    });

    it('does not come back to a link that has been used or has expired meanwhile', async () => {
      const browser = openRawBrowser();
      const callback = await callbackOf(browser, megans);
      page.shop.clock.now += 10 * 60_000;
      isRefused(await browser.step(callback), /^This link has expired/, 410);
    });
  });

  describe('who wants people to be led astray', () => {
    it('leads nobody anywhere but to the authority and to the link', async () => {
      const browser = openRawBrowser();
      const { host } = new URL(page.entra.registration.authority);
      const tails = [
        '?account=another',
        '?redirect_uri=https://evil.example',
        '?next=//evil.example',
        '?account=//evil.example',
      ];
      for (const tail of tails) {
        const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
        const { headers: answered } = await browser.step(megans + tail, { headers });
        const location = new URL(answered.get('location') ?? '');
        assert.equal(location.host, host);
        assert.equal(location.searchParams.get('redirect_uri'), `${page.url}/signed-in`);
      }
      const callback = await callbackOf(browser, megans);
      const { headers } = await browser.step(`${callback}&redirect_uri=https://evil.example&return=//evil.example`);
      assert.equal(headers.get('location'), megans);
    });

    it('finds no page at odd paths beside the one that people come back to', async () => {
      for (const path of ['/signed-in/', '/signed-in//evil.example', '/signed-in/https://evil.example', '//signed-in'])
        assert.equal((await openRawBrowser().step(page.url + path)).headers.get('location'), null, path);
    });
  });

  describe('with a page of their own', () => {
    it('does not send the form of somebody who has signed in', async () => {
      const browser = openRawBrowser();
      const shown = await signIn('Megan Bowen', megans, browser);
      const foreign: Record<string, string>[] = [
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        { origin: 'https://evil.example' },
      ];
      for (const headers of foreign)
        isRefused(await browser.send(shown, FILLED_IN, { headers }), /^This form did not come from our page/);
      for (const formToken of ['', 'x', 'å'.repeat(43), 'x'.repeat(43), 'x'.repeat(86)])
        isRefused(await browser.send(shown, { ...FILLED_IN, formToken }), /^This form did not come from our page/);
    });

    it('gets no cookie that a script or another site could use', async () => {
      const browser = openRawBrowser();
      await signIn('Megan Bowen', megans, browser);
      const own = [...browser.cookies.values()].filter(({ name }) => LINK_COOKIE.test(name) || name === 'browser');
      assert.equal(own.length, 2);
      for (const { header } of own) assert.match(header, /; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/);
    });

    it('finds every answer closed to frames, caches and scripts: redirects, pages and refusals', async () => {
      const browser = openRawBrowser();
      const answers = [await browser.step(megans), await signIn('Megan Bowen', megans, browser)];
      answers.push(await browser.step(`${page.url}/signed-in`), await browser.step(`${megans}x`));
      for (const { headers, address } of answers) {
        assert.match(
          headers.get('content-security-policy') ?? '',
          /^default-src 'none'.*frame-ancestors 'none'/,
          address,
        );
        const sent = ['cache-control', 'referrer-policy', 'x-frame-options', 'x-content-type-options'];
        assert.deepEqual(
          sent.map((name) => headers.get(name)),
          ['no-store', 'no-referrer', 'DENY', 'nosniff'],
          address,
        );
      }
    });
  });
});
