import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Locator, Page } from 'playwright-core';

/** The personal chat of a Playground window, as somebody at a browser uses it. */
export interface ChatWindow {
  /** Who types, as the page says. */
  user(): Promise<string>;
  /** Sends a message. */
  type(text: string): Promise<void>;
  /** The visible text of the newest message of the bot. */
  lastCard(): Promise<string>;
  /** In pixels, the newest card's. */
  cardWidth(): Promise<number>;
  /** Waits, at most `patience` ms, until a word of the bot since the person last wrote matches; resolves with it. */
  waitForText(pattern: RegExp, patience?: number): Promise<string>;
  /** Presses a button: the newest one with that title. */
  press(title: string): Promise<void>;
  /** Fills in the newest text input with that label. */
  fill(label: string, text: string): Promise<void>;
  /** Opens the newest choice with that label and takes the option. */
  choose(label: string, option: string): Promise<void>;
  /** Ticks the newest box with that label. */
  check(label: string): Promise<void>;
  /** Presses a button that opens a page of its own; resolves with its address. */
  linkOf(title: string): Promise<string>;
  /** Saves a PNG of what is seen. */
  screenshot(file: string): Promise<void>;
  close(): Promise<void>;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Milliseconds. */
const PATIENCE = 60_000;
const POLLING = 50;

/** The Playground's own panes leave the chat less than the width of a phone. */
const NARROW = 600;

/** What is not the chat goes away, and a card gets the whole width, as on a phone. */
const NARROW_STYLE = `
  :has([role=textbox]) { min-width: 0 !important; }
  :has(> [role=toolbar]), [role=region] { display: none !important; }
  :has(> [aria-label="Message header"]) { margin: 0 !important; }
  :has(> [aria-label="Message header"] > [aria-label="Message author"]) { width: 100%; }
  [aria-label="Message header"] + div > :has(> [role=img]) { display: none; }
  .fai-OutputCard { padding: 0 !important; width: 100%; }
  :has(> .ac-preview-panel) { width: auto !important; border: 0 !important; }
`;

const COMPOSER = '[contenteditable=true][role=textbox]';
const MESSAGE = 'div:has(> [aria-label="Message header"])';
const BY_BOT = ':has(> [aria-label="Message header"] > [aria-label="Message author"])';
/** The bot's messages name their author. */
const AUTHOR = '> [aria-label="Message header"] > [aria-label="Message author"]';
const CARD = '.ac-preview-panel > .ac-adaptiveCard';

/** Opens a Playground window in a browser. Below 600 px it shows the chat alone, cards as wide as the page. */
export const openChat = async (browser: Browser, url: string, viewport: Size): Promise<ChatWindow> => {
  const page = await browser.newPage({ viewport });
  page.setDefaultTimeout(PATIENCE);
  // Its fonts lie on the internet, and a screenshot would wait for them.
  await page.route(
    (address) => address.origin !== new URL(url).origin,
    (route) => route.abort(),
  );
  // Until then it does not know whose chat it is.
  const installed = page.waitForResponse(/\/installation$/);
  await Promise.all([page.goto(url), installed]);
  if (viewport.width < NARROW) await narrow(page);
  return {
    user: () => page.locator('[role=toolbar] [role=img]').getAttribute('aria-label').then(String),
    type: (text) => type(page, text),
    lastCard: () => textOf(page.locator(MESSAGE + BY_BOT).last()),
    cardWidth: async () => (await page.locator(CARD).last().boundingBox())?.width ?? 0,
    waitForText: (pattern, patience = PATIENCE) => waitFor(page, pattern, patience),
    // A row is called by what the press does, and then by all that it shows.
    press: (title) =>
      page
        .getByRole('button', { name: title, exact: true })
        .or(page.getByRole('button', { name: `${title}, ` }))
        .last()
        .click(),
    // The label of a needed field ends with a star.
    fill: (label, text) =>
      page
        .getByRole('textbox', { name: label })
        .or(page.getByRole('spinbutton', { name: label }))
        .last()
        .fill(text),
    choose: async (label, option) => {
      await page.getByRole('combobox', { name: label }).last().click();
      await page.getByRole('option', { name: option, exact: true }).click();
    },
    check: (label) => page.getByRole('checkbox', { name: label }).last().check(),
    linkOf: async (title) => {
      const opened = page.waitForEvent('popup');
      await page.getByRole('link', { name: title, exact: true }).last().click();
      const popup = await opened;
      await popup.waitForURL(/^http/);
      const address = popup.url();
      await popup.close();
      return address;
    },
    screenshot: async (path) => void (await page.screenshot({ path })),
    close: () => page.close(),
  };
};

const narrow = async (page: Page): Promise<void> => {
  await page.getByTitle('Hide log panel').click();
  await page.addStyleTag({ content: NARROW_STYLE });
};

const type = async (page: Page, text: string): Promise<void> => {
  const own = page.locator(`${MESSAGE}:not(${BY_BOT})`);
  const before = await own.count();
  await page.locator(COMPOSER).fill(text);
  await page.keyboard.press('Enter');
  await own.nth(before).waitFor();
};

const textOf = async (message: Locator): Promise<string> => {
  const cards = await message.locator(CARD).allInnerTexts();
  return cards.length > 0 ? cards.join('\n') : await message.locator('> div').last().innerText();
};

/** What the bot has said since the person last wrote, the newest first; an unasked card may stand behind an answer. */
const replies = async (page: Page): Promise<string[]> => {
  const said: string[] = [];
  for (const message of (await page.locator(MESSAGE).all()).reverse()) {
    if ((await message.locator(AUTHOR).count()) === 0) break;
    said.push(await textOf(message));
  }
  return said;
};

const waitFor = async (page: Page, pattern: RegExp, patience: number): Promise<string> => {
  const giveUpAt = Date.now() + patience;
  for (;;) {
    const said = await replies(page);
    const text = said.find((each) => pattern.test(each));
    if (text !== undefined) return text;
    if (Date.now() > giveUpAt) throw new Error(`Waited for ${pattern}, and the bot had said: ${said.join('\n---\n')}`);
    await sleep(POLLING);
  }
};
