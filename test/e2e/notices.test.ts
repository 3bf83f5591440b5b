import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { openChat } from '../support/chat-window.ts';
import { type StartedBot, spawnBot } from '../support/started-bot.ts';

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 320, height: 900 };

describe('A notice in the real chat client', function () {
  this.timeout(120_000);
  // The client is not ours: on a busy machine its page has been seen to miss a message.
  this.retries(1);
  let browser: Browser;
  let bot: StartedBot;

  before(async function () {
    browser = await openBrowser(this);
    bot = await spawnBot({ env: { PLAYGROUND: 'on' } });
  });
  after(async () => {
    await browser?.close();
    await bot?.stop();
  });

  it('reaches an admin while a purchaser buys, and can be acted on at once', async () => {
    const [, admin = ''] = await bot.prints(/Chat {5}(\S+) · Adele Vance/);
    const [, purchaser = ''] = await bot.prints(/Chat {5}(\S+) · Megan Bowen/);
    const adele = await openChat(browser, admin, NARROW);
    await adele.waitForText(/Hello Adele/);
    const megan = await openChat(browser, purchaser, WIDE);
    await megan.waitForText(/Hello Megan/);
    await megan.type('buy 2 Visio Plan 2');
    await megan.waitForText(/Visio Plan 2/);
    await megan.press('Buy');
    await adele.waitForText(/Megan Bowen bought Visio Plan 2/);
    await adele.press('Do not allow');
    await adele.waitForText(/Stop allowing self-service purchases of Visio Plan 2\?/);
    await Promise.all([adele.close(), megan.close()]);
  });
});
