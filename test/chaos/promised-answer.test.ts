import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Card } from '../../cards/kit/card.ts';
import type { SubscriptionRef, TenantId, UserId } from '../../services/commerce/api/types.ts';
import { createCommerce } from '../../services/commerce/index.ts';
import { tenantKeys } from '../../services/redis/keys.ts';
import { type RunningBot, startBot } from '../support/bots/running-bot.ts';
import { findAction, readCard } from '../support/chat/conversation.ts';
import { inputsOf } from '../support/chat/fields.ts';
import { startRedis, type TestRedis } from '../support/redis/redis.ts';
import { type Channel, startChannel } from '../support/stand-ins/channel.ts';
import { runProgram } from '../support/workers/run.ts';

const S1001 = 'S-1001' as SubscriptionRef;

interface Process {
  readonly child: ChildProcess;
  readonly url: string;
  readonly tenantId: TenantId;
  readonly megan: UserId;
  readonly now: number;
}

describe('An answer that was promised', function () {
  this.timeout(120_000);
  let server: TestRedis;
  let channel: Channel;
  let killed: Process;
  let other: RunningBot;
  beforeEach(async () => {
    server = await startRedis();
    channel = await startChannel();
    other = await startBot(server.redis);
    const child = runProgram('test/support/bots/stalling-process.ts', JSON.stringify(server.connection));
    const [said] = await once(child, 'message');
    killed = { child, ...said };
  });
  afterEach(async () => {
    killed.child.kill('SIGKILL');
    await other.close();
    await channel.close();
    await server.stop();
  });

  let sent = 0;
  const activity = (extra: object) => ({
    ...other.activity('Megan', { id: `a${++sent}`, serviceUrl: channel.url, ...extra }),
    from: { id: '29:Megan', name: 'Megan', aadObjectId: killed.megan },
    conversation: { id: 'personal-Megan', conversationType: 'personal', tenantId: killed.tenantId },
    channelData: { tenant: { id: killed.tenantId } },
  });
  const post = async (body: object) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${killed.url}/api/messages`, { method: 'POST', headers, body: JSON.stringify(body) });
    const text = await response.text();
    return text.startsWith('{') ? JSON.parse(text) : text;
  };
  const pressCancel = async (): Promise<Card> => {
    await post(activity({ text: 'cancel S-1001' }));
    const question = channel.sent.at(-1)?.activity.attachments?.[0]?.content as Card;
    const { verb, data } = findAction(question, 'Cancel subscription');
    const value = {
      action: { type: 'Action.Execute', verb, data: { ...data, ...inputsOf(question), reason: 'other' } },
    };
    const press = { type: 'invoke', name: 'adaptiveCard/action', replyToId: 'the-card', value };
    return (await post(activity(press))).value;
  };
  const hang = async (when: 'before' | 'after') => {
    killed.child.send(when);
    await once(killed.child, 'message');
  };
  const kill = async () => {
    killed.child.kill('SIGKILL');
    await once(killed.child, 'exit');
  };
  /** So much time passes that whoever promised it would have said that it is still at it. */
  const passTime = async () => {
    const due = tenantKeys(killed.tenantId).keptAnswersDue;
    for (const id of await server.redis.zRange(due, 0, -1)) await server.redis.zAdd(due, { score: 1, value: id });
  };
  const takeOver = () => other.notices.deliver(killed.tenantId, new AbortController().signal);
  const replaced = () =>
    channel.sent
      .filter(({ method, activity: { id } }) => method === 'PUT' && id === 'the-card')
      .map((each) => readCard(each.activity.attachments?.[0]?.content as Card));

  for (const when of ['before', 'after'] as const)
    it(`comes by itself, once, where the process is killed ${when} the act`, async () => {
      await hang(when);
      const working = await pressCancel();
      assert.match(readCard(working), /I am still at it[\s\S]*The result comes here by itself/);
      await takeOver();
      assert.deepEqual(replaced(), [], 'its process is still at it');
      await kill();
      await passTime();
      await Promise.all([takeOver(), takeOver()]);
      await takeOver();
      assert.equal(replaced().length, 1);
      assert.match(replaced()[0] ?? '', /^S-1001 was canceled\n/);
      const commerce = createCommerce({ redis: server.redis, now: () => killed.now });
      const { actor } = await commerce.getVisitor(killed.tenantId, killed.megan);
      const { subscription, history } = await commerce.getSubscription(actor, S1001);
      assert.deepEqual([subscription.status, subscription.version], ['Deleted', 2]);
      assert.equal(history.filter(({ event }) => event.kind === 'canceled').length, 1);
      assert.equal(await server.redis.exists(tenantKeys(killed.tenantId).keptAnswersDue), 0);
    });

  it('is not tried for ever where every try ends a process', async () => {
    await hang('before');
    await pressCancel();
    await kill();
    const keys = tenantKeys(killed.tenantId);
    const [id = ''] = await server.redis.zRange(keys.keptAnswersDue, 0, -1);
    const tries = [];
    for (let n = 1; n <= 3; n++) {
      await server.redis.hSet(keys.keptAnswers, `${id}:sending`, `a-try-that-was-killed ${n}`);
      await passTime();
      tries.push(await server.redis.hExists(keys.keptAnswers, id));
    }
    await takeOver();
    assert.deepEqual([tries, replaced()], [[1, 1, 1], []]);
    assert.equal(await server.redis.hExists(keys.keptAnswers, id), 0);
  });
});
