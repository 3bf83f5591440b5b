import assert from 'node:assert/strict';
import { actionsOf, type Conversation, findAction, startConversation } from '../../support/chat/conversation.ts';

/** Every colour of a text, and every style of a button, on a card. */
const valuesOf = (card: unknown, key: string): unknown[] => {
  const found: unknown[] = [];
  JSON.stringify(card, (name, value) => {
    if (name === key) found.push(value);
    return value;
  });
  return found;
};

describe('How cards are drawn', () => {
  let chat: Conversation;
  before(async () => {
    chat = await startConversation();
  });

  it('has no green that nobody can read: what is well stands in the colour of the text', async () => {
    const cards = [
      await chat.say('Adele', 'subscriptions'),
      await chat.say('Megan', 'invoices'),
      await chat.say('Megan', 'subscription S-1001'),
      await chat.press(
        'Megan',
        await chat.say('Megan', 'turn off recurring billing for S-1005'),
        'Turn off recurring billing',
      ),
    ];
    for (const card of cards) assert.ok(!valuesOf(card, 'color').includes('Good'));
  });

  it('calls each row by all that it shows, so that a screen reader tells it', async () => {
    const row = findAction(await chat.say('Adele', 'subscriptions'), 'Open S-1001, Power BI Pro');
    assert.match(
      row.title.replace(/[\u00a0\u202f]/g, ' '),
      /^Open S-1001, Power BI Pro, Megan Bowen, 4 of 5 licenses assigned, \$70\.00 \/ month, Active, Nov 22, 2026$/,
    );
    const swedish = await chat.say('Megan', 'fakturor', { locale: 'sv-SE' });
    const invoice = actionsOf(swedish.body).find(({ verb }) => verb === 'invoice');
    assert.match(invoice?.title ?? '', /^.+, S-10\d\d, .+, .+, (Betald|Förfaller|Förfallen)/);
  });

  it('draws apart what does the thing, what takes something away, and what is beside the point', async () => {
    const styleIn = async (who: string, text: string, title: string) =>
      (findAction(await chat.say(who, text), title) as { style?: string }).style;
    assert.equal(await styleIn('Megan', 'cancel S-1001', 'Cancel subscription'), 'destructive');
    assert.equal(await styleIn('Adele', 'block Visio Plan 2', 'Do not allow'), 'destructive');
    assert.equal(await styleIn('Adele', 'allow Visio Plan 1', 'Allow'), 'positive');
    assert.equal(await styleIn('Megan', 'unassign Lee Gu from S-1001', 'Unassign licenses'), 'destructive');
    assert.equal(await styleIn('Megan', 'cancel S-1001', 'Close'), undefined);
    const list = await chat.say('Megan', 'my subscriptions');
    assert.deepEqual(valuesOf(list, 'mode'), []);
    assert.deepEqual(valuesOf(await chat.say('Nestor', 'policies'), 'mode'), ['secondary']);
  });
});
