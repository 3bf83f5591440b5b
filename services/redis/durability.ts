import { ErrorReply } from 'redis';
import type { Redis } from './client.ts';

/** What a server keeps: the tenants' data, or jobs, which are found again where they are lost. */
export type Kept = 'data' | 'jobs';

interface Wanted {
  readonly value: string;
  /** What may happen with another value. */
  readonly otherwise: Readonly<Record<Kept, string>>;
}

const WANTED = {
  appendonly: {
    value: 'yes',
    otherwise: {
      data: 'it keeps no append-only file, so a restart of Redis can lose acknowledged changes',
      jobs: 'it keeps no append-only file, so after a restart of Redis what was under way waits until it is looked for',
    },
  },
  appendfsync: {
    value: 'always',
    otherwise: {
      data: 'it does not write each change to disk at once, so a crash can lose the last acknowledged changes',
      jobs: 'it does not write each change to disk at once, so after a crash the last jobs wait until they are looked for',
    },
  },
  'maxmemory-policy': {
    value: 'noeviction',
    otherwise: {
      data: 'it may throw data away when its memory is full',
      jobs: 'it may throw jobs away when its memory is full',
    },
  },
} satisfies Record<string, Wanted>;

type Setting = keyof typeof WANTED;

/**
 * How the settings of a Redis server put what it keeps at risk: one plain sentence for each, none if all is well.
 * @throws what a command throws when Redis is away
 */
export const durabilityWarnings = async (redis: Redis, kept: Kept = 'data'): Promise<string[]> => {
  const name = kept === 'data' ? 'Redis' : 'The Redis of the queue';
  try {
    const settings = Object.keys(WANTED) as Setting[];
    const asked = settings.map((setting) => settingWarning(redis, setting, { name, kept }));
    const warnings = await Promise.all(kept === 'data' ? [...asked, replicaWarning(redis)] : asked);
    return warnings.filter((warning) => warning !== undefined);
  } catch (error) {
    if (!(error instanceof ErrorReply)) throw error;
    return [`${name} does not let its settings be read (${error.message}): whether it keeps data safely is not known.`];
  }
};

const settingWarning = async (
  redis: Redis,
  setting: Setting,
  { name, kept }: { readonly name: string; readonly kept: Kept },
): Promise<string | undefined> => {
  const { [setting]: value } = await redis.configGet(setting);
  const { value: wanted, otherwise } = WANTED[setting];
  if (value === wanted) return undefined;
  if (!value) return `${name} does not tell its setting ${setting}: it should be ${wanted}.`;
  return `${name} has ${setting} ${value}: ${otherwise[kept]}. Set it to ${wanted}.`;
};

const REPLICAS = 'min-replicas-to-write';

/** Replication is told of what is written after it was acknowledged. */
const replicaWarning = async (redis: Redis): Promise<string | undefined> => {
  const { [REPLICAS]: wanted } = await redis.configGet(REPLICAS);
  const attached = Number(/^connected_slaves:(\d+)/m.exec(await redis.info('replication'))?.[1] ?? 0);
  if (attached === 0 || wanted !== '0') return undefined;
  return `Redis has replicas and ${REPLICAS} 0: where one of them takes its place, the last acknowledged changes may be lost, however many they are. Set it to 1, see the README.`;
};
