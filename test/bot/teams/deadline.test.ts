import assert from 'node:assert/strict';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Activity, InvokeResponse } from 'botbuilder';
import { pino } from 'pino';
import type { Promising } from '../../../bot/teams/answering/promising.ts';
import { createInTime } from '../../../bot/teams/deadline.ts';
import type { Location } from '../../../bot/teams/location.ts';
import { cardResponse, errorResponse } from '../../../bot/teams/replies.ts';
import type { Card } from '../../../cards/kit/card.ts';
import { textCard } from '../../../cards/kit/text-card.ts';
import { findAction, readCard } from '../../support/chat/conversation.ts';

const USER = '00000000-0000-4000-8000-000000000001';
const TENANT = '00000000-0000-4000-8000-000000000002';

const activityOf = (name: string, value: unknown, conversation = {}) =>
  ({
    type: 'invoke',
    name,
    value,
    id: 'i',
    replyToId: 'card',
    locale: 'sv-SE',
    from: { id: '29:u', name: 'Adele', aadObjectId: USER },
    conversation: { id: 'c', tenantId: TENANT, ...conversation },
  }) as unknown as Activity;

const data = { operation: 'o', by: USER };
const press = activityOf('adaptiveCard/action', { action: { verb: 'policies', data } });
const answer = textCard({ title: 'Done' });

describe('A turn that takes long', () => {
  let updates: { location: Location; card: Card }[];
  let shown: AbortController;
  let channelIsAway = false;
  const update = async (location: Location, card: Card) => {
    updates.push({ location, card });
    shown.abort();
    if (channelIsAway) throw new Error('the channel is away');
    return { ok: true } as const;
  };
  let promise: Promising['promise'];
  const inTime = createInTime({
    update,
    promise: (activity) => promise(activity),
    log: pino({ level: 'silent' }),
  });
  /** A turn that ends when the test says so. */
  const slow = () => {
    let finish = (_response: InvokeResponse): void => {};
    const turn = new Promise<InvokeResponse>((resolve) => {
      finish = resolve;
    });
    return { turn, finish };
  };
  const cardIn = (response: InvokeResponse | undefined) => response?.body?.value as Card;

  beforeEach(() => {
    updates = [];
    shown = new AbortController();
    channelIsAway = false;
    promise = async () => undefined;
  });

  it('is answered by itself where it ends soon, also badly', async () => {
    const done = cardResponse(answer);
    assert.equal(await inTime(press, Promise.resolve(done)), done);
    await assert.rejects(inTime(press, Promise.reject(new Error('broken'))), /broken/);
    assert.deepEqual(updates, []);
  });

  it('by a press is answered with a word first, and the card is replaced when it is done', async () => {
    const { turn, finish } = slow();
    assert.match(readCard(cardIn(await inTime(press, turn))), /Jag håller fortfarande på/);
    finish(cardResponse(answer));
    await once(shown.signal, 'abort');
    assert.deepEqual(
      updates.map(({ location, card }) => [location.cardId, location.conversationId, card]),
      [['card', 'c', answer]],
    );
  });

  it('is answered for before Teams gives it up, and what came before the turn is no time on top of it', async () => {
    const { turn, finish } = slow();
    // Timers of one process end in their order, however busy it is.
    const isBefore = (milliseconds: number, answered: Promise<unknown>) =>
      Promise.race([answered.then(() => true), sleep(milliseconds, false, { ref: false })]);
    const message = { ...press, type: 'message' } as Activity;
    const [now, earlier] = [performance.now(), performance.now() - 2_000];
    const answers = [isBefore(4_000, inTime(press, turn, now)), isBefore(1_500, inTime(press, turn, earlier))];
    const longAgo = inTime(message, turn, performance.now() - 11_000);
    assert.deepEqual(await Promise.all([...answers, isBefore(3_000, longAgo)]), [true, true, true]);
    assert.equal(await longAgo, undefined);
    finish(cardResponse(answer));
  });

  it('says that the answer comes by itself only where that was noted, and in time', async () => {
    const says = async (noting: Promising['promise']) => {
      promise = noting;
      const { turn, finish } = slow();
      const text = readCard(cardIn(await inTime(press, turn)));
      finish(cardResponse(answer));
      return text;
    };
    const ended: string[] = [];
    const promised = { kept: async () => void ended.push('kept'), leave: () => void ended.push('left') };
    assert.match(await says(async () => promised), /Resultatet kommer hit av sig självt/);
    while (ended.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const away = () => Promise.reject(new Error('Redis is away'));
    for (const noting of [async () => undefined, away, () => new Promise<never>(() => undefined)])
      assert.match(await says(noting), /Tryck på knappen/);
    assert.deepEqual(ended, ['kept']);
  });

  it('leaves a way on where the card cannot be replaced', async () => {
    channelIsAway = true;
    const { turn, finish } = slow();
    const working = cardIn(await inTime(press, turn));
    finish(cardResponse(answer));
    await once(shown.signal, 'abort');
    assert.ok(findAction(working, 'Visa resultatet'));
  });

  it('is repeated by a button in a group, where a replaced card would be seen by all', async () => {
    const { turn, finish } = slow();
    const inGroup = activityOf('adaptiveCard/action', press.value, { conversationType: 'groupChat', isGroup: true });
    const working = cardIn(await inTime(inGroup, turn));
    assert.deepEqual(findAction(working, 'Visa resultatet').data, data);
    finish(cardResponse(answer));
    await turn;
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(updates, []);
  });

  it('by typing finds nothing, by a file is taken, and of another kind has failed; no card is replaced then', async () => {
    const names = ['application/search', 'fileConsent/invoke', 'task/fetch'];
    const turns = names.map(() => slow());
    const answers = await Promise.all(
      names.map((name, n) => inTime(activityOf(name, {}), turns[n]?.turn ?? assert.fail())),
    );
    const [found, taken, failed] = answers;
    assert.deepEqual(found?.body.value, { results: [] });
    assert.deepEqual(taken, { status: 200, body: {} });
    assert.deepEqual(failed, errorResponse(500, 'TooLate'));
    for (const { finish } of turns) finish(errorResponse(400, 'NotSupported'));
    await Promise.all(turns.map(({ turn }) => turn));
    assert.deepEqual(updates, []);
  });
});
