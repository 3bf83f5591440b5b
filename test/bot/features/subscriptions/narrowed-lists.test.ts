import assert from 'node:assert/strict';
import { type Conversation, readCard, startConversation } from '../../../support/chat/conversation.ts';

describe('Lists that a sentence narrows down', () => {
  let chat: Conversation;
  before(async () => {
    chat = await startConversation();
  });
  const say = async (text: string, who = 'Adele', locale = 'en-US') => readCard(await chat.say(who, text, { locale }));

  it('shows subscriptions of several statuses', async () => {
    for (const [text, locale] of [
      ['which subscriptions are expired or disabled', 'en-US'],
      ['utgångna och inaktiverade prenumerationer', 'sv-SE'],
    ] as const) {
      const card = await say(text, 'Adele', locale);
      assert.match(card, /S-1009[\s\S]*S-1008|S-1008[\s\S]*S-1009/, text);
      assert.doesNotMatch(card, /S-1001/, text);
    }
    await say('thanks');
    assert.match(readCard(await chat.run('Adele', 'subscriptions', { status: ['Expired', 'Lost'] })), /not right/);
    assert.match(readCard(await chat.run('Adele', 'subscriptions', { status: [] })), /not right/);
  });

  it('shows one’s own of a product or a status', async () => {
    const powerBi = await say('my subscriptions of Power BI', 'Megan');
    assert.match(powerBi, /S-1001/);
    assert.doesNotMatch(powerBi, /S-1005/);
    assert.match(await say('mina aktiva prenumerationer', 'Megan', 'sv-SE'), /S-1001[\s\S]*S-1005/);
    assert.doesNotMatch(await say('my expired subscriptions', 'Megan'), /S-1001/);
  });

  it('shows only the invoices that are to be paid', async () => {
    for (const text of ['what do I owe?', 'unpaid invoices', 'obetalda fakturor'])
      assert.doesNotMatch(await say(text, 'Megan'), /\nPaid\n/, text);
    assert.match(await say('invoices', 'Megan'), /\nPaid\n/);
  });
});

describe('Numbers of licenses in other words', () => {
  let chat: Conversation;
  before(async () => {
    chat = await startConversation();
  });
  const asked = async (text: string) => readCard(await chat.say('Megan', text));

  for (const [text, step] of [
    ['double the licenses of S-1001', /5 → 10/],
    ['dubbla licenserna på S-1001', /5 → 10/],
    ['bring S-1001 down to four', /5 → 4/],
    ['make it 10 on S-1005', /3 → 10/],
    ['halve the licenses of S-1005', /3 → 2/],
    ['set S-1001 to 8', /5 → 8/],
    ['ändra S-1001 till 8', /5 → 8/],
  ] as const)
    it(`asks about the total that “${text}” means, and saves nothing`, async () => {
      assert.match(await asked(text), step);
      assert.match(readCard(await chat.run('Megan', 'subscription', { subscription: 'S-1001' })), /(of|av) 5 /);
    });

  it('gives no subscription the number of another', async () => {
    const card = await chat.say('Megan', 'set S-1001 to 8 licenses and S-1005 to 5');
    assert.doesNotMatch(JSON.stringify(card), /"S-1001","quantity":5|"S-1005","quantity":8/);
  });

  it('takes no other multiple', async () => {
    const card = await chat.run('Megan', 'set-quantity', { subscription: 'S-1001', times: 3 });
    assert.match(readCard(card), /not right/);
  });
});

describe('Purchases by when they were made', () => {
  let chat: Conversation;
  before(async () => {
    chat = await startConversation();
  });
  const refs = (card: string) => [...new Set([...card.matchAll(/^(S-\d+) · /gm)].map(([, ref]) => ref))];
  const list = async (text: string, locale = 'en-US') => readCard(await chat.say('Adele', text, { locale }));

  it('begins with the newest', async () => {
    for (const [text, locale] of [
      ['recent purchases', 'en-US'],
      ['senaste köpen', 'sv-SE'],
    ] as const) {
      const card = await list(text, locale);
      assert.match(card, /Newest purchase|Senaste köp/);
      assert.deepEqual(refs(card).slice(0, 2), ['S-1005', 'S-1007'], text);
    }
  });

  it('shows what was bought since a day or in a time, the newest first', async () => {
    const since = await list('what was bought since October 1');
    assert.match(since, /bought Oct 1, 2026 – Nov 1, 2026/);
    assert.deepEqual(refs(since), ['S-1005', 'S-1007']);
    assert.deepEqual(refs(await list('prenumerationer köpta sedan 1 oktober', 'sv-SE')), ['S-1005', 'S-1007']);
    assert.deepEqual(
      refs(readCard(await chat.run('Adele', 'subscriptions', { from: '2026-09-01', to: '2026-09-30' }))),
      [...['S-1006', 'S-1003']],
    );
  });

  it('takes a purchaser besides, and refuses two times of which only one has an order', async () => {
    const megans = { purchaser: 'Megan', from: '2026-10-01' };
    assert.deepEqual(refs(readCard(await chat.run('Adele', 'subscriptions', megans))), ['S-1005']);
    for (const args of [
      { from: '2026-10-01', expiringWithinDays: 30 },
      { from: '2026-12-01', to: '2026-01-01' },
    ])
      assert.match(readCard(await chat.run('Adele', 'subscriptions', args)), /period|dates/i);
    assert.match(readCard(await chat.run('Adele', 'subscriptions', { from: '2026-02-30' })), /period|dates/i);
  });
});
