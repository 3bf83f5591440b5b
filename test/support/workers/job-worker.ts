import { pino } from 'pino';
import { createCommerce } from '../../../services/commerce/index.ts';
import type { MovePoint } from '../../../services/commerce/moves/carry-on.ts';
import { startJobs } from '../../../services/jobs/index.ts';
import { connectRedis, type RedisConnection } from '../../../services/redis/client.ts';
import { START } from '../tenants/small-tenant.ts';

const connection: RedisConnection = JSON.parse(process.argv[2] ?? '');
const log = pino({ level: 'silent' });
const redis = await connectRedis({ ...connection, log });

const work = async (lastPoint: MovePoint | 'none'): Promise<void> => {
  const commerce = createCommerce({ redis, now: () => START });
  const reached = (point: MovePoint) => {
    process.send?.('working');
    if (point === lastPoint) process.kill(process.pid, 'SIGKILL');
  };
  await startJobs({
    now: Date.now,
    commerce: { ...commerce, continueWork: (task) => commerce.continueWork(task, reached) },
    queueConnection: connection,
    log,
    timing: { lockDuration: 400, stalledInterval: 200, retryDelay: 50 },
  });
};

/**
 * A process that does jobs until it is killed. It begins when it is told the point of a move at which it is to kill
 * itself, or 'none', and says 'working' at every point.
 */
process.once('message', work);
process.once('disconnect', () => process.exit());
