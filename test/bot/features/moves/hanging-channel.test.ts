import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import type { FollowedCard } from '../../../../bot/conversation/ports.ts';
import { followingBy, followMove } from '../../../../bot/features/moves/follow-move.ts';
import { createAdapter } from '../../../../bot/teams/adapter.ts';
import { createProactive } from '../../../../bot/teams/proactive.ts';
import type { TenantId } from '../../../../services/commerce/api/types.ts';
import { createFollowedCards } from '../../../../services/conversations/followed-cards.ts';
import { createPreferences } from '../../../../services/conversations/preferences.ts';
import { type Jobs, startJobs } from '../../../../services/jobs/index.ts';
import { startRedis, type TestRedis } from '../../../support/redis/redis.ts';
import { type Channel, startChannel } from '../../../support/stand-ins/channel.ts';
import { type MovingTenant, movingTenant, SOURCE } from '../../../support/tenants/moving-tenant.ts';

const log = pino({ level: 'silent' });
const timing = { lockDuration: 500, stalledInterval: 250, retryDelay: 20 };
/** More than a process does at a time, of any kind. */
const CARDS = 40;

describe('A channel that takes cards and never answers', () => {
  let server: TestRedis;
  let hanging: Channel;
  let channel: Channel;
  let ours: MovingTenant;
  let theirs: MovingTenant;
  const open: Jobs[] = [];
  const lived: TenantId[] = [];

  const start = async (): Promise<Jobs> => {
    const { commerce } = ours;
    const update = createProactive(createAdapter(undefined, log)).update;
    const jobs = await startJobs({
      now: Date.now,
      commerce: {
        ...commerce,
        runLifeCycle: async (tenantId) => {
          await commerce.runLifeCycle(tenantId);
          lived.push(tenantId);
        },
      },
      queueConnection: server.connection,
      log,
      timing,
      jobs: [
        followMove({ preferences: createPreferences(server.redis), update, kept: createFollowedCards(server.redis) }),
      ],
    });
    open.push(jobs);
    return jobs;
  };

  const cardOf = async ({ tenantId, admin, commerce }: MovingTenant, at: Channel): Promise<FollowedCard> => ({
    home: tenantId,
    tenantId,
    userId: admin.userId,
    source: SOURCE,
    move: (await commerce.getMove(admin, SOURCE)).id,
    reference: {
      channelId: 'msteams',
      serviceUrl: at.url,
      bot: { id: '28:bot', name: 'bot' },
      conversation: { id: 'personal-admin', conversationType: 'personal', isGroup: false, name: '' },
    },
    cardId: randomUUID(),
    locale: 'en-US',
    shown: 'something else',
    looks: 0,
  });
  const follow = async (jobs: Jobs, tenant: MovingTenant, at: Channel) =>
    followingBy(jobs, createFollowedCards(server.redis), log)(await cardOf(tenant, at));
  const until = async (isSo: () => Promise<boolean> | boolean) => {
    while (!(await isSo())) await sleep(10);
  };
  const isMoved = async ({ commerce, admin }: MovingTenant) =>
    (await commerce.getMove(admin, SOURCE)).state === 'finished';

  beforeEach(async () => {
    server = await startRedis();
    [hanging, channel, ours, theirs] = await Promise.all([
      startChannel(),
      startChannel(),
      movingTenant(server.redis, 30),
      movingTenant(server.redis, 30),
    ]);
    hanging.failBy(({ method }) => (method === 'PUT' ? 'silence' : undefined));
    lived.length = 0;
  });
  afterEach(async () => {
    await Promise.all([hanging.close(), channel.close()]);
    await Promise.all(open.splice(0).map((jobs) => jobs.close()));
    await server.stop();
  });

  it('holds up neither the move of another tenant nor its card, also after a restart, and is not waited for long', async () => {
    const first = await start();
    await theirs.begin();
    for (let n = 0; n < CARDS; n++) await follow(first, theirs, hanging);
    await until(() => hanging.sent.length >= 4);
    await ours.begin();
    await follow(first, ours, channel);
    await until(() => isMoved(ours));
    await until(() => channel.sent.length > 0);
    assert.equal(hanging.givenUp, 0);

    await first.close();
    const [before, shown] = [hanging.sent.length, channel.sent.length];
    lived.length = 0;
    const again = await start();
    await until(() => hanging.sent.length > before);
    const another = await movingTenant(server.redis, 30);
    await another.begin();
    await follow(again, another, channel);
    await until(() => isMoved(another));
    await until(() => channel.sent.length > shown);
    await until(() => lived.includes(ours.tenantId));
    await until(() => hanging.givenUp >= 4);
  });
});
