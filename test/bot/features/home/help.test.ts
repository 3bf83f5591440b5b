import assert from 'node:assert/strict';
import type { Card } from '../../../../cards/kit/card.ts';
import { actionsOf, type Conversation, readCard, startConversation } from '../../../support/chat/conversation.ts';

const titles = (card: Card) => actionsOf(card.actions).map(({ title }) => title);

describe('The card to begin with', () => {
  let chat: Conversation;
  before(async () => {
    chat = await startConversation();
  });

  it('tells an admin what there is to know, with four ways on and more', async () => {
    const card = await chat.say('Adele', 'hi');
    assert.match(
      readCard(card),
      /^Hello Adele\n[\s\S]*Spent this month\n\$[\d,.]+\nLicenses nobody uses\n\d+\nRenews or ends within 30 days\n\d+\nOpen to self-service\n\d+ of 12 products\nRequests waiting for you\n2\n/,
    );
    assert.deepEqual(titles(card), ['Subscriptions', 'Policies', 'License requests', 'Spend', 'More']);
  });

  it('tells a purchaser what renews and what is due, in Swedish', async () => {
    const card = await chat.say('Megan', 'hej', { locale: 'sv-SE' });
    assert.match(
      readCard(card),
      /^Hej Megan\n[\s\S]*Power BI Pro · S-1001\nFörnyas 22 nov\. 2026\n[\s\S]*Att betala\n/,
    );
    assert.doesNotMatch(readCard(card), /Kostnad|Öppet för/);
    assert.equal(titles(card).at(-1), 'Mer');
  });

  it('tells a member what they have, and a guest no more than that', async () => {
    const lee = await chat.say('Lee', 'start');
    assert.match(readCard(lee), /Your licenses\nPower BI Pro\n/);
    assert.ok(titles(lee).includes('Request a license'));
    const guest = await chat.say('Ben', 'hello');
    assert.match(readCard(guest), /Your licenses\nNone yet/);
    assert.deepEqual(titles(guest), ['My licenses', 'More']);
  });

  it('lists everything behind More, and leads back', async () => {
    const all = await chat.press('Adele', await chat.say('Adele', 'help'), 'More');
    assert.match(readCard(all), /^What you can do here\n[\s\S]*Centralize a product/);
    assert.match(readCard(await chat.press('Adele', all, 'Start')), /^Hello Adele/);
  });

  it('gives examples of the person’s own things, and none of what they have not', async () => {
    const billing = readCard(await chat.run('Megan', 'help', { topic: 'billing' }));
    const [, number = ''] = /pay invoice (\S+)/.exec(billing) ?? [];
    assert.doesNotMatch(readCard(await chat.say('Megan', `invoice ${number}`)), /There is no invoice/);
    const none = readCard(await chat.run('Lee', 'help', { topic: 'own' }));
    assert.doesNotMatch(none, /S-\d/);
    const isaiah = readCard(await chat.run('Isaiah', 'help', { topic: 'own' }));
    assert.match(isaiah, /cancel S-1002/);
  });
});
