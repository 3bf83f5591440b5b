import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { PNG } from 'pngjs';
import type { PlaygroundWindow } from '../../demo/playground.ts';
import { openBrowser } from '../support/browser/browser.ts';
import { type ChatWindow, openChat } from '../support/browser/chat-window.ts';
import { contosoWindows, openWindow } from '../support/browser/playground.ts';
import { type SampleBot, startSampleBot } from '../support/stand-ins/sample-bot.ts';

const question = (text: string | undefined) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'TextBlock', text: `Cancel ${text}?`, style: 'heading', wrap: true },
    {
      type: 'ColumnSet',
      columns: [
        { type: 'Column', width: 'stretch', items: [{ type: 'TextBlock', text: 'Power BI Pro', wrap: true }] },
        { type: 'Column', width: 'auto', items: [{ type: 'TextBlock', text: '$70.00' }] },
      ],
    },
    {
      type: 'Input.ChoiceSet',
      id: 'reason',
      label: 'Reason',
      choices: [
        { title: 'Too expensive', value: 'price' },
        { title: 'No longer needed', value: 'unneeded' },
      ],
    },
    { type: 'Input.Text', id: 'note', label: 'Note' },
  ],
  actions: [{ type: 'Action.Execute', title: 'Cancel subscription', verb: 'cancel', data: { reference: text } }],
});

const receipt = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'Canceled' }] };

describe('A chat in the browser', function () {
  // The client is not ours: on a busy machine its page has been seen to miss a message.
  this.retries(1);
  let bot: SampleBot;
  let playground: PlaygroundWindow;
  let browser: Browser;
  let folder: string;

  before(async function () {
    browser = await openBrowser(this);
    bot = await startSampleBot(
      ({ text }) => question(text),
      () => receipt,
    );
    const [scene] = await contosoWindows();
    playground = await openWindow(bot.url, scene);
    folder = await mkdtemp(join(tmpdir(), 'screenshots-'));
  });

  after(async () => {
    await browser?.close();
    await playground?.stop();
    await bot?.close();
    if (folder) await rm(folder, { recursive: true });
  });

  const inChat = async (width: number, body: (chat: ChatWindow) => Promise<void>) => {
    const chat = await openChat(browser, playground.url, { width, height: 800 });
    await body(chat).finally(() => chat.close());
  };

  for (const width of [1280, 320])
    it(`takes a message, and a card that is replaced in place, at ${width} px`, () =>
      inChat(width, async (chat) => {
        await chat.type('S-1001');
        assert.match(await chat.waitForText(/Cancel S-1001\?/), /Power BI Pro\s+\$70\.00/);
        await chat.choose('Reason', 'No longer needed');
        await chat.fill('Note', 'The project ended.');
        await chat.press('Cancel subscription');
        assert.equal(await chat.waitForText(/Canceled/), 'Canceled');
        assert.equal(await chat.lastCard(), 'Canceled');
        assert.deepEqual(bot.received.findLast(({ type }) => type === 'invoke')?.value?.action, {
          type: 'Action.Execute',
          title: 'Cancel subscription',
          verb: 'cancel',
          data: { reference: 'S-1001', reason: 'unneeded', note: 'The project ended.' },
        });
      }));

  it('shows a card as wide as the page of a phone', () =>
    inChat(320, async (chat) => {
      await chat.type('S-1002');
      await chat.waitForText(/Cancel S-1002\?/);
      assert.equal(Math.round(await chat.cardWidth()), 320);
    }));

  it('is photographed at its own size', () =>
    inChat(320, async (chat) => {
      const file = join(folder, 'chat.png');
      await chat.type('S-1003');
      await chat.waitForText(/Cancel S-1003\?/);
      await chat.screenshot(file);
      const { width, height } = PNG.sync.read(await readFile(file));
      assert.deepEqual({ width, height }, { width: 320, height: 800 });
    }));

  it('says what the last word was when it waits in vain', () =>
    inChat(1280, async (chat) => {
      await chat.type('S-1004');
      await chat.waitForText(/Cancel S-1004\?/);
      await assert.rejects(chat.waitForText(/Take over/, 100), /Waited for \/Take over\/.*Cancel S-1004\?/);
    }));
});
