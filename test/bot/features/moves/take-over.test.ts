import assert from 'node:assert/strict';
import type { SubscriptionRef } from '../../../../services/commerce/api/types.ts';
import { actionsOf, type Conversation, readCard, startConversation } from '../../../support/chat/conversation.ts';

const titles = (card: unknown): string[] => actionsOf(card).map(({ title }) => title);

describe('Taking a subscription over', () => {
  let chat: Conversation;
  beforeEach(async () => {
    chat = await startConversation();
  });

  it('tells what it is, and offers to move its users or to cancel it', async () => {
    const card = await chat.say('Adele', 'take over S-1003');
    assert.match(readCard(card), /^Take control of S-1003\nActive\n/);
    assert.match(readCard(card), /Purchaser\nPatti Fernandez\nAssigned users\n1 of 2 licenses assigned\n/);
    assert.match(readCard(card), /Purchase price\n\$30\.00 \/ month\nExpiration date\nNov 16, 2026\n/);
    assert.deepEqual(titles(card), ['Move users', 'Cancel subscription', 'Open S-1003', 'Close']);
    assert.match(readCard(await chat.press('Adele', card, 'Move users')), /^Move users to\n/);
  });

  it('does so in Swedish', async () => {
    const card = await chat.say('Adele', 'ta över S-1003', { locale: 'sv-SE' });
    assert.match(readCard(card), /^Ta kontroll över S-1003\nAktiv\n[\s\S]*Inköpare\nPatti Fernandez\n/);
    assert.deepEqual(titles(card), ['Flytta användare', 'Avsluta prenumeration', 'Öppna S-1003', 'Stäng']);
  });

  it('says that the purchaser’s account is disabled', async () => {
    assert.match(readCard(await chat.say('Adele', 'take over S-1004')), /Debra Berger \(account disabled\)/);
  });

  it('asks which one where none is named, and leaves out what is central or deleted', async () => {
    const lines = titles(await chat.say('Adele', 'take over'));
    assert.ok(lines.includes('Visio Plan 2 · S-1003'));
    assert.deepEqual(
      lines.filter((line) => /C-\d|S-1010/.test(line)),
      [],
    );
  });

  it('asks which one where a product was bought by two', async () => {
    const card = await chat.run('Adele', 'take-over', { product: 'Power BI Pro' });
    assert.deepEqual(titles(card), ['Power BI Pro · S-1001', 'Power BI Pro · S-1002']);
    assert.match(readCard(await chat.press('Adele', card, 'Power BI Pro · S-1002')), /^Take control of S-1002\n/);
  });

  it('takes the only one that a product and a purchaser mean', async () => {
    const card = await chat.run('Adele', 'take-over', { product: 'Power BI Pro', purchaser: 'Megan' });
    assert.match(readCard(card), /^Take control of S-1001\n/);
  });

  it('is for a Billing Administrator too, and for nobody else', async () => {
    assert.match(readCard(await chat.say('Alex', 'take over S-1003')), /^Take control of S-1003\n/);
    for (const who of ['Lynne', 'Nestor', 'Patti'])
      assert.match(
        readCard(await chat.say(who, 'take over S-1003')),
        /You need another role[\s\S]*Global Administrator or Billing Administrator/,
        who,
      );
    assert.match(readCard(await chat.say('Ben', 'take over S-1003')), /Guests cannot do that/);
  });

  it('is for a partner’s admin who acts for the customer, whose name the card says', async () => {
    const partner = await startConversation('fabrikam', { customer: 'contoso' });
    await partner.run('Erik', 'act-for', { customer: 'Contoso' });
    assert.match(readCard(await partner.say('Erik', 'take over S-1003')), /^For Contoso.*\nTake control of S-1003\n/);
  });

  it('refuses what is unknown, central or deleted, with somewhere to go', async () => {
    for (const [ref, answer] of [
      ['S-9999', /There is no subscription S-9999/],
      ['C-2001', /That is not a self-service purchase/],
      ['S-1010', /The subscription is deleted/],
    ] as const) {
      const card = await chat.say('Adele', `take over ${ref}`);
      assert.match(readCard(card), answer);
      assert.ok(titles(card).includes('Subscriptions'), ref);
    }
  });

  it('shows the move while its users are being moved, and the way on when it has stopped', async () => {
    const source = 'S-1003' as SubscriptionRef;
    const question = await chat.run('Adele', 'move-users', { subscription: source, target: 'C-2002' });
    await chat.press('Adele', question, 'Move users');
    assert.match(readCard(await chat.say('Alex', 'take over S-1003')), /^The users are being moved\n/);
    await chat.commerce.stopWork({ kind: 'move-users', tenantId: chat.tenantId, subscription: source });
    const stopped = await chat.say('Alex', 'take over S-1003');
    assert.match(readCard(stopped), /^The move has stopped\nIt failed several times\.\n/);
    assert.deepEqual(titles(stopped), ['Go on', 'Undo', 'Open C-2002']);
  });

  it('refuses a forged payload and changes nothing', async () => {
    for (const data of [{ subscription: 7 }, { subscription: 'S-1003', tenantId: 'x' }, { subscription: ['S-1003'] }])
      assert.match(readCard(await chat.run('Adele', 'take-over', data)), /Something is missing or not right/);
    const { userId: by } = chat.sender('Adele');
    assert.match(
      readCard(await chat.send('Patti', 'take-over', { subscription: 'S-1003', by })),
      /belongs to someone else/,
    );
  });
});
