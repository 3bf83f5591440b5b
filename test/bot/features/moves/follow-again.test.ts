import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { followAgain, followMove } from '../../../../bot/features/moves/follow-move.ts';
import { createAdapter } from '../../../../bot/teams/adapter.ts';
import { createProactive } from '../../../../bot/teams/proactive.ts';
import { noteTenant } from '../../../../services/commerce/store/tenant-list.ts';
import { createFollowedCards } from '../../../../services/conversations/followed-cards.ts';
import { createPreferences } from '../../../../services/conversations/preferences.ts';
import { startJobs } from '../../../../services/jobs/index.ts';
import { startRedis, type TestRedis } from '../../../support/redis/redis.ts';
import { startChannel } from '../../../support/stand-ins/channel.ts';
import { movingTenant, SOURCE } from '../../../support/tenants/moving-tenant.ts';

const log = pino({ level: 'silent' });

describe('A card that follows a move, of which the queue knows nothing any more', () => {
  let server: TestRedis;
  before(async () => {
    server = await startRedis();
  });
  after(() => server.stop());

  it('is found by the sweep, and goes on', async () => {
    const [{ tenantId, admin, commerce, begin }, channel] = [
      await movingTenant(server.redis, 250),
      await startChannel(),
    ];
    await begin();
    await noteTenant(server.redis, tenantId, Date.now());
    const kept = createFollowedCards(server.redis);
    const { userId } = admin;
    const conversation = { id: 'personal-admin', conversationType: 'personal', isGroup: false, name: '' };
    const reference = {
      channelId: 'msteams',
      serviceUrl: channel.url,
      bot: { id: '28:bot', name: 'bot' },
      conversation,
    };
    const { id: move } = await commerce.getMove(admin, SOURCE);
    const about = { home: tenantId, tenantId, userId, source: SOURCE, move };
    await kept.keep(tenantId, 'x', { ...about, reference, cardId: 'x', locale: 'en-US', shown: 'before', looks: 0 });
    const { update } = createProactive(createAdapter(undefined, log));
    const jobs = await startJobs({
      commerce,
      queueConnection: server.connection,
      now: Date.now,
      log,
      timing: { lockDuration: 500, stalledInterval: 250, retryDelay: 20, sweptEvery: 50 },
      jobs: [followMove({ preferences: createPreferences(server.redis), update, kept })],
      often: (tenant, put) => followAgain(kept, put, tenant),
    });
    while (!channel.sent.some(({ method }) => method === 'PUT')) await sleep(10);
    await jobs.close();
    await channel.close();
  });
});
