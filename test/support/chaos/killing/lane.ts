import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { TenantId } from '../../../../services/commerce/api/types.ts';
import { createCommerce } from '../../../../services/commerce/index.ts';
import { tenantKeys } from '../../../../services/redis/keys.ts';
import { temporaryDirectory } from '../../redis/redis.ts';
import { type RedisProcess, startRedisProcess } from '../../redis/redis-process.ts';
import { type Channel, startChannel } from '../../stand-ins/channel.ts';
import { CAST, type ImportedTenant, importFactoryTenant } from '../../tenants/imported-tenant.ts';
import { introduce } from '../teams-side.ts';
import { startWholeBot, type WholeBot } from '../whole-bot.ts';
import { createEffects } from './effects.ts';
import { createFuse, type Fuse } from './fuse.ts';
import { buildFusedRoad } from './fused-road.ts';
import type { Backstage } from './scenes.ts';

/** The whole product on a Redis and a Teams of its own, with a fuse on every way by which it can change anything. */
export interface Lane {
  readonly server: RedisProcess;
  readonly channel: Channel;
  readonly bot: WholeBot;
  readonly fuse: Fuse;
  /** A new Contoso of today, where everybody is known to the bot. */
  newTenant(): Promise<ImportedTenant>;
  close(): Promise<void>;
}

/** Starts one. */
export const openLane = async (): Promise<Lane> => {
  const [server, channel, dataDir] = await Promise.all([startRedisProcess(), startChannel(), temporaryDirectory()]);
  const fuse = createFuse();
  const kill = async () => void (await bot.end('SIGKILL'));
  const effectOf = await createEffects(server.admin);
  const road = await buildFusedRoad({ port: server.port, effectOf, fuse, kill });
  channel.failBy(({ conversationId, activity, method }) => {
    const verdict = fuse.judge(`${method} ${activity.type} to Teams`, conversationId);
    if (verdict === 'pass') return undefined;
    void kill().then(fuse.over);
    return 'silence';
  });
  const bot: WholeBot = await startWholeBot({ env: { REDIS_URL: road.url, LOG_LEVEL: 'error' }, dataDir });
  return {
    server,
    channel,
    bot,
    fuse,
    async newTenant() {
      const file = CAST.contoso(randomUUID() as TenantId);
      const tenant = await importFactoryTenant(server.admin, file, Date.now());
      const people = file.users.map(({ displayName }) => tenant.userId(displayName));
      const { tenantId } = tenant;
      await introduce(
        server.admin,
        people.map((userId) => ({ tenantId, userId })),
        channel.url,
      );
      // Each start of a bot has the clock tell what is due by now.
      await createCommerce({ redis: server.admin, now: Date.now }).runLifeCycle(tenantId);
      await server.admin.del(tenantKeys(tenantId).outbox);
      return tenant;
    },
    async close() {
      await bot.end('SIGTERM');
      await road.stop();
      await channel.close();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

/** What a scene's beginning may use: the services on the lane's Redis, without the bot. */
export const backstageOf = ({ server }: Lane, { tenantId, userId }: ImportedTenant): Backstage => {
  const commerce = createCommerce({ redis: server.admin, now: Date.now });
  return { commerce, userId, actor: async (name) => (await commerce.getVisitor(tenantId, userId(name))).actor };
};
