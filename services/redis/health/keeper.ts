import { setImmediate as nextPoll, setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { probeKeys } from '../keys.ts';
import { type Trouble, troubleOf } from './trouble.ts';

/** A server that says nothing for so long is taken for lost. Milliseconds. */
export const SILENT_AFTER = 6_000;

/** Milliseconds from one look to the next; less where a server is taken for lost sooner. */
const LOOKED_EVERY = 2_500;

/** Another server may be meant by now, and only a new connection leads there. */
const ELSEWHERE: ReadonlySet<Trouble | undefined> = new Set(['slow', 'read-only', 'loading', 'cluster-down']);

/** The part of a client that is needed. */
interface Kept {
  readonly isReady: boolean;
  on(event: 'ready', listener: () => void): unknown;
  del(key: string): Promise<unknown>;
  destroy(): void;
  connect(): Promise<unknown>;
}

interface KeeperOptions {
  /** Milliseconds. */
  readonly silentAfter: number;
  readonly log: Pick<Logger, 'warn'>;
}

/**
 * Connects anew, and looks the address up anew, where the server behind a connection is silent, or there but not the one
 * to write to: a master that has become a replica keeps its connections, and answers PING.
 */
export const keepServing = (redis: Kept, { silentAfter, log }: KeeperOptions): void => {
  let connections = 0;
  let told: Trouble | undefined;
  const look = async () => {
    await sleep(Math.min(LOOKED_EVERY, silentAfter / 2), undefined, { ref: false });
    const trouble = redis.isReady ? await troubleWith(redis, silentAfter) : undefined;
    if (!trouble) told = undefined;
    return ELSEWHERE.has(trouble) ? trouble : undefined;
  };
  const watch = async (connection: number) => {
    const isThere = () => connection === connections && redis.isReady;
    let trouble: Trouble | undefined;
    while (!trouble && isThere()) trouble = await look();
    if (!trouble || !isThere()) return;
    if (trouble !== told) log.warn({ trouble }, 'Redis does not take writes; connecting anew');
    told = trouble;
    redis.destroy();
    await redis.connect().catch(() => undefined);
  };
  redis.on('ready', () => void watch(++connections));
};

/** A write that changes nothing, so that it costs no disk, and is refused where any other is. */
const troubleWith = (redis: Kept, time: number): Promise<Trouble | undefined> =>
  Promise.race([redis.del(probeKeys.never).then(() => undefined, troubleOf), silence(time)]);

const silence = async (time: number): Promise<Trouble> => {
  await sleep(time, undefined, { ref: false });
  // An answer may lie there unread when it was this process that was held up.
  await nextPoll();
  return 'slow';
};
