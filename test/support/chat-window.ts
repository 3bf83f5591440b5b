import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Locator, Page } from 'playwright-core';

/** The personal chat of a Playground window, as somebody at a browser uses it. */
export interface ChatWindow {
  /** Sends a message. */
  type(text: string): Promise<void>;
  /** The visible text of the newest message of the bot. */
  lastCard(): Promise<string>;
  /** Waits until the bot has had the last word and it matches; resolves with it. */
  waitForText(pattern: RegExp): Promise<string>;
  /** Presses a button: the newest one with that title. */
  press(title: string): Promise<void>;
  /** Fills in the newest text input with that label. */
  fill(label: string, text: string): Promise<void>;
  /** Opens the newest choice with that label and takes the option. */
  choose(label: string, option: string): Promise<void>;
  /** Saves a PNG of what is seen. */
  screenshot(file: string): Promise<void>;
  close(): Promise<void>;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Milliseconds. */
const PATIENCE = 15_000;
const POLLING = 50;

/** The Playground's own panes leave the chat less than the width of a phone. */
const NARROW = 600;

/** What is not the chat goes away, and a card gets the whole width, as on a phone. */
const NARROW_STYLE = `
  :has([role=textbox]) { min-width: 0 !important; }
  :has(> [role=toolbar]), [role=region] { display: none !important; }
  :has(> [aria-label="Message header"]) { margin: 0 !important; max-width: 100%; }
  [aria-label="Message header"] + div > :has(> [role=img]) { display: none; }
  .fai-OutputCard { padding: 0 !important; width: 100%; }
  :has(> .ac-preview-panel) { width: auto !important; border: 0 !important; }
`;

const MESSAGE = 'div:has(> [aria-label="Message header"])';
const AUTHOR = '[aria-label="Message header"] > [aria-label="Message author"]';

/** Opens a Playground window in a browser. Below 600 px it shows the chat alone, cards as wide as the page. */
export const openChat = async (browser: Browser, url: string, viewport: Size): Promise<ChatWindow> => {
  const page = await browser.newPage({ viewport });
  page.setDefaultTimeout(PATIENCE);
  await page.route(
    (address) => address.origin !== new URL(url).origin,
    (route) => route.abort(),
  );
  await page.goto(url);
  if (viewport.width < NARROW) await narrow(page);
  const input = page.getByRole('textbox').last();
  await page.getByRole('textbox', { name: '' }).first().waitFor();
  return chatOn(page, input);
};
