import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { pino } from 'pino';
import { createAdapter } from '../../../../bot/teams/adapter.ts';
import { type Server, startServer } from '../../../../bot/teams/server.ts';
import { webHandler } from '../../../../bot/web/pages/web-handler.ts';
import type { Actor, SubscriptionRef } from '../../../../services/commerce/api/types.ts';
import { createLinks } from '../../../../services/links/links.ts';
import { type RunningBot, startBot } from '../../../support/bots/running-bot.ts';
import { readCard } from '../../../support/chat/conversation.ts';
import { sayTo } from '../../../support/chat/pressing.ts';
import { testRedis } from '../../../support/redis/redis.ts';

describe('The page that hands out an export', () => {
  let bot: RunningBot;
  beforeEach(async () => {
    bot = await startBot(await testRedis());
  });
  afterEach(() => bot.close());

  const actor = async (who: string): Promise<Actor> =>
    (await bot.commerce.getVisitor(bot.contoso.tenantId, bot.contoso.userId(who))).actor;

  /** Asks for an export in chat, and takes the link from the card. */
  const link = async (who = 'Adele', text = 'export users S-1001', locale = 'en-US') => {
    const card = await sayTo(bot, who, text, { locale });
    const opening = card.actions?.find((action) => (action as { type: string }).type === 'Action.OpenUrl');
    assert.ok(opening, readCard(card));
    return (opening as { url: string }).url;
  };
  const open = (address: string, init: RequestInit = {}) => fetch(address, init);
  const press = async (address: string, headers: Record<string, string> = {}) => {
    const page = await (await open(address)).text();
    const formToken = /name="formToken" value="([^"]+)"/.exec(page)?.[1] ?? 'none';
    return open(address, { method: 'POST', body: new URLSearchParams({ formToken }), headers });
  };
  const refuses = async (response: Response, status: number, words: RegExp) => {
    const text = await response.text();
    assert.equal(response.status, status, text);
    assert.match(response.headers.get('content-type') ?? '', /^text\/html/);
    assert.match(text, words);
  };

  it('says whose file it is, and gives it for a press of its button', async () => {
    const address = await link();
    const page = await open(address);
    assert.equal(page.status, 200);
    assert.match(
      await page.text(),
      /<html lang="en">[\s\S]*<h1>users-2026-11-01\.csv<\/h1>\s*<p>A file for Adele Vance, Contoso/,
    );
    const file = await press(address);
    const header = (name: string) => file.headers.get(name);
    assert.equal(file.status, 200);
    assert.deepEqual(['content-type', 'content-disposition', 'cache-control', 'x-content-type-options'].map(header), [
      'text/csv; charset=utf-8',
      'attachment; filename="users-2026-11-01.csv"',
      'no-store',
      'nosniff',
    ]);
    assert.match(header('content-security-policy') ?? '', /^default-src 'none'.*frame-ancestors 'none'$/);
    assert.deepEqual(['referrer-policy', 'x-frame-options', 'cross-origin-resource-policy'].map(header), [
      'no-referrer',
      'DENY',
      'same-origin',
    ]);
    const bytes = Buffer.from(await file.arrayBuffer());
    assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    const lines = bytes.toString('utf8').trim().split('\r\n');
    assert.equal(lines.length, 5);
    assert.match(lines[1] ?? '', /^Power BI Pro,S-1001,Megan Bowen,[^,]+,[^,]+@contoso\.example,20\d\d-\d\d-\d\d$/);
  });

  it('is told to the security log when it is taken, and not before', async () => {
    const { securityLog, contoso } = bot;
    const noted = async () => {
      await securityLog.flush();
      const { entries } = await securityLog.page(contoso.tenantId, { limit: 9 });
      return entries.map(({ kind, what, userId }) => [kind, what, userId]);
    };
    const address = await link();
    await open(address);
    assert.deepEqual(await noted(), []);
    await press(address);
    assert.deepEqual(await noted(), [['export-taken', 'users', contoso.userId('Adele')]]);
  });

  it('hands out Swedish titles and letters to who asked in Swedish', async () => {
    const address = await link('Adele', 'exportera användare S-1001', 'sv-SE');
    assert.match(await (await open(address)).text(), /<html lang="sv">[\s\S]*Ladda ned/);
    const text = await (await press(address)).text();
    assert.match(text, /^\uFEFF?Produktnamn;Prenumeration;Inköpare;Visningsnamn;Användarnamn;Tilldelad\r\n/);
  });

  it('may be opened as often as one likes, by people and by those who only look at links', async () => {
    const address = await link();
    for (let look = 0; look < 3; look += 1) assert.equal((await open(address)).status, 200);
    await open(address, { method: 'HEAD' });
    assert.equal((await press(address)).status, 200);
  });

  it('gives one file for a link, also to two who press at once', async () => {
    const address = await link();
    const page = await (await open(address)).text();
    const formToken = /name="formToken" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const send = () => open(address, { method: 'POST', body: new URLSearchParams({ formToken }) });
    const answers = await Promise.all([send(), send(), send()]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 410, 410]);
    await refuses(await send(), 410, /This link has been used[\s\S]*ask for a new link/);
    await refuses(await open(address), 410, /This link has been used/);
  });

  it('gives nothing for a link that is late, forged, or of another purpose', async () => {
    const { tenantId, userId, now } = bot.contoso;
    const old = createLinks({ redis: await testRedis(), now: () => now() - 11 * 60_000 });
    const wish = { tenantId, userId: userId('Adele'), data: { language: 'en', exported: { users: { all: true } } } };
    const page = (token: string) => `${bot.url}/export/${token}`;
    await refuses(await open(page(await old.issue({ ...wish, purpose: 'export' }))), 410, /This link has expired/);
    await refuses(await press(page(await old.issue({ ...wish, purpose: 'export' }))), 410, /This link has expired/);
    const file = await old.issue({ ...wish, purpose: 'file', ttl: 60 * 60_000 });
    await refuses(await open(page(file)), 404, /This link does not lead anywhere/);
    await refuses(await open(`${await link()}x`), 404, /This link does not lead anywhere/);
  });

  it('takes no press from another page, and none without its form', async () => {
    const address = await link();
    await refuses(await press(address, { 'sec-fetch-site': 'cross-site' }), 403, /did not come from our page/);
    const body = new URLSearchParams({ formToken: 'x' });
    await refuses(await open(address, { method: 'POST', body }), 403, /did not come from our page/);
    const json = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };
    await refuses(await open(address, json), 415, /This is not a form/);
    assert.equal((await press(address)).status, 200);
  });

  it('checks once more what its holder may see', async () => {
    const address = await link('Megan', 'export users S-1005');
    const megan = await actor('Megan');
    const ref = 'S-1005' as SubscriptionRef;
    await bot.commerce.cancelSubscription(megan, ref, { reason: 'other' }, { operationId: 'gone' });
    await refuses(await press(address), 409, /There is nothing to export/);
  });

  it('hands out the audit trail in words, which Excel cannot take for formulas', async () => {
    const adele = await actor('Adele');
    const product = (await bot.commerce.findProducts(adele, 'Visio Plan 2'))[0]?.id;
    assert.ok(product);
    await bot.commerce.changePolicy(adele, [{ product, value: 'Disabled' }], { operationId: 'audited' });
    const card = await sayTo(bot, 'Adele', 'audit');
    assert.match(readCard(card), /Policy changed\n/);
    const value = {
      action: { type: 'Action.Execute', verb: 'export-audit', data: { by: bot.contoso.userId('Adele') } },
    };
    const { body } = await bot.post(bot.activity('Adele', { type: 'invoke', name: 'adaptiveCard/action', value }));
    const { actions } = (body as { value: { actions: { url?: string }[] } }).value;
    const text = await (await press(actions[0]?.url ?? '')).text();
    const [titles, line] = text.replace('\uFEFF', '').split('\r\n');
    assert.equal(titles, 'When,Who,What was done,Subject,Before,After,Operation');
    assert.match(
      line ?? '',
      /^2026-1\d-\d\d \d\d:\d\d:\d\d,Adele Vance,Policy changed,AllowSelfServicePurchase,Visio Plan 2: Allow,Visio Plan 2: Do not allow,audited$/,
    );
  });
});

describe('A file that breaks off', () => {
  it('does not look whole', async () => {
    const log = pino({ level: 'silent' });
    const breaking = async function* () {
      yield 'a first line\r\n'.repeat(10_000);
      throw new Error('an import came between');
    };
    const work = async () => ({ fileName: 'f.csv', contentType: 'text/csv', content: Readable.from(breaking()) });
    const server: Server = await startServer({
      adapter: createAdapter(undefined, log),
      onTurn: async () => {},
      checkReady: async () => [],
      log,
      host: '127.0.0.1',
      port: 0,
      pages: [(restify) => restify.get('/file', webHandler({ log }, work))],
    });
    await assert.rejects(async () => (await fetch(`http://127.0.0.1:${server.port}/file`)).text(), TypeError);
    await server.close();
  });
});
