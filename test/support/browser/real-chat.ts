import type { Browser } from 'playwright-core';
import { type StartedBot, spawnBot } from '../bots/started-bot.ts';
import { openBrowser } from './browser.ts';
import { type ChatWindow, openChat, type Size } from './chat-window.ts';

/** What a desk shows, and the narrowest phone. */
export const WIDE: Size = { width: 1280, height: 900 };
export const PHONE: Size = { width: 320, height: 900 };

const PEOPLE = { admin: 'Adele Vance', purchaser: 'Megan Bowen' } as const;

/** The bot with its chat windows, and a browser to look at them. */
export interface RealChat {
  readonly browser: Browser;
  readonly bot: StartedBot;
  /** The chat of the demo's admin, or of a purchaser. */
  open(who: keyof typeof PEOPLE, size: Size): Promise<ChatWindow>;
}

/**
 * Gives the tests of a suite, which must be a `function`, the real chat client: one browser, and a bot for the whole suite
 * or a new one for each test. What a test opens, it closes.
 */
export const useRealChat = (
  suite: Mocha.Suite,
  { botForEach = false, env = {} }: { botForEach?: boolean; env?: Readonly<Record<string, string>> } = {},
): RealChat => {
  suite.timeout(120_000);
  // The client is not ours: on a busy machine its page has been seen to miss a message.
  suite.retries(1);
  let browser: Browser | undefined;
  let bot: StartedBot | undefined;
  const start = async () => {
    bot = await spawnBot({ env: { PLAYGROUND: 'on', ...env } });
    // So that a set-up that fails says what the bot printed, and not that a hook took too long.
    await bot.prints(/ready after/);
  };
  before(async function () {
    browser = await openBrowser(this);
    if (!botForEach) await start();
  });
  if (botForEach) {
    beforeEach(start);
    afterEach(() => bot?.stop());
  }
  after(async () => {
    await browser?.close();
    if (!botForEach) await bot?.stop();
  });
  return {
    get browser() {
      return needed(browser);
    },
    get bot() {
      return needed(bot);
    },
    async open(who, size) {
      const [, url = ''] = await needed(bot).prints(new RegExp(`Chat {5}(\\S+) · ${PEOPLE[who]}`));
      return openChat(needed(browser), url, size);
    },
  };
};

const needed = <Part>(part: Part | undefined): Part => {
  if (part === undefined) throw new Error('The chat is there while a test runs');
  return part;
};
