import assert from 'node:assert/strict';
import { type Conversation, readCard, startConversation } from '../../../support/chat/conversation.ts';

describe('A partner’s admin', () => {
  let chat: Conversation;
  beforeEach(async () => {
    chat = await startConversation('fabrikam', { customer: 'contoso' });
  });

  it('sees the customers, chooses one, and is told on every card which one it is', async () => {
    const list = await chat.say('Erik', 'customers');
    assert.match(readCard(list), /Your customers[\s\S]*Contoso\n/);
    const chosen = await chat.press('Erik', list, 'Contoso');
    assert.match(readCard(chosen), /^For Contoso\n[\s\S]*You act for Contoso/);
    assert.match(readCard(await chat.press('Erik', chosen, 'Subscriptions')), /^For Contoso\n[\s\S]*Power BI Pro/);
    const purchases = readCard(await chat.say('Erik', 'subscriptions'));
    assert.match(purchases, /^For Contoso\n[\s\S]*Power BI Pro\nS-1001 · Megan Bowen/);
    assert.match(readCard(await chat.say('Erik', 'hjälp', { locale: 'sv-SE' })), /^För Contoso\n/);
  });

  it('goes back home, by writing or pressing', async () => {
    for (const leave of [
      () => chat.say('Erik', 'act for myself'),
      async () => chat.press('Erik', await chat.say('Erik', 'customers'), 'Back to my own organization'),
    ]) {
      await chat.say('Erik', 'agera för Contoso');
      const home = await leave();
      assert.match(readCard(home), /^You act for yourself again/);
      assert.doesNotMatch(readCard(await chat.press('Erik', home, 'Subscriptions')), /Contoso|is for/);
      assert.doesNotMatch(readCard(await chat.say('Erik', 'subscriptions')), /Contoso|Megan/);
    }
  });

  it('has the rights of a partner there, not those of the role at home', async () => {
    await chat.say('Erik', 'act for Contoso');
    assert.match(readCard(await chat.say('Erik', 'policies')), /Visio Plan 2: Allow/);
    assert.match(readCard(await chat.say('Erik', 'block Visio Plan 2')), /That is for the customer’s own people/);
    assert.match(readCard(await chat.say('Erik', 'my subscriptions')), /That is for the customer’s own people/);
  });

  it('keeps the language that was chosen at home', async () => {
    await chat.say('Erik', 'act for Contoso');
    await chat.say('Erik', 'språk svenska');
    await chat.say('Erik', 'agera för mig själv');
    assert.match(readCard(await chat.say('Erik', 'help')), /Hej Erik/);
  });

  it('finds no customer of others, and nobody else finds this one', async () => {
    assert.match(readCard(await chat.say('Erik', 'act for Northwind')), /There is no customer Northwind/);
    assert.match(readCard(await chat.say('Maja', 'act for Contoso')), /There is no customer Contoso/);
    assert.match(readCard(await chat.say('Maja', 'customers')), /no delegated admin/);
    assert.doesNotMatch(readCard(await chat.say('Maja', 'help')), /Customers/);
    assert.match(readCard(await chat.say('Erik', 'help')), /Customers/);
  });
});
