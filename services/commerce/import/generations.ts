import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Logger } from 'pino';
import { Lease, LeaseExpired, leaseSettled } from '../../leases/lease.ts';
import { encodeNotice, type Notice } from '../../notices/notice.ts';
import type { Redis } from '../../redis/client.ts';
import { type GenerationKeys, generationKeys, tenantKeys } from '../../redis/keys.ts';
import type { TenantId } from '../api/types.ts';
import { SCHEMA_VERSION } from '../migrations/schema.ts';
import type { Standing } from './replacing/standing.ts';
import { type Contents, retireGeneration } from './retire.ts';

const PUBLISH = readFileSync(new URL('./publish.lua', import.meta.url), 'utf8');
/** How long the readers of a replaced generation have to finish. */
const GRACE_SECONDS = 60;
/** What publish.lua answers, besides 0. */
const [PUBLISHED, OUTRUN, CHANGED] = [1, 2, 3];

/** What an import acts on. */
export interface ImportTarget {
  readonly redis: Redis;
  readonly tenantId: TenantId;
  readonly log: Pick<Logger, 'info' | 'warn'>;
}

/** What becomes a generation. */
export interface Filling {
  readonly contents: Contents;
  /** Writes it. After `assertHeld` has thrown, nothing more may be written. */
  readonly fill: (keys: GenerationKeys, assertHeld: () => void) => Promise<void>;
  /** What people are told where it replaces a generation with these products. */
  readonly news: (known: ReadonlySet<string>) => readonly Notice[];
  /** Judges what it would replace; throws where that may not be. */
  readonly judge: () => Promise<Standing>;
  /** What to throw where something was changed there after it was judged. */
  readonly changed: () => Error;
}

/**
 * Fills a new generation and, when it is complete, makes it the one that readers see, in one step. What is then
 * replaced lives on for a minute. Also removes what crashed imports of the tenant have left.
 * @throws whatever `judge`, `fill` or `changed` say, after everything that was written has been removed again
 */
export const replaceGeneration = async (target: ImportTarget, now: number, filling: Filling): Promise<void> => {
  const judged = await filling.judge();
  const { generation, lease } = await beginGeneration(target);
  const unseen = { target, generation, filling };
  try {
    const fill = () => filling.fill(generationKeys(target.tenantId, generation), () => lease.assertHeld());
    await orClear(unseen, fill);
    await publish(unseen, now, judged);
  } finally {
    lease.end();
  }
  await sweepGenerations(target, (key) => leaseSettled(target.redis, key));
};

/**
 * Begins a new generation, which is noted in the tenant with a lease that says that it is being written. Removes what
 * those whose writers have died have left.
 */
export const beginGeneration = async (
  target: ImportTarget,
): Promise<{ readonly generation: string; readonly lease: Lease }> => {
  const generation = randomBytes(6).toString('hex');
  const { importing, generations } = tenantKeys(target.tenantId);
  await sweepGenerations(target, () => Promise.resolve());
  const lease = await Lease.take(target.redis, importing(generation));
  if (!lease) throw new LeaseExpired();
  try {
    await target.redis.zAdd(generations, { score: 0, value: generation });
  } catch (error) {
    lease.end();
    throw error;
  }
  return { generation, lease };
};

/** A generation that is not seen yet. */
interface Unseen {
  readonly target: ImportTarget;
  readonly generation: string;
  readonly filling: Filling;
}

/** Does what may fail before anybody sees the generation, which is then removed. */
const orClear = async <Result>(unseen: Unseen, work: () => Promise<Result>): Promise<Result> => {
  const { target, generation } = unseen;
  try {
    return await work();
  } catch (error) {
    await clear(unseen).catch((fault: unknown) =>
      target.log.warn({ err: fault, generation }, 'could not remove an unfinished import; the next one will'),
    );
    throw error;
  }
};

/** Goes by the file: another import may have removed a part of what tells the names of the keys. */
const clear = async ({ target: { redis, tenantId }, generation, filling }: Unseen): Promise<void> => {
  await retireGeneration(redis, tenantId, generation, 0, filling.contents);
  await redis.del(tenantKeys(tenantId).importing(generation));
};

/** Judges anew where another import was faster. */
const publish = async (unseen: Unseen, now: number, judged: Standing): Promise<void> => {
  const { filling } = unseen;
  for (let standing = judged; ; standing = await orClear(unseen, filling.judge)) {
    const published = await tryToPublish(unseen, now, standing);
    if (published === PUBLISHED) return;
    if (published === OUTRUN) continue;
    await clear(unseen);
    throw published === CHANGED ? filling.changed() : new LeaseExpired();
  }
};

/** If the answer is lost, so is the knowledge whether readers see it already: then the next import decides. */
const tryToPublish = async ({ target, generation, filling }: Unseen, now: number, seen: Standing): Promise<unknown> => {
  const { redis, tenantId } = target;
  const keys = tenantKeys(tenantId);
  const known = await redis.hKeys(generationKeys(tenantId, seen.generation).products);
  // Of the first catalogue nothing is new.
  const news = known.length === 0 ? [] : filling.news(new Set(known));
  const lease = keys.importing(generation);
  return redis.eval(PUBLISH, {
    keys: [keys.generation, keys.generations, lease, keys.outbox, keys.audit, keys.payments, keys.schema],
    arguments: [
      generation,
      String(now),
      seen.generation,
      seen.lastChange,
      String(SCHEMA_VERSION),
      ...news.map(encodeNotice),
    ],
  });
};

/** Removes every generation that readers do not see and no living import writes; `settled` may wait for a lease. */
export const sweepGenerations = async (
  target: ImportTarget,
  settled: (lease: string) => Promise<void>,
): Promise<void> => {
  const { redis, tenantId, log } = target;
  const keys = tenantKeys(tenantId);
  for (const generation of await redis.zRange(keys.generations, 0, -1)) {
    const lease = keys.importing(generation);
    if ((await redis.get(keys.generation)) !== generation) await settled(lease);
    const [current, leased, seenSince] = await redis
      .multi()
      .get(keys.generation)
      .exists(lease)
      .zScore(keys.generations, generation)
      .execTyped();
    if (current === generation || leased === 1) continue;
    log.info(
      { tenantId, generation },
      seenSince ? 'removing replaced data' : 'removing what an import left unfinished',
    );
    await retireGeneration(redis, tenantId, generation, seenSince ? GRACE_SECONDS : 0);
  }
};
