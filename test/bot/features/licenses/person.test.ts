import assert from 'node:assert/strict';
import { actionsOf, type Conversation, readCard, startConversation } from '../../../support/chat/conversation.ts';

describe('What a person has, in chat', () => {
  let chat: Conversation;
  before(async () => {
    chat = await startConversation();
  });
  const verbs = (card: Awaited<ReturnType<Conversation['say']>>) => actionsOf(card).map(({ verb }) => verb);

  it('tells licenses with their origin and since when, purchases and open requests, in both languages', async () => {
    const lee = readCard(await chat.say('Adele', 'what does Lee Gu have'));
    assert.match(lee, /^What Lee Gu has\n[\s\S]*Power BI Pro · S-1001\nFrom Megan Bowen\nSince .*\nActive/);
    assert.match(lee, /Waits for a decision: Microsoft 365 Copilot/);
    const megan = await chat.say('Adele', 'allt om Megan Bowen', { locale: 'sv-SE' });
    assert.match(readCard(megan), /^Vad Megan Bowen har\n2 egna köp fortsätter\.[\s\S]*Köpt: Power BI Pro · S-1001/);
    assert.match(readCard(megan), /tills en administratör tar över/);
  });

  it('says who has a product twice', async () => {
    const joni = readCard(await chat.say('Adele', 'does Joni have double licenses?'));
    assert.match(joni, /2 licenses for Power BI Pro, of which one is enough: (S-1001, C-2001|C-2001, S-1001)/);
    assert.doesNotMatch(readCard(await chat.say('Adele', 'what does Lee Gu have')), /one is enough/);
  });

  it('tells what becomes of the purchases of somebody who has left, and leads to taking them over', async () => {
    const card = await chat.say('Adele', 'Debra Berger has left');
    assert.match(readCard(card), /The account is disabled[\s\S]*until an admin takes them over/);
    assert.match(readCard(card), /Project Plan 3 · S-1004/);
    const taken = await chat.press('Adele', card, 'Take control of this subscription');
    assert.match(readCard(taken), /S-1004/);
    assert.ok(verbs(await chat.say('Adele', 'everything about Megan')).includes('take-over'));
    const choose = await chat.press(
      'Adele',
      await chat.say('Adele', 'everything about Megan'),
      'Take over a subscription',
    );
    assert.match(readCard(choose), /Which one[\s\S]*S-1001[\s\S]*S-1005|Which one[\s\S]*S-1005[\s\S]*S-1001/);
  });

  it('offers what the reader may do, and shows requests to those who decide', async () => {
    const nestor = await chat.say('Nestor', 'what does Lee Gu have');
    assert.doesNotMatch(readCard(nestor), /Waits for a decision/);
    assert.ok(!verbs(await chat.say('Nestor', 'everything about Megan')).includes('take-over'));
    assert.ok(!verbs(nestor).includes('unassign'));
    assert.ok(verbs(await chat.say('Adele', 'what does Joni Sherman have')).includes('unassign'));
  });

  it('shows others their own licenses alone', async () => {
    assert.match(readCard(await chat.say('Megan', 'what does Lee Gu have')), /You need another role/);
    assert.match(readCard(await chat.say('Lee', 'what does Lee Gu have')), /^Your licenses/);
    assert.match(readCard(await chat.run('Lee', 'person', { people: 'me' })), /^Your licenses/);
    assert.match(readCard(await chat.run('Ben', 'person', { people: 'Lee Gu' })), /Guests cannot/);
    assert.match(readCard(await chat.run('Lynne', 'person', { people: 'Lee Gu' })), /You need another role/);
  });

  it('asks whom several can mean, and refuses what it cannot read', async () => {
    const which = await chat.run('Adele', 'person', { people: 'P' });
    assert.match(readCard(which), /Which one[\s\S]*Patti[\s\S]*Pradeep|Which one[\s\S]*Pradeep[\s\S]*Patti/);
    assert.match(readCard(await chat.press('Adele', which, 'Patti Fernandez')), /^What Patti Fernandez has/);
    assert.match(readCard(await chat.run('Adele', 'person', { people: 'Nobody Atall' })), /Nobody Atall/);
    assert.match(readCard(await chat.run('Adele', 'person', {})), /not right/);
    assert.match(readCard(await chat.run('Adele', 'person', { people: { $gt: '' } })), /no longer works|not right/);
  });

  it('lets a partner look at a customer’s people, and not at those of others', async () => {
    const partner = await startConversation('fabrikam', { customer: 'contoso' });
    await partner.say('Erik', 'act for Contoso');
    assert.match(readCard(await partner.say('Erik', 'what does Lee Gu have')), /For Contoso\nWhat Lee Gu has/);
    assert.match(readCard(await partner.run('Erik', 'person', { people: 'Karin Lindqvist' })), /Karin Lindqvist/);
  });
});
