import { createCommerce } from '../../../services/commerce/index.ts';
import { startDeliveries } from '../../../services/jobs/deliveries.ts';
import { connectRedis, type RedisConnection } from '../../../services/redis/client.ts';
import { START } from '../tenants/small-tenant.ts';
import { httpNotifier } from './http-notifier.ts';
import { noticesFor, SILENT } from './notified-tenant.ts';

/** What a delivery worker is told when it is forked. */
export interface WorkerOrders {
  readonly connection: RedisConnection;
  readonly channel: string;
  readonly askable: boolean;
}

/** A process that delivers notices until it is killed. It says 'ready' once it has begun. */
const { connection, channel, askable }: WorkerOrders = JSON.parse(process.argv[2] ?? '');
const redis = await connectRedis({ ...connection, log: SILENT });
await startDeliveries({
  commerce: createCommerce({ redis, now: () => START }),
  notices: noticesFor(redis, { notifier: httpNotifier(channel, askable) }),
  redis,
  queueConnection: connection,
  now: () => START,
  log: SILENT,
  timing: { lockDuration: 400, stalledInterval: 200, retryDelay: 50 },
});
process.send?.('ready');
process.once('disconnect', () => process.exit());
