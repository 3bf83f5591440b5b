import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { PlaygroundWindow } from '../../demo/playground.ts';
import { type RunningBot, startBot } from '../support/bots/running-bot.ts';
import { openBrowser } from '../support/browser/browser.ts';
import { openChat } from '../support/browser/chat-window.ts';
import { contosoWindows, openWindow } from '../support/browser/playground.ts';
import { startRedis, type TestRedis } from '../support/redis/redis.ts';
import { movingTenant, SOURCE, TARGET } from '../support/tenants/moving-tenant.ts';

const SIZES = [
  { width: 1280, height: 900 },
  { width: 320, height: 900 },
];
/** Milliseconds for each of the steps, so that there is something to see. */
const STEPS_TAKE = 1_500;

describe('A move of 500 people in the real chat client', function () {
  // The client is not ours: on a busy machine its page has been seen to miss a message.
  this.retries(1);
  let browser: Browser;
  let server: TestRedis;
  let bot: RunningBot;
  let window: PlaygroundWindow;

  before(async function () {
    browser = await openBrowser(this);
    server = await startRedis();
    bot = await startBot(server.redis, undefined, { queueConnection: server.connection, stepsTake: STEPS_TAKE });
  });
  afterEach(() => window?.stop());
  after(async () => {
    await browser?.close();
    await bot?.close();
    await server?.stop();
  });

  for (const size of SIZES)
    it(`tells how far it has come, and ends by itself, at ${size.width} px`, async () => {
      const { tenantId, admin } = await movingTenant(server.redis, 500);
      const [scene] = await contosoWindows(tenantId);
      const user = { ...scene.user, id: admin.userId };
      window = await openWindow(`${bot.url}/api/messages`, { ...scene, user });
      const chat = await openChat(browser, window.url, size);
      await chat.type(`move users from ${SOURCE} to ${TARGET}`);
      await chat.waitForText(new RegExp(`Move 500 users from ${SOURCE} to ${TARGET}`));
      await chat.press('Move users');
      const [, first] = /(\d+) of 500/.exec(await chat.waitForText(/\d+ of 500/)) ?? [];
      assert.ok(Number(first) < 500);
      const moved = new RegExp(`(?!${first} of)\\b\\d+ of 500`);
      await chat.waitForText(moved);
      await chat.waitForText(/Deleted/, 60_000);
      await chat.close();
    });
});
