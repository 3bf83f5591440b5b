import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerInTime } from '../../../bot/teams/deadline.ts';
import type { Sender } from '../../../bot/teams/identity.ts';
import type { Location } from '../../../bot/teams/location.ts';
import type { Card } from '../../../cards/kit/card.ts';
import { textCard } from '../../../cards/kit/text-card.ts';
import type { TenantId, UserId } from '../../../services/commerce/api/types.ts';
import { findAction, readCard } from '../../support/chat/conversation.ts';

const sender: Sender = {
  tenantId: 't' as TenantId,
  userId: 'u' as UserId,
  channelUserId: '29:u',
  name: 'Adele',
  locale: 'sv-SE',
  inGroup: false,
};
const location: Location = { reference: {}, conversationId: 'c', cardId: 'card', inGroup: false, inChannel: false };
const press = { kind: 'press', verb: 'policies', data: { operation: 'o', by: 'u', for: 'the-customer' } } as const;
const answer = textCard({ title: 'Done' });

describe('A press that takes long', function () {
  this.timeout(10_000);
  let updates: { location: Location; card: Card }[];
  const update = async (place: Location, card: Card) => updates.push({ location: place, card });
  const slow = async () => {
    await sleep(3_000);
    return answer;
  };
  beforeEach(() => {
    updates = [];
  });

  it('is answered at once where it can be', async () => {
    assert.equal(await answerInTime({ dispatch: async () => answer, update }, sender, press, location), answer);
    assert.deepEqual(updates, []);
  });

  it('is answered with a word first, and the card is replaced when it is done', async () => {
    const done = new EventEmitter();
    const replaced = once(done, 'replaced');
    const card = await answerInTime(
      { dispatch: slow, update: async (...all) => [await update(...all), done.emit('replaced')] },
      sender,
      press,
      location,
    );
    assert.match(readCard(card), /Jag håller fortfarande på/);
    await replaced;
    assert.deepEqual(updates, [{ location, card: answer }]);
  });

  it('leaves a way on where the card cannot be replaced', async () => {
    const failed = new EventEmitter();
    const trying = once(failed, 'tried');
    const update = async () => {
      failed.emit('tried');
      throw new Error('the channel is away');
    };
    const card = await answerInTime({ dispatch: slow, update }, sender, press, location);
    await trying;
    assert.ok(findAction(card, 'Visa resultatet'));
  });

  it('is repeated by a button in a group, where a replaced card would be seen by all', async () => {
    const card = await answerInTime({ dispatch: slow, update }, sender, press, { ...location, inGroup: true });
    assert.deepEqual(findAction(card, 'Visa resultatet').data, { operation: 'o', by: 'u', for: 'the-customer' });
    await sleep(1_000);
    assert.deepEqual(updates, []);
  });
});
