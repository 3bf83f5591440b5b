import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { commands } from '../../../bot/features/index.ts';
import type { Card } from '../../../cards/kit/card.ts';
import { operationIdAt } from '../../../services/commerce/core/operation-ids.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { paymentKeys, tenantKeys } from '../../../services/redis/keys.ts';
import { type Conversation, findAction, readCard, startConversation } from '../../support/chat/conversation.ts';
import { inputsOf } from '../../support/chat/fields.ts';
import { confirmedCommands, sampleArguments } from '../../support/chat/pressing.ts';
import { testRedis } from '../../support/redis/redis.ts';
import { stateOf } from '../../support/redis/snapshot.ts';
import { NOW } from '../../support/tenants/parts.ts';

const DAY = 24 * 60 * 60 * 1000;
const LATE = /^This card is more than a day old\nNothing was done\. This is how things stand now/;

describe('What a press confirms', () => {
  let redis: Redis;
  let chat: Conversation;
  let now: number;
  beforeEach(async () => {
    redis = await testRedis();
    now = NOW;
    chat = await startConversation('contoso', { now: () => now });
  });
  /** Without what was asked and is not answered yet. */
  const stored = async () => {
    const { strings: _, ...state } = await stateOf(redis, chat.tenantId);
    return state;
  };
  const buying = async () => {
    const card = await chat.say('Megan', 'buy 2 Power BI Pro');
    return { card, press: () => chat.press('Megan', card, 'Buy', inputsOf(card)) };
  };
  const bought = async () => {
    const { actor } = await chat.commerce.getVisitor(chat.tenantId, chat.sender('Megan').userId);
    return (await chat.commerce.listOwnSubscriptions(actor, { limit: 50 })).items.length;
  };
  const operationKey = (card: Card, title: string) =>
    tenantKeys(chat.tenantId).operation(chat.sender('Megan').userId, String(findAction(card, title).data['operation']));

  it('is done once, and a repeat gets the first receipt', async () => {
    const { press } = await buying();
    const before = await bought();
    const receipt = readCard(await press());
    assert.match(receipt, /^You have bought Power BI Pro/);
    now += DAY;
    assert.equal(readCard(await press()), receipt);
    assert.equal(await bought(), before + 1);
  });

  it('is refused after a day, remembered or not, and the question is put again as it stands', async () => {
    for (const forgotten of [false, true]) {
      const { card, press } = await buying();
      await press();
      const before = await bought();
      if (forgotten) await redis.del(operationKey(card, 'Buy'));
      now += DAY + 1;
      const again = await press();
      assert.match(readCard(again), LATE);
      assert.equal(await bought(), before);
      assert.match(readCard(await chat.press('Megan', again, 'Buy', inputsOf(again))), /^You have bought Power BI Pro/);
    }
  });

  it('is refused as what it is today, where nothing can be asked any more', async () => {
    const card = await chat.say('Megan', 'cancel S-1001');
    await chat.press('Megan', card, 'Cancel subscription', { reason: 'other' });
    now += DAY + 1;
    const answer = await chat.press('Megan', card, 'Cancel subscription', { reason: 'other' });
    assert.match(readCard(answer), LATE);
    assert.match(readCard(answer), /already deleted[\s\S]*\nDeleted\n/);
  });

  it('is refused by every command with an id of yesterday, of tomorrow, or of an earlier version of the bot', async () => {
    const confirmed = confirmedCommands(Object.values(commands));
    const ids = [operationIdAt(NOW - DAY - 1), operationIdAt(NOW + DAY), randomUUID()];
    const before = await stored();
    for (const { name } of confirmed)
      for (const operation of ids)
        for (const who of ['Adele', 'Megan']) {
          const given = { ...sampleArguments(commands[name]), operation };
          const answer = readCard(await chat.run(who, name, given));
          assert.match(answer, /more than a day old|not right|no longer works|another role|Only its purchaser/, name);
        }
    assert.deepEqual(await stored(), before);
  });

  it('is remembered for as long as its charge can be found', async () => {
    const { card, press } = await buying();
    await press();
    const charges = await redis.keys(`${paymentKeys.charge('')}${chat.tenantId}:*`);
    assert.equal(charges.length, 1);
    const [remembered, found] = await Promise.all([
      redis.pTTL(operationKey(card, 'Buy')),
      redis.pTTL(charges[0] ?? ''),
    ]);
    assert.ok(found > DAY && remembered >= found, `the operation ${remembered} ms, its charge ${found} ms`);
  });
});
