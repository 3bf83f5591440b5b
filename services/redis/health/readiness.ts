import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from '../client.ts';
import { probeKeys } from '../keys.ts';
import { REFUSED_WRITES, runScript, scriptOf } from '../script.ts';
import { type Trouble, troubleOf } from './trouble.ts';

/** What is the matter with which server, such as `redis-read-only`: for machines that watch over the bot. */
export type ReadinessCode = `${'redis' | 'queue'}-${Trouble}`;

/** Milliseconds in which a server has to take a write, for which an answer holds, and that what was written lives. */
const WRITES_WITHIN = 1_000;
const HOLDS_FOR = 500;
const LIVES_FOR = 10_000;

/** As every act writes. */
const WRITE = scriptOf(`${REFUSED_WRITES}
return refusedWrites(KEYS[1]) or redis.call('SET', KEYS[1], '', 'PX', ARGV[1])`);

interface Servers {
  /** Where the data is. */
  readonly redis: Redis;
  /** Where the job queue is, if that is another server. */
  readonly queue?: Redis | undefined;
}

/** Tells what keeps the bot from its work at the moment; nothing where all is well. */
export const createReadiness = ({ redis, queue }: Servers): (() => Promise<ReadinessCode[]>) => {
  const servers = [
    { name: 'redis' as const, check: createProbe(redis) },
    ...(queue ? [{ name: 'queue' as const, check: createProbe(queue) }] : []),
  ];
  return async () => {
    const found = await Promise.all(
      servers.map(async ({ name, check }) => {
        const trouble = await check();
        return trouble && (`${name}-${trouble}` as const);
      }),
    );
    return found.filter((code) => code !== undefined);
  };
};

/** What keeps a server from taking a write; nothing where it has taken one, which is soon gone. */
export const troubleWriting = async (redis: Redis): Promise<Trouble | undefined> => {
  try {
    await runScript(redis, WRITE, { keys: [probeKeys.written], arguments: [String(LIVES_FOR)] });
    return undefined;
  } catch (error) {
    return troubleOf(error);
  }
};

/** What the last try to connect met; noted once for each client, however many ask. */
const connectingOf = (redis: Redis): { readonly trouble: Trouble } => {
  const known = CONNECTING.get(redis);
  if (known) return known;
  const connecting: { trouble: Trouble } = { trouble: 'unreachable' };
  redis.on('error', (error: unknown) => {
    connecting.trouble = troubleOf(error);
  });
  CONNECTING.set(redis, connecting);
  return connecting;
};

const CONNECTING = new WeakMap<Redis, { readonly trouble: Trouble }>();

/** However often it is asked, one write is under way. */
const createProbe = (redis: Redis) => {
  let last: Promise<Trouble | undefined> | undefined;
  const connecting = connectingOf(redis);
  const forget = async () => {
    await sleep(HOLDS_FOR, undefined, { ref: false });
    last = undefined;
  };
  return async (): Promise<Trouble | undefined> => {
    if (!redis.isReady) return connecting.trouble;
    if (!last) {
      last = troubleWriting(redis);
      void last.then(forget);
    }
    const waiting = new AbortController();
    const slow = sleep(WRITES_WITHIN, 'slow' as const, { signal: waiting.signal }).catch(() => undefined);
    return Promise.race([last, slow]).finally(() => waiting.abort());
  };
};
