import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { inTime } from '../../../bot/teams/deadline.ts';
import type { Sender } from '../../../bot/teams/identity.ts';
import type { Here } from '../../../bot/teams/location.ts';
import type { Card } from '../../../cards/kit/card.ts';
import { sheet } from '../../../cards/kit/text-card.ts';
import type { TenantId, UserId } from '../../../services/commerce/api/types.ts';
import { findAction, readCard } from '../../support/conversation.ts';

const sender: Sender = {
  tenantId: 't' as TenantId,
  userId: 'u' as UserId,
  channelUserId: '29:u',
  name: 'Adele',
  locale: 'sv-SE',
  inGroup: false,
};
const here: Here = { reference: {}, conversationId: 'c', cardId: 'card', inGroup: false, inChannel: false };
const press = { kind: 'press', verb: 'policies', data: { operation: 'o', by: 'u' } } as const;
const answer = sheet({ title: 'Done' });

describe('A press that takes long', function () {
  this.timeout(10_000);
  let updates: { here: Here; card: Card }[];
  const update = async (place: Here, card: Card) => updates.push({ here: place, card });
  const slow = async () => {
    await sleep(3_000);
    return answer;
  };
  beforeEach(() => {
    updates = [];
  });

  it('is answered at once where it can be', async () => {
    assert.equal(await inTime({ dispatch: async () => answer, update }, sender, press, here), answer);
    assert.deepEqual(updates, []);
  });

  it('is answered with a word first, and the card is replaced when it is done', async () => {
    const done = new EventEmitter();
    const replaced = once(done, 'replaced');
    const card = await inTime(
      { dispatch: slow, update: async (...all) => [await update(...all), done.emit('replaced')] },
      sender,
      press,
      here,
    );
    assert.match(readCard(card), /Jag håller fortfarande på/);
    await replaced;
    assert.deepEqual(updates, [{ here, card: answer }]);
  });

  it('leaves a way on where the card cannot be replaced', async () => {
    const failed = new EventEmitter();
    const trying = once(failed, 'tried');
    const update = async () => {
      failed.emit('tried');
      throw new Error('the channel is away');
    };
    const card = await inTime({ dispatch: slow, update }, sender, press, here);
    await trying;
    assert.ok(findAction(card, 'Visa resultatet'));
  });

  it('is repeated by a button in a group, where a replaced card would be seen by all', async () => {
    const card = await inTime({ dispatch: slow, update }, sender, press, { ...here, inGroup: true });
    assert.deepEqual(findAction(card, 'Visa resultatet').data, { operation: 'o', by: 'u' });
    await sleep(1_000);
    assert.deepEqual(updates, []);
  });
});
