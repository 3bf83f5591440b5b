import assert from 'node:assert/strict';
import { actionsOf, type Conversation, readCard, startConversation } from '../../../support/chat/conversation.ts';

describe('Prices in chat', () => {
  let chat: Conversation;
  before(async () => {
    chat = await startConversation();
  });

  it('tells what products cost for a month and a year, in both languages', async () => {
    const one = await chat.say('Megan', 'what does Visio Plan 2 cost?');
    assert.match(
      readCard(one),
      /^Prices\nFor 1 license\n.*Nothing has been bought\.\nVisio Plan 2\n[\s\S]*\$[\d.]+ \/ month · \$/,
    );
    const several = await chat.say('Megan', 'vad kostar Visio?', { locale: 'sv-SE' });
    assert.match(readCard(several), /^Priser\nFör 1 licens\n[\s\S]*Visio Plan 1[\s\S]*Visio Plan 2/);
    assert.match(readCard(await chat.say('Megan', 'price list')), /Clipchamp Premium[\s\S]*Power BI Pro/);
  });

  it('multiplies, and leads to what the person can do about it', async () => {
    const five = await chat.say('Megan', 'what would 5 Visio Plan 2 cost');
    assert.match(readCard(five), /^Prices\nFor 5 licenses/);
    const [line] = actionsOf(five);
    assert.deepEqual([line?.verb, line?.data['quantity']], ['buy', 5]);
    const blocked = actionsOf(await chat.say('Megan', 'price of Microsoft 365 Copilot'))[0];
    assert.equal(blocked?.verb, 'request-license');
    assert.equal(actionsOf(await chat.say('Adele', 'price of Microsoft 365 Copilot'))[0]?.verb, 'buy');
  });

  it('asks of which subscription more licenses are meant, and tells what they cost today and a month', async () => {
    const which = await chat.say('Megan', 'how much would 3 more seats cost');
    const refs = actionsOf(which).map(({ data }) => data['subscription']);
    assert.deepEqual(refs.slice(0, 2).sort(), ['S-1001', 'S-1005']);
    const card = await chat.press('Megan', which, 'Power BI Pro · S-1001');
    assert.match(readCard(card), /Power BI Pro · S-1001\n\$[\d.]+ is charged now[\s\S]*All of them cost[\s\S]*5 → 8/);
    const form = await chat.press('Megan', card, 'Buy or remove licenses');
    assert.match(readCard(form), /5 → 8/);
    assert.match(readCard(await chat.say('Megan', 'my subscriptions')), /4 of 5 licenses/);
  });

  it('needs no question where the product or one subscription says it', async () => {
    const inSwedish = await chat.say('Megan', 'vad kostar 3 Power BI-licenser till', { conversationId: 'another' });
    assert.match(readCard(inSwedish), /S-1001[\s\S]*5 → 8/);
    assert.match(readCard(await chat.say('Isaiah', 'how much are 2 more licenses')), /S-1002[\s\S]*10 → 12/);
    assert.match(readCard(await chat.say('Lee', 'how much are 2 more licenses')), /^Prices\nFor 2 licenses/);
    assert.match(readCard(await chat.run('Megan', 'price', { subscription: 'S-1001' })), /S-1001\n\$[\d.]+ \/ month/);
  });

  it('refuses what is no number, what is too few, and what is not theirs to see', async () => {
    assert.match(
      readCard(await chat.run('Megan', 'price', { subscription: 'S-1001', quantity: 2 })),
      /licenses are|assigned/,
    );
    assert.match(
      readCard(await chat.run('Megan', 'price', { subscription: 'S-1001', quantity: '1.5' })),
      /whole number|between/,
    );
    assert.match(
      readCard(await chat.run('Megan', 'price', { product: 'Visio', quantity: '1.5' })),
      /whole number|between/,
    );
    assert.match(readCard(await chat.run('Megan', 'price', { subscription: 'S-1003' })), /no subscription S-1003/i);
    assert.match(readCard(await chat.run('Megan', 'price', { product: 'Nothing' })), /I know no product/);
    assert.match(readCard(await chat.say('Ben', 'what does Visio Plan 2 cost?')), /Guests cannot|cost/);
  });

  it('shows a partner the prices of a customer, and sells nothing', async () => {
    const partner = await startConversation('fabrikam', { customer: 'contoso' });
    await partner.say('Erik', 'act for Contoso');
    const card = await partner.say('Erik', 'price of Visio Plan 2');
    assert.match(readCard(card), /For Contoso\nPrices/);
    assert.ok(!actionsOf(card).some(({ verb }) => verb === 'buy'));
  });
});
