import assert from 'node:assert/strict';
import type { Card } from '../../cards/kit/card.ts';
import type { Redis } from '../../services/redis/client.ts';
import { tenantKeys } from '../../services/redis/keys.ts';
import { type RunningBot, startBot } from '../support/bots/running-bot.ts';
import { actionsOf, readCard } from '../support/chat/conversation.ts';
import { inputsOf } from '../support/chat/fields.ts';
import { testRedis } from '../support/redis/redis.ts';

/**
 * A message that is edited comes once more, as `messageUpdate` with the id of the message:
 * https://github.com/MicrosoftDocs/msteams-docs/pull/7806, https://github.com/microsoft/botbuilder-js/pull/4374
 */
describe('A message that is edited', () => {
  let redis: Redis;
  let bot: RunningBot;
  let messages = 0;
  before(async () => {
    redis = await testRedis();
    bot = await startBot(redis);
  });
  after(() => bot.close());
  beforeEach(() => bot.channel.failBy(() => undefined));

  const channelData = (eventType: unknown) => ({ tenant: { id: bot.contoso.tenantId }, eventType });
  const write = async (text: string, extra: Record<string, unknown> = {}) => {
    const id = `message-${++messages}`;
    await bot.post(bot.activity('Megan', { id, text, ...extra }));
    return id;
  };
  let edits = 0;
  const edit = (id: unknown, text: unknown, extra: Record<string, unknown> = {}) =>
    bot.post(
      bot.activity('Megan', {
        type: 'messageUpdate',
        id,
        text,
        timestamp: `2026-11-29T12:00:${String(++edits).padStart(2, '0')}.000Z`,
        channelData: channelData('editMessage'),
        ...extra,
      }),
    );
  const sent = () => bot.channel.sent.length;
  const last = () => bot.channel.sent.at(-1);
  const lastCard = () => last()?.activity.attachments?.[0]?.content as Card;
  const shown = () => readCard(lastCard());
  const confirming = (card: Card) => {
    const found = actionsOf(card).find(({ data }) => data['operation'] !== undefined);
    assert.ok(found, readCard(card));
    return { ...found, data: { ...found.data, ...inputsOf(card) } };
  };
  const press = async ({ verb, data }: { verb: string; data: unknown }, replyToId: string, inputs: object = {}) => {
    const value = { action: { type: 'Action.Execute', verb, data: { ...Object(data), ...inputs } } };
    const { body } = await bot.post(
      bot.activity('Megan', { type: 'invoke', name: 'adaptiveCard/action', replyToId, value }),
    );
    return readCard((body as { value: unknown }).value);
  };
  const idOfLast = () => `a${sent()}`;
  const bought = async () => {
    const { actor } = await bot.commerce.getVisitor(bot.contoso.tenantId, bot.contoso.userId('Megan'));
    const { items } = await bot.commerce.listOwnSubscriptions(actor, { limit: 100 });
    return items.length;
  };

  it('is answered as what it says now, in the place of the earlier answer', async () => {
    const id = await write('my subscriptions');
    const card = idOfLast();
    await edit(id, 'my licenses');
    assert.deepEqual([last()?.method, last()?.activity['id']], ['PUT', card]);
    assert.match(shown(), /licenses/i);
    await edit(id, 'help');
    assert.deepEqual([last()?.method, last()?.activity['id']], ['PUT', card]);
    assert.match(shown(), /Hello Megan/);
  });

  it('is let be where it says the same, however it looks', async () => {
    const id = await write('my licenses');
    const before = sent();
    await edit(id, 'my licenses');
    await edit(id, ' my\u00a0licenses\r\n');
    await edit(id, '', { attachments: [{ contentType: 'text/html', content: '<p>my <b>licenses</b></p>' }] });
    await edit(id, '<quoted messageId="1"/> my licenses');
    assert.equal(sent(), before);
  });

  it('is answered once where the edit is delivered twice, and each edit for itself', async () => {
    const id = await write('my licenses');
    const activity = bot.activity('Megan', {
      type: 'messageUpdate',
      id,
      text: 'help',
      timestamp: '2026-11-29T13:00:00Z',
      channelData: channelData('editMessage'),
    });
    const before = sent();
    await bot.post(activity);
    await bot.post(activity);
    assert.equal(sent(), before + 1);
    await edit(id, 'my licenses');
    await edit(id, 'help');
    assert.equal(sent(), before + 3);
  });

  for (const eventType of ['undeleteMessage', 'softDeleteMessage'])
    it(`is let be where it is ${eventType}`, async () => {
      const id = await write('my licenses');
      const before = sent();
      await edit(id, 'help', { channelData: channelData(eventType) });
      await bot.post(bot.activity('Megan', { type: 'messageDelete', id, channelData: channelData(eventType) }));
      assert.equal(sent(), before);
    });

  for (const eventType of [undefined, null, 7, 'somethingNew'])
    it(`is answered where the event is called ${eventType}`, async () => {
      const id = await write('my licenses');
      await edit(id, 'help', { channelData: channelData(eventType) });
      assert.match(shown(), /Hello Megan/);
    });

  it('is answered below where nothing is known of it, or the earlier card is gone', async () => {
    await edit('never-seen', 'help');
    assert.equal(last()?.method, 'POST');
    const id = await write('my licenses');
    bot.channel.failBy(({ method }) => (method === 'PUT' ? { status: 404 } : undefined));
    await edit(id, 'help');
    assert.equal(last()?.method, 'POST');
    assert.match(shown(), /Hello Megan/);
  });

  it('to nothing to read is answered so, and back again', async () => {
    const id = await write('my licenses');
    await edit(id, '');
    assert.match(shown(), /nothing to read/);
    await edit(id, 'my licenses');
    assert.match(shown(), /licenses/);
  });

  it('asks anew, and the earlier button does nothing any more', async () => {
    const id = await write('buy 3 Visio Plan 2');
    const [before, card] = [await bought(), idOfLast()];
    const old = confirming(lastCard());
    await edit(id, 'buy 5 Visio Plan 2');
    assert.deepEqual([last()?.method, last()?.activity['id']], ['PUT', card]);
    const anew = confirming(lastCard());
    assert.notEqual(anew.data['operation'], old.data['operation']);
    assert.match(await press(old, card), /^You have changed your message/);
    assert.equal(await bought(), before);
    await press(anew, card);
    await press(anew, card);
    assert.match(await press(old, card), /^You have changed your message/);
    assert.equal(await bought(), before + 1);
  });

  it('after its button was pressed says that this stands, and asks below', async () => {
    const id = await write('buy 2 Visio Plan 2');
    const [before, card] = [await bought(), idOfLast()];
    await press(confirming(lastCard()), card);
    await edit(id, 'buy 4 Visio Plan 2');
    assert.equal(last()?.method, 'POST');
    assert.match(shown(), /^You had already answered the card/);
    assert.equal(await bought(), before + 1);
  });

  it('and is pressed at the same moment is one of both', async () => {
    for (let n = 0; n < 5; n++) {
      const id = await write(`buy 2 Visio Plan 2`);
      const [before, card, old] = [await bought(), idOfLast(), confirming(lastCard())];
      const [answer] = await Promise.all([press(old, card), edit(id, `buy ${n + 3} Visio Plan 2`)]);
      const isWithdrawn = answer.startsWith('You have changed your message');
      assert.equal(await bought(), before + (isWithdrawn ? 0 : 1));
      assert.equal(shown().startsWith('You had already answered'), !isWithdrawn);
    }
  });

  it('before its answer was taken by the channel gets the newer one alone', async () => {
    bot.channel.failBy(() => ({ status: 429, headers: { 'retry-after': '40' } }));
    const id = await write('buy 3 Visio Plan 2');
    bot.channel.failBy(() => undefined);
    await edit(id, 'buy 6 Visio Plan 2');
    assert.equal(last()?.method, 'POST');
    assert.equal(await redis.exists(tenantKeys(bot.contoso.tenantId).keptAnswers), 0);
  });

  it('in a group replaces what everybody sees, and shows no more than that', async () => {
    const conversation = { id: 'g-edit', conversationType: 'groupChat', isGroup: true };
    const id = await write('<at>bot</at> my subscriptions', { conversation });
    const card = idOfLast();
    await edit(id, '<at>bot</at> my licenses', { conversation });
    assert.deepEqual([last()?.method, last()?.activity['id']], ['PUT', card]);
    assert.match(shown(), /An answer for Megan Bowen alone/);
  });

  it('by somebody else’s hand is that one’s own message', async () => {
    const id = await write('my licenses');
    await bot.post(
      bot.activity('Adele', { type: 'messageUpdate', id, text: 'help', channelData: channelData('editMessage') }),
    );
    assert.equal(last()?.method, 'POST');
    assert.match(shown(), /Hello Adele/);
  });
});
