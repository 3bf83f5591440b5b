import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import type { FollowedCard } from '../../../../bot/conversation/ports.ts';
import { followAgain, followingBy, followMove } from '../../../../bot/features/moves/follow-move.ts';
import { createAdapter } from '../../../../bot/teams/adapter.ts';
import { createProactive } from '../../../../bot/teams/proactive.ts';
import type { Card } from '../../../../cards/kit/card.ts';
import { operationIdAt } from '../../../../services/commerce/core/operation-ids.ts';
import { createFollowedCards } from '../../../../services/conversations/followed-cards.ts';
import { createPreferences } from '../../../../services/conversations/preferences.ts';
import type { JobContext } from '../../../../services/jobs/job.ts';
import type { PlannedJob } from '../../../../services/jobs/queue.ts';
import { type RunningBot, startBot } from '../../../support/bots/running-bot.ts';
import { readCard, startConversation } from '../../../support/chat/conversation.ts';
import { startRedis, type TestRedis } from '../../../support/redis/redis.ts';
import { type Channel, type SentActivity, startChannel } from '../../../support/stand-ins/channel.ts';
import { type MovingTenant, movingTenant, SOURCE, TARGET } from '../../../support/tenants/moving-tenant.ts';
import { NOW } from '../../../support/tenants/parts.ts';
import { runProgram } from '../../../support/workers/run.ts';

const BOT = 'test/support/bots/bot-process.ts';
const CARD = 'card:7';
/** Milliseconds for each of the four steps that a move of 300 people takes. */
const STEPS_TAKE = 1_200;

const log = pino({ level: 'silent' });

const updatesOf = ({ sent }: Channel): SentActivity[] => sent.filter(({ method }) => method === 'PUT');
const cardOf = (update: SentActivity | undefined) => readCard(update?.activity.attachments?.[0]?.content);

/** What the card has become at the end. */
const finished = async (channel: Channel): Promise<string> => {
  const last = () => cardOf(updatesOf(channel).at(-1));
  while (!/Deleted/.test(last())) await sleep(20);
  return last();
};

/** A press by the admin of a moving tenant, as Teams sends it. */
const press = ({ tenantId, admin }: MovingTenant, serviceUrl: string, verb: string, data: object, extra = {}) => ({
  type: 'invoke',
  name: 'adaptiveCard/action',
  id: randomUUID(),
  channelId: 'msteams',
  serviceUrl,
  locale: 'en-US',
  from: { id: '29:admin', name: 'Person 0', aadObjectId: admin.userId },
  recipient: { id: '28:bot', name: 'bot' },
  conversation: { id: 'personal-admin', conversationType: 'personal', tenantId },
  channelData: { tenant: { id: tenantId } },
  replyToId: CARD,
  value: { action: { type: 'Action.Execute', verb, data: { ...data, by: admin.userId } }, trigger: 'manual' },
  ...extra,
});

const move = () => ({ subscription: SOURCE, target: TARGET, operation: operationIdAt(NOW) });

const post = async (url: string, body: object): Promise<Card> => {
  const response = await fetch(`${url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return ((await response.json()) as { value: Card }).value;
};

describe('The card of a move of 300 people', () => {
  let server: TestRedis;
  let tenant: MovingTenant;
  let bot: RunningBot;

  before(async () => {
    server = await startRedis();
    bot = await startBot(server.redis, undefined, { queueConnection: server.connection, stepsTake: STEPS_TAKE });
  });
  after(async () => {
    await bot.close();
    await server.stop();
  });
  beforeEach(async () => {
    tenant = await movingTenant(server.redis, 300);
  });

  it('shows how far it has come, is replaced once a second at most, and ends as the finished one', async () => {
    const first = await post(bot.url, press(tenant, bot.channel.url, 'move-users', move()));
    assert.match(readCard(first), /^The users are being moved\n[\s\S]*\d+ of 300 moved\n/);
    assert.match(await finished(bot.channel), /^300 users moved to C-2001\nS-1001: Deleted\nPerson 1 gets an e-mail/);
    const updates = updatesOf(bot.channel);
    assert.ok(updates.length > 1);
    assert.match(cardOf(updates[0]), /of 300 moved/);
    assert.deepEqual(new Set(updates.map(({ activity }) => activity['id'])), new Set([CARD]));
    assert.deepEqual(new Set(updates.map(({ conversationId }) => conversationId)), new Set(['personal-admin']));
    const gaps = updates.slice(1).map(({ at }, i) => at - (updates[i]?.at ?? 0));
    assert.deepEqual(
      gaps.filter((gap) => gap < 1000),
      [],
    );
  });

  it('is not replaced in a group, where all would see it', async () => {
    const before = updatesOf(bot.channel).length;
    const group = { id: '19:group', conversationType: 'groupChat', isGroup: true, tenantId: tenant.tenantId };
    const answer = await post(bot.url, press(tenant, bot.channel.url, 'move-users', move(), { conversation: group }));
    assert.match(readCard(answer), /^The users are being moved\n[\s\S]*Refresh\n/);
    while ((await tenant.commerce.getMove(tenant.admin, SOURCE)).state !== 'finished') await sleep(20);
    assert.equal(updatesOf(bot.channel).length, before);
  });
});

describe('The finished card of a move', () => {
  let server: TestRedis;
  let channel: Channel;
  const processes: ChildProcess[] = [];

  const newBot = async (): Promise<{ child: ChildProcess; url: string }> => {
    const child = runProgram(BOT, JSON.stringify(server.connection), `${STEPS_TAKE}`);
    processes.push(child);
    const ended = once(child, 'exit').then(() => assert.fail('The bot ended before it listened'));
    const [url] = await Promise.race([once(child, 'message'), ended]);
    return { child, url };
  };

  before(async () => {
    server = await startRedis();
    channel = await startChannel();
  });
  after(async () => {
    for (const child of processes) child.kill('SIGKILL');
    await channel.close();
    await server.stop();
  });

  it('comes also when the bot was killed in the midst of it and started again', async () => {
    const tenant = await movingTenant(server.redis, 300);
    const { child, url } = await newBot();
    await post(url, press(tenant, channel.url, 'move-users', move()));
    while (updatesOf(channel).length === 0) await sleep(5);
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.equal((await tenant.commerce.getMove(tenant.admin, SOURCE)).state, 'running');
    await newBot();
    assert.match(await finished(channel), /^300 users moved to C-2001\n/);
  });
});

describe('The job that follows a move', () => {
  let server: TestRedis;
  let tenant: MovingTenant;
  let channel: Channel;
  let context: JobContext;
  let job: ReturnType<typeof followMove>;
  let followed: FollowedCard;
  const never = new AbortController().signal;

  before(async () => {
    server = await startRedis();
  });
  after(() => server.stop());
  beforeEach(async () => {
    const { redis } = server;
    [tenant, channel] = await Promise.all([movingTenant(redis, 250), startChannel()]);
    await tenant.begin();
    const { tenantId, admin, commerce } = tenant;
    context = { commerce, log, wake: async () => undefined };
    job = followMove({
      preferences: createPreferences(redis),
      kept: createFollowedCards(redis),
      update: createProactive(createAdapter(undefined, log)).update,
    });
    followed = {
      home: tenantId,
      tenantId,
      userId: admin.userId,
      source: SOURCE,
      move: (await commerce.getMove(admin, SOURCE)).id,
      reference: {
        channelId: 'msteams',
        serviceUrl: channel.url,
        bot: { id: '28:bot', name: 'bot' },
        user: { id: '29:admin', name: '' },
        conversation: { id: 'personal-admin', conversationType: 'personal', isGroup: false, name: '' },
      },
      cardId: CARD,
      locale: 'en-US',
      shown: 'running 0',
      looks: 0,
    };
  });
  afterEach(() => channel.close());

  const run = (data: FollowedCard = followed) => job.run(context, data, never);
  const toTheEnd = () => tenant.commerce.continueWork(tenant.work);

  it('looks again in a second, and sends nothing while there is nothing new', async () => {
    const later = await run();
    assert.deepEqual(later, { data: { ...followed, looks: 1 }, after: 1000 });
    assert.equal(updatesOf(channel).length, 0);
  });

  it('looks less often where it takes long', async () => {
    const later = await run({ ...followed, looks: 1000 });
    assert.ok(later);
    assert.equal(later.after, 3000);
  });

  it('shows the end and has ended; run twice it shows the same', async () => {
    await toTheEnd();
    assert.deepEqual([await run(), await run()], [undefined, undefined]);
    const [first, second, ...others] = updatesOf(channel).map(cardOf);
    assert.match(first ?? '', /^250 users moved to C-2001\n/);
    assert.equal(second, first);
    assert.deepEqual(others, []);
  });

  it('speaks the language that the person has chosen meanwhile', async () => {
    await createPreferences(server.redis).setLanguage(followed, 'sv');
    await toTheEnd();
    await run();
    assert.match(cardOf(updatesOf(channel)[0]), /^250 användare flyttade till C-2001\n/);
  });

  it('says which customer it is about to a partner’s admin who acts for one', async () => {
    const chat = await startConversation('fabrikam', { customer: 'contoso' });
    const { commerce, tenantId: home } = chat;
    const { userId } = chat.sender('Erik');
    const [customer] = await commerce.listCustomers(home, userId);
    assert.ok(customer);
    const { actor } = await commerce.getActorFor((await commerce.getVisitor(home, userId)).actor, customer.id);
    const ends = { source: SOURCE, target: TARGET };
    const { id } = await commerce.moveUsers(actor, ends, { operationId: randomUUID() });
    await commerce.continueWork({ kind: 'move-users', tenantId: customer.id, subscription: SOURCE });
    const partners = { ...followed, home, tenantId: customer.id, userId, move: id };
    await job.run({ ...context, commerce }, partners, never);
    assert.match(cardOf(updatesOf(channel)[0]), /^For Contoso.*\n4 users moved to C-2001\n/);
  });

  it('is followed again where the queue has lost its job, and no more when the move has ended', async () => {
    const kept = createFollowedCards(server.redis);
    const put: PlannedJob[] = [];
    const jobs = { put: async (job: PlannedJob) => void put.push(job) };
    await followingBy(jobs, kept, log)(followed);
    put.length = 0;
    await run();
    await followAgain(kept, jobs.put, tenant.tenantId);
    assert.deepEqual([put.length, put[0]?.data], [1, followed]);
    await toTheEnd();
    await run(put[0]?.data as FollowedCard);
    assert.match(cardOf(updatesOf(channel)[0]), /^250 users moved to C-2001\n/);
    put.length = 0;
    await followAgain(kept, jobs.put, tenant.tenantId);
    assert.deepEqual(put, []);
  });

  it('gives every button to the person', async () => {
    await toTheEnd();
    await run();
    assert.match(JSON.stringify(updatesOf(channel)[0]), new RegExp(`"by":"${tenant.admin.userId}"`));
  });

  it('ends where the card or the conversation is gone', async () => {
    await toTheEnd();
    for (const status of [403, 404]) {
      channel.refuse(status);
      assert.equal(await run(), undefined);
    }
  });

  it('is to be tried again where the channel takes it later', async () => {
    await toTheEnd();
    channel.refuse(429);
    await assert.rejects(async () => run(), /did not take a card: 429/);
  });

  it('ends where the person may not see it, and where another move has been begun', async () => {
    await toTheEnd();
    const purchaser = { ...followed, userId: followed.userId.replace(/.$/, '1') as FollowedCard['userId'] };
    const stranger = { ...followed, userId: followed.userId.replace(/^0/, 'f') as FollowedCard['userId'] };
    for (const data of [purchaser, stranger, { ...followed, move: 'another' }])
      assert.equal(await run(data), undefined);
    assert.equal(updatesOf(channel).length, 0);
  });
});
