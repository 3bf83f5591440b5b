import { ErrorReply } from 'redis';
import type { Redis } from './client.ts';

const WANTED = {
  appendonly: {
    value: 'yes',
    otherwise: 'it keeps no append-only file, so a restart of Redis can lose acknowledged changes',
  },
  appendfsync: {
    value: 'always',
    otherwise: 'it does not write each change to disk at once, so a crash can lose the last acknowledged changes',
  },
  'maxmemory-policy': { value: 'noeviction', otherwise: 'it may throw data away when its memory is full' },
};

type Setting = keyof typeof WANTED;

/**
 * How the settings of a Redis server put the data at risk: one plain sentence for each, none if all is well.
 * @throws what a command throws when Redis is away
 */
export const durabilityWarnings = async (redis: Redis): Promise<string[]> => {
  try {
    const names = Object.keys(WANTED) as Setting[];
    const warnings = await Promise.all(names.map((name) => warningFor(redis, name)));
    return warnings.filter((warning) => warning !== undefined);
  } catch (error) {
    if (!(error instanceof ErrorReply)) throw error;
    return [`Redis does not let its settings be read (${error.message}): whether it keeps data safely is not known.`];
  }
};

const warningFor = async (redis: Redis, name: Setting): Promise<string | undefined> => {
  const { [name]: value } = await redis.configGet(name);
  const { value: wanted, otherwise } = WANTED[name];
  if (value === wanted) return undefined;
  if (!value) return `Redis does not tell its setting ${name}: it should be ${wanted}.`;
  return `Redis has ${name} ${value}: ${otherwise}. Set it to ${wanted}.`;
};
