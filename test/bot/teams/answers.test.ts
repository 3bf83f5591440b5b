import assert from 'node:assert/strict';
import { createAdapter } from '../../../bot/teams/adapter.ts';
import { createProactive } from '../../../bot/teams/proactive.ts';
import { textCard } from '../../../cards/kit/text-card.ts';
import { type RunningBot, startBot } from '../../support/bots/running-bot.ts';
import { readCard } from '../../support/chat/conversation.ts';
import { keptLog } from '../../support/kept-log.ts';
import { testRedis } from '../../support/redis/redis.ts';
import { type Channel, startChannel } from '../../support/stand-ins/channel.ts';

describe('A card in the place of an earlier one', () => {
  let channel: Channel;
  const { update } = createProactive(createAdapter(undefined, keptLog));
  const conversation = { id: 'c', conversationType: 'personal', isGroup: false, name: '' };
  const replace = () => {
    const reference = {
      channelId: 'msteams',
      serviceUrl: channel.url,
      bot: { id: '28:bot', name: 'bot' },
      conversation,
    };
    return update({ reference, cardId: 'card' }, textCard({ title: 'Done' }));
  };

  beforeEach(async () => {
    channel = await startChannel();
  });
  afterEach(() => channel.close());

  it('is sent again where the channel takes it later, and the same card is replaced', async () => {
    channel.failBy(() => (channel.sent.length < 3 ? { status: 429 } : undefined));
    assert.deepEqual(await replace(), { ok: true });
    const requests = channel.sent.map(({ method, activity }) => [method, activity['id']]);
    assert.deepEqual(requests, Array(3).fill(['PUT', 'card']));
  });

  it('is sent once where it is gone', async () => {
    channel.refuse(404);
    assert.deepEqual(await replace(), { ok: false, status: 404 });
    assert.equal(channel.sent.length, 1);
  });

  it('is sent again where the channel has failed, as it can be replaced twice', async () => {
    channel.failBy(() => (channel.sent.length < 3 ? { status: 502 } : undefined));
    assert.deepEqual(await replace(), { ok: true });
    assert.equal(channel.sent.length, 3);
  });
});

describe('The answer to a sentence', () => {
  let bot: RunningBot;
  let channel: Channel;

  before(async () => {
    bot = await startBot(await testRedis());
  });
  after(() => bot.close());
  beforeEach(async () => {
    channel = await startChannel();
  });
  afterEach(() => channel.close());

  const sentence = () => bot.activity('Adele', { text: 'subscriptions', serviceUrl: channel.url });
  const healthy = () => channel.failBy(() => undefined);
  const cards = () => channel.sent.map(({ activity }) => readCard(activity.attachments?.[0]?.content));

  /** Has it delivered, and delivered again when all is well; the statuses that Teams sees. */
  const deliverTwice = async () => {
    const activity = sentence();
    const first = await bot.post(activity);
    const before = channel.sent.length;
    healthy();
    const again = await bot.post(activity);
    return { statuses: [first.status, again.status], before };
  };

  for (const fault of [
    { status: 500 },
    { status: 502 },
    { status: 503 },
    { status: 504 },
    { status: 408 },
    'reset',
  ] as const)
    it(`is sent once where it may have arrived: ${JSON.stringify(fault)}`, async () => {
      channel.failBy(() => fault);
      const { statuses, before } = await deliverTwice();
      assert.deepEqual([statuses, before, channel.sent.length], [[200, 200], 1, 1]);
    });

  it('is not waited for where the channel takes it and is silent, and is not sent again', async () => {
    channel.failBy(() => 'silence');
    const { statuses } = await deliverTwice();
    assert.deepEqual([statuses, channel.sent.length], [[200, 200], 1]);
  });

  for (const status of [403, 404, 400])
    it(`is sent once where there is nobody to take it: ${status}`, async () => {
      channel.refuse(status);
      const { statuses } = await deliverTwice();
      assert.deepEqual([statuses, channel.sent.length], [[200, 200], 1]);
    });

  for (const status of [412, 429])
    it(`is sent again at once where the channel says so: ${status}`, async () => {
      channel.failBy(() => (channel.sent.length < 3 ? { status } : undefined));
      assert.equal((await bot.post(sentence())).status, 200);
      assert.deepEqual([channel.sent.length, new Set(cards()).size], [3, 1]);
    });

  it('waits as long as the channel says, where that is not long', async () => {
    channel.failBy(() => (channel.sent.length < 2 ? { status: 429, headers: { 'retry-after': '2' } } : undefined));
    assert.equal((await bot.post(sentence())).status, 200);
    const [first, second] = channel.sent.map(({ at }) => at);
    assert.ok((second ?? 0) - (first ?? 0) >= 1_990);
  });

  it('does not keep Teams waiting where the channel takes nothing for long', async () => {
    channel.failBy(() => ({ status: 429, headers: { 'retry-after': '40' } }));
    const { statuses, before } = await deliverTwice();
    assert.deepEqual([statuses, before, channel.sent.length], [[200, 200], 1, 1]);
  });

  it('is tried for some seconds where the channel does not say how long', async () => {
    channel.refuse(412);
    const { statuses, before } = await deliverTwice();
    assert.deepEqual([statuses, before, channel.sent.length], [[200, 200], 4, 4]);
  });
});
