import assert from 'node:assert/strict';
import {
  actionsOf,
  type Conversation,
  findAction,
  readCard,
  startConversation,
} from '../../../support/chat/conversation.ts';

describe('One subscription in chat', () => {
  let chat: Conversation;
  before(async () => {
    chat = await startConversation();
  });
  const buttons = async (who: string, ref: string) =>
    actionsOf((await chat.say(who, `subscription ${ref}`)).actions).map(({ title }) => title);

  it('offers its purchaser what can be done with it in its state', async () => {
    assert.deepEqual(await buttons('Megan', 'S-1001'), [
      'Buy or remove licenses',
      'Assign licenses',
      'Unassign licenses',
      'Turn off recurring billing',
      'Cancel subscription',
      'Back to the list',
    ]);
    assert.equal((await buttons('Patti', 'S-1003'))[3], 'Turn on recurring billing');
    assert.deepEqual(await buttons('Grady', 'S-1008'), [
      'Reactivate',
      'Assign licenses',
      'Unassign licenses',
      'Cancel subscription',
      'Back to the list',
    ]);
    assert.deepEqual(await buttons('Emily', 'S-1009'), [
      'Reactivate',
      'Unassign licenses',
      'Cancel subscription',
      'Back to the list',
    ]);
    assert.deepEqual(await buttons('Christie', 'S-1010'), ['Buy licenses', 'Back to the list']);
  });

  it('offers for a trial to buy the product instead of changing the number', async () => {
    assert.deepEqual(await buttons('Diego', 'S-1007'), [
      'Buy licenses',
      'Assign licenses',
      'Unassign licenses',
      'Cancel subscription',
      'Back to the list',
    ]);
  });

  it('offers an admin to take somebody’s purchase over, as far as they may', async () => {
    const nearby = ['Export users', 'Licenses for this product', 'All from this purchaser', 'Back to the list'];
    assert.deepEqual(await buttons('Adele', 'S-1001'), ['Take control of this subscription', ...nearby]);
    assert.deepEqual(await buttons('Nestor', 'S-1001'), nearby);
    assert.deepEqual(await buttons('Adele', 'S-1010'), nearby.slice(1));
    const card = await chat.say('Adele', 'subscription S-1001');
    assert.deepEqual(findAction(card, 'Export users').data['subscriptions'], ['S-1001']);
    assert.equal(findAction(card, 'Take control of this subscription').data['subscription'], 'S-1001');
  });

  it('offers on what the organization has bought what the role allows', async () => {
    assert.deepEqual(await buttons('Adele', 'C-2001'), [
      'Assign licenses',
      'Unassign licenses',
      'Buy licenses',
      'Export users',
      'Licenses for this product',
      'Back to the list',
    ]);
    assert.deepEqual(await buttons('Alex', 'C-2001'), [
      'Buy licenses',
      'Export users',
      'Licenses for this product',
      'Back to the list',
    ]);
  });

  it('is open to a partner’s admin at the customer’s', async () => {
    const partner = await startConversation('fabrikam', { customer: 'contoso' });
    await partner.say('Erik', 'act for Contoso');
    const card = await partner.say('Erik', 'subscription S-1003');
    assert.match(readCard(card), /^For Contoso\nVisio Plan 2 · S-1003\n/);
    assert.equal(actionsOf(card.actions)[0]?.title, 'Take control of this subscription');
    assert.match(readCard(await partner.press('Erik', card, 'Back to the list')), /Self-service purchases/);
  });

  it('is reached from one’s own list, which leads on to buying and paying', async () => {
    const list = await chat.say('Megan', 'my subscriptions');
    const titles = actionsOf(list.actions).map(({ title }) => title);
    assert.deepEqual(titles, ['Buy licenses', 'Invoices', 'Payment methods', 'Help']);
    const card = await chat.press('Megan', list, 'Open S-1001, Power BI Pro');
    assert.match(readCard(card), /^Power BI Pro · S-1001\nActive\n/);
  });
});
