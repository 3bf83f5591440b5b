import { type ForgetfulQueues, openForgetfulQueues } from '../../services/jobs/forgetful-queues.ts';
import type { PrivacyOptions } from '../../services/privacy/index.ts';
import { appendOnlyFile } from '../../services/privacy/places/append-only-file.ts';
import { dataFolder } from '../../services/privacy/places/data-folder.ts';
import { jobQueues } from '../../services/privacy/places/queues.ts';
import type { Redis, RedisConnection, RedisLog } from '../../services/redis/client.ts';

interface Ground {
  readonly redis: Redis;
  readonly queueConnection: RedisConnection;
  readonly dataDir: string;
  readonly log: RedisLog;
}

/** Everywhere that somebody's data may stand besides the keys of Redis. */
export const openErasing = async ({
  redis,
  queueConnection,
  dataDir,
  log,
}: Ground): Promise<Pick<PrivacyOptions, 'places' | 'past'> & Pick<ForgetfulQueues, 'close'>> => {
  const { queues, close } = await openForgetfulQueues(queueConnection, log);
  return { places: [dataFolder(dataDir), jobQueues(queues)], past: appendOnlyFile(redis, dataDir), close };
};
