import assert from 'node:assert/strict';
import type { Card } from '../../../../cards/kit/card.ts';
import type { SubscriptionRef } from '../../../../services/commerce/api/types.ts';
import { openTenant } from '../../../../services/commerce/store/tenants.ts';
import { DECLINED } from '../../../../services/payments/sandbox.ts';
import {
  actionsOf,
  type Conversation,
  findAction,
  readCard,
  startConversation,
} from '../../../support/chat/conversation.ts';
import { testRedis } from '../../../support/redis/redis.ts';

const titles = (card: Card) => actionsOf(card.actions).map(({ title }) => title);

describe('Reactivating in chat', () => {
  let chat: Conversation;
  beforeEach(async () => {
    chat = await startConversation();
  });
  const actor = async (who: string) => (await chat.commerce.getVisitor(chat.tenantId, chat.sender(who).userId)).actor;
  const subscription = async (ref: string) =>
    (await chat.commerce.getSubscription(await actor('Adele'), ref as SubscriptionRef)).subscription;
  const invoicesOf = async (who: string) =>
    (await chat.commerce.listInvoices(await actor(who), { months: 3 })).invoices.length;

  it('tells the new term, what is charged to which card, and that it will renew', async () => {
    const card = await chat.say('Grady', 'reactivate S-1008');
    assert.match(
      readCard(card),
      /^Reactivate the subscription\?\nVisio Plan 1 · S-1008 · Expired\n\$10\.00 is charged now/,
    );
    assert.match(
      readCard(card),
      /new term until Dec 1, 2026[\s\S]*2 people keep the product[\s\S]*Mastercard •••• 5100/,
    );
    const swedish = await chat.say('Emily', 'återaktivera S-1009', { locale: 'sv-SE' });
    assert.match(
      readCard(swedish),
      /S-1009 · Inaktiverad\n80,00 US\$ debiteras nu[\s\S]*1 person får tillbaka produkten/,
    );
    assert.deepEqual(
      [(await subscription('S-1008')).status, (await subscription('S-1009')).status],
      ['Expired', 'Disabled'],
    );
  });

  it('brings it back, once', async () => {
    const before = await invoicesOf('Grady');
    const card = await chat.say('Grady', 'reactivate S-1008');
    const press = () => chat.press('Grady', card, 'Reactivate');
    const receipt = await press();
    assert.match(readCard(receipt), /^S-1008 is active again\nVisio Plan 1\n\$10\.00 was charged\. .* Dec 1, 2026/);
    assert.deepEqual(titles(receipt), ['Assign licenses', 'Open S-1008', 'Invoices']);
    assert.deepEqual(await press(), receipt);
    const { status, autoRenew, version } = await subscription('S-1008');
    assert.deepEqual([status, autoRenew, version], ['Active', true, 2]);
    assert.equal(await invoicesOf('Grady'), before + 1);
  });

  it('takes another card where one is declined, and charges nothing', async () => {
    const grady = await actor('Grady');
    const facts = { token: DECLINED, brand: 'Visa', last4: '0002', expiryMonth: 12, expiryYear: 2030, holder: 'G' };
    const { paymentMethod } = await chat.commerce.addPaymentMethod(grady, facts, { operationId: 'add' });
    const before = await invoicesOf('Grady');
    const card = await chat.say('Grady', 'reactivate S-1008');
    const again = await chat.press('Grady', card, 'Reactivate', { card: paymentMethod });
    assert.match(readCard(again), /^The payment was declined\n[\s\S]*Reactivate the subscription\?/);
    assert.deepEqual(titles(again), ['Reactivate', 'Payment methods', 'Close']);
    assert.deepEqual([(await subscription('S-1008')).status, await invoicesOf('Grady')], ['Expired', before]);
    assert.match(readCard(await chat.press('Grady', again, 'Reactivate', { card: '' })), /^S-1008 is active again/);
  });

  it('asks for a card where none is valid', async () => {
    const redis = await testRedis();
    const { keys } = await openTenant(redis, chat.tenantId);
    await redis.del(keys.paymentMethods(chat.sender('Grady').userId));
    const asked = await chat.say('Grady', 'reactivate S-1008');
    assert.match(readCard(asked), /You have no valid card on file/);
    assert.deepEqual(titles(asked), ['Payment methods', 'Close']);
  });

  it('says what stands in the way, and shows how it stands', async () => {
    assert.match(
      readCard(await chat.say('Megan', 'reactivate S-1001')),
      /^It is active already\n[\s\S]*Power BI Pro · S-1001/,
    );
    assert.match(readCard(await chat.say('Christie', 'reactivate S-1010')), /^The subscription is already deleted\n/);
    assert.match(readCard(await chat.say('Lee', 'reactivate S-1008')), /^There is no subscription S-1008/);
    assert.match(readCard(await chat.say('Adele', 'reactivate S-1008')), /^Take control of S-1008 first\n/);
  });

  it('asks about one’s only ended subscription where none is named', async () => {
    assert.match(readCard(await chat.say('Grady', 'reactivate')), /^Reactivate the subscription\?[\s\S]*S-1008/);
    assert.match(readCard(await chat.say('Megan', 'reactivate')), /^There is none to choose from\n/);
  });

  it('refuses a forged press', async () => {
    const { verb, data } = findAction(await chat.say('Grady', 'reactivate S-1008'), 'Reactivate');
    const another = await chat.send('Grady', verb, { ...data, subscription: 'S-1009' });
    assert.match(readCard(another), /^There is no subscription S-1009/);
    assert.match(readCard(await chat.send('Grady', verb, { ...data, price: 0 })), /^Something is missing or not right/);
    assert.match(readCard(await chat.send('Emily', verb, data)), /^This card belongs to someone else/);
    assert.deepEqual([(await subscription('S-1008')).version, (await subscription('S-1009')).version], [1, 1]);
  });

  it('shows a stale card how it stands today', async () => {
    const stale = await chat.say('Grady', 'reactivate S-1008');
    await chat.press('Grady', await chat.say('Grady', 'reactivate S-1008'), 'Reactivate');
    const card = await chat.press('Grady', stale, 'Reactivate');
    assert.match(readCard(card), /^It has changed meanwhile\n[\s\S]*It is active already\n/);
    assert.equal((await subscription('S-1008')).version, 2);
  });
});
