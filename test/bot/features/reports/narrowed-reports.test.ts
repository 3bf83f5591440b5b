import assert from 'node:assert/strict';
import { type Conversation, readCard, startConversation } from '../../../support/chat/conversation.ts';

describe('Reports that a sentence narrows down', () => {
  let chat: Conversation;
  before(async () => {
    chat = await startConversation();
  });
  const say = async (text: string, who = 'Adele', locale = 'en-US') => readCard(await chat.say(who, text, { locale }));

  it('tells what was spent on a product, by a person, and since when', async () => {
    const visio = await say('how much do we spend on Power BI');
    assert.match(visio, /^Spend\n.*Power BI Pro[\s\S]*By product/);
    assert.doesNotMatch(visio, /By purchaser|Power Apps/);
    const megan = await say('hur mycket har Megan lagt ut på Power Apps', 'Adele', 'sv-SE');
    assert.match(megan, /^Kostnader\nMegan Bowen · Power Apps per user/);
    assert.doesNotMatch(megan, /Power BI/);
    await say('thanks');
    assert.match(readCard(await chat.run('Adele', 'spend', { from: '2026-09-01', to: '2026-09-30' })), /Sep/);
    assert.doesNotMatch(readCard(await chat.run('Adele', 'spend', { from: '2026-09-01', to: '2026-09-30' })), /Nov/);
  });

  it('tells who spends most, and what on', async () => {
    for (const [text, locale] of [
      ['who is the biggest spender', 'en-US'],
      ['vem spenderar mest', 'sv-SE'],
    ] as const) {
      const card = await say(text, 'Adele', locale);
      assert.match(card, /Isaiah Langer|Megan Bowen/);
      assert.doesNotMatch(card, /By product|Per produkt|Efter produkt/);
    }
    assert.doesNotMatch(readCard(await chat.run('Adele', 'spend', { per: 'product' })), /By purchaser/);
  });

  it('refuses periods and names that there are none of, and whom it is not for', async () => {
    await say('thanks');
    assert.match(readCard(await chat.run('Adele', 'spend', { from: '2030-01-01' })), /period|dates/i);
    assert.match(readCard(await chat.run('Adele', 'spend', { from: '1999-01-01' })), /period|dates/i);
    for (const args of [{ per: 'weather' }, { months: 0 }, { from: 'x' }, { purchaser: { $gt: '' } }])
      assert.match(readCard(await chat.run('Adele', 'spend', args)), /not right/, JSON.stringify(args));
    assert.match(readCard(await chat.run('Adele', 'spend', { product: 'Nothing' })), /I know no product/);
    assert.match(readCard(await chat.run('Megan', 'spend', { purchaser: 'Isaiah' })), /You need another role/);
  });

  it('shows capacity and unused licenses of one product', async () => {
    const capacity = await say('capacity for Visio Plan 2');
    assert.match(capacity, /Visio Plan 2/);
    assert.doesNotMatch(capacity, /Power BI/);
    const unused = await say('oanvända licenser för Power BI', 'Adele', 'sv-SE');
    assert.match(unused, /Power BI Pro/);
    assert.doesNotMatch(unused, /Visio/);
  });
});

describe('The audit trail of one kind of changes', () => {
  let chat: Conversation;
  before(async () => {
    chat = await startConversation();
    for (const sentence of ['block Visio Plan 2', 'block Clipchamp'])
      await chat.press('Adele', await chat.say('Adele', sentence), 'Do not allow');
    await chat.press('Lynne', await chat.say('Lynne', "approve Raul's request"), 'Approve', { message: '' });
  });

  it('tells who changed the policy, and that of a product', async () => {
    const all = readCard(await chat.say('Nestor', 'vem har ändrat policyn?', { locale: 'sv-SE' }));
    assert.match(all, /policyer[\s\S]*Visio Plan 2[\s\S]*|Clipchamp/);
    const visio = readCard(await chat.say('Nestor', 'who changed the Visio policy?'));
    assert.match(visio, /policies[\s\S]*Adele Vance[\s\S]*Visio Plan 2: Allow → Do not allow|Visio Plan 2/);
    assert.doesNotMatch(visio, /Clipchamp|request/);
    const requests = readCard(await chat.run('Nestor', 'audit', { about: 'requests' }));
    assert.match(requests, /License requests decided/);
    assert.doesNotMatch(requests, /Policy changed/);
  });

  it('exports that part alone, and shows a purchaser their own acts', async () => {
    const exported = readCard(await chat.run('Nestor', 'export-audit', { about: 'policy', product: 'Visio' }));
    assert.match(exported, /policies · Visio Plan \d · Visio Plan \d/);
    assert.match(readCard(await chat.run('Megan', 'audit', { about: 'policy' })), /Nothing is recorded/);
    assert.match(readCard(await chat.run('Nestor', 'audit', { about: 'weather' })), /not right/);
  });
});
