import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Card } from '../../cards/kit/card.ts';
import { createLinks } from '../../services/links/links.ts';
import { FILLED_IN } from '../support/bots/payment-page.ts';
import { type RunningBot, startBot } from '../support/bots/running-bot.ts';
import { spawnBot } from '../support/bots/started-bot.ts';
import { openBrowser } from '../support/browser/browser.ts';
import { openRawBrowser } from '../support/browser/raw-browser.ts';
import { readCard } from '../support/chat/conversation.ts';
import { sayTo } from '../support/chat/pressing.ts';
import { freshTenantId, startRedis, testRedis } from '../support/redis/redis.ts';
import { type Entra, startEntra } from '../support/stand-ins/entra.ts';
import { personId } from '../support/tenants/ids.ts';

const PHONE = { width: 320, height: 640 };

describe('The pages of a bot with a registration, in a browser', () => {
  let browser: Browser;
  let entra: Entra;
  let bot: RunningBot;
  before(async function () {
    browser = await openBrowser(this);
  });
  after(() => browser?.close());
  beforeEach(async () => {
    entra = await startEntra();
    bot = await startBot(await testRedis(), undefined, undefined, { signIn: entra.registration });
    entra.register(`${bot.url}/signed-in`);
    const { tenantId, userId } = bot.contoso;
    for (const name of ['Adele Vance', 'Megan Bowen', 'Isaiah Langer'])
      entra.accounts.push({ tenantId, userId: userId(name), name });
  });
  afterEach(async () => {
    await bot.close();
    await entra.close();
  });

  const linkOf = (card: Card): string => {
    assert.match(readCard(card), /The page asks you to sign in|På sidan får du logga in/);
    const opening = card.actions?.find((action) => (action as { type: string }).type === 'Action.OpenUrl');
    assert.ok(opening, readCard(card));
    return (opening as { url: string }).url;
  };
  /** What a person writes, and the link on the card that answers. */
  const askFor = async (who: string, text: string, locale = 'en-US'): Promise<string> => {
    return linkOf(await sayTo(bot, who, text, { locale }));
  };
  const press = async (who: string, verb: string, data: object, locale = 'en-US'): Promise<string> => {
    const value = { action: { type: 'Action.Execute', verb, data: { ...data, by: bot.contoso.userId(who) } } };
    const { body } = await bot.post(bot.activity(who, { type: 'invoke', name: 'adaptiveCard/action', value, locale }));
    return linkOf((body as { value: Card }).value);
  };
  /** A browser of somebody's own; our pages must do without scripts. */
  const openContext = async (viewport = PHONE): Promise<{ context: BrowserContext; tab: Page; faults: string[] }> => {
    const context = await browser.newContext({ viewport, javaScriptEnabled: false });
    const tab = await context.newPage();
    tab.setDefaultTimeout(60_000);
    const faults: string[] = [];
    tab.on('console', (message) => faults.push(message.text()));
    return { context, tab, faults };
  };
  const fits = async (tab: Page): Promise<void> => {
    const { width } = tab.viewportSize() ?? PHONE;
    for (const box of await tab.locator('h1, p, a, input:visible, textarea, button').all()) {
      const { x, width: wide } = (await box.boundingBox()) ?? { x: -1, width: 0 };
      assert.ok(x >= 0 && x + wide <= width, `${await box.innerText()} reaches ${x + wide} of ${width} px`);
    }
  };

  it('lead from the link by way of the sign-in to a card on file, once, and for nobody else', async () => {
    const address = await press('Megan', 'set-up-card', { kind: 'add' });
    const thief = await openContext();
    await thief.tab.goto(address);
    await thief.tab.getByRole('link', { name: 'Isaiah Langer' }).click();
    await thief.tab.getByRole('heading', { name: 'This link was made for somebody else' }).waitFor();
    await fits(thief.tab);
    assert.doesNotMatch(await thief.tab.content(), /Megan|Contoso/);

    const megan = await openContext();
    await megan.tab.goto(address);
    await megan.tab.getByRole('link', { name: 'Megan Bowen' }).click();
    await megan.tab.getByRole('heading', { name: 'Add a payment method' }).waitFor();
    assert.equal(megan.tab.url(), address);
    await fits(megan.tab);
    for (const field of ['number', 'expiry', 'securityCode', 'holder'] as const)
      await megan.tab.locator(`#${field}`).fill(FILLED_IN[field]);
    await megan.tab.getByRole('button').click();
    await megan.tab.getByRole('heading', { name: /4242 is saved/ }).waitFor();

    for (const { tab } of [megan, thief]) {
      await tab.goto(address);
      await tab.getByRole('heading', { name: 'This link has been used' }).waitFor();
    }
    assert.deepEqual(
      megan.faults.filter((text) => !text.includes('410')),
      [],
    );
    await Promise.all([thief.context.close(), megan.context.close()]);
  });

  it('let somebody who picked the wrong account choose another, and then take the file', async () => {
    const address = await askFor('Adele', 'exportera användare S-1001', 'sv-SE');
    const { context, tab } = await openContext();
    await tab.goto(address);
    await tab.getByRole('link', { name: 'Megan Bowen' }).click();
    await tab.getByRole('heading', { name: 'Länken är gjord för någon annan' }).waitFor();
    await tab.getByRole('link', { name: 'Logga in med ett annat konto' }).click();
    await tab.getByRole('link', { name: 'Adele Vance' }).click();
    const downloading = tab.waitForEvent('download');
    await tab.getByRole('button', { name: 'Ladda ned' }).click();
    assert.match(await readFile(await (await downloading).path(), 'utf8'), /Produktnamn;Prenumeration/);
    await context.close();
  });

  it('hand out an invoice to the person alone who pays it', async () => {
    const { commerce, contoso } = bot;
    const { actor } = await commerce.getVisitor(contoso.tenantId, contoso.userId('Megan'));
    const [invoice] = (await commerce.listInvoices(actor, { months: 6 })).invoices;
    assert.ok(invoice);
    const { context, tab } = await openContext();
    await tab.goto(await askFor('Megan', `invoice ${invoice.number}`));
    await tab.getByRole('link', { name: 'Megan Bowen' }).click();
    const downloading = tab.waitForEvent('download');
    await tab.getByRole('button', { name: 'Download' }).click();
    const pdf = await readFile(await (await downloading).path());
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
    await context.close();
  });

  it('ask again, and keep nothing, where the session is gone when the form is sent', async () => {
    const { context, tab } = await openContext();
    await tab.goto(await press('Megan', 'set-up-card', { kind: 'add' }));
    await tab.getByRole('link', { name: 'Megan Bowen' }).click();
    await tab.locator('#number').fill(FILLED_IN.number);
    await context.clearCookies({ name: /^link-/ });
    await tab.getByRole('button').click();
    await tab.getByRole('heading', { name: 'You are not signed in' }).waitFor();
    await fits(tab);
    await tab.getByRole('link', { name: 'Sign in' }).click();
    await tab.getByRole('heading', { name: 'Add a payment method' }).waitFor();
    assert.equal(await tab.locator('#number').inputValue(), '');
    await context.close();
  });
});

describe('A bot with a registration, as it is started', () => {
  it('sends who opens a link to sign in by that registration, and to come back to its public address', async () => {
    const [entra, redisServer] = await Promise.all([startEntra(), startRedis()]);
    const { authority, clientId, clientSecret } = entra.registration;
    const env = {
      DEMO: 'off',
      REDIS_URL: `unix://${(redisServer.connection as { path: string }).path}`,
      PUBLIC_URL: 'https://bot.example/purchases',
      ENTRA_AUTHORITY: authority,
      MicrosoftAppId: clientId,
      MicrosoftAppPassword: clientSecret,
      MicrosoftAppTenantId: freshTenantId(),
    };
    const bot = await spawnBot({ env });
    await bot.prints(/ready after/);
    entra.register('https://bot.example/purchases/signed-in');
    const links = createLinks({ redis: redisServer.redis, now: Date.now });
    const tenantId = freshTenantId();
    const token = await links.issue({ tenantId, userId: personId('Megan'), purpose: 'card', data: { language: 'en' } });
    const { address, text, way } = await openRawBrowser().open(`http://127.0.0.1:${bot.port}/card/${token}`);
    assert.match(text, /Pick an account/);
    assert.equal(new URL(address).pathname.split('/')[1], tenantId);
    const { searchParams } = new URL(way[1] ?? '');
    assert.equal(searchParams.get('client_id'), clientId);
    assert.equal(searchParams.get('redirect_uri'), 'https://bot.example/purchases/signed-in');
    assert.equal((await bot.stop()).code, 0);
    await Promise.all([entra.close(), redisServer.stop()]);
  });
});
