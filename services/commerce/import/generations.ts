import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Logger } from 'pino';
import { encodeNotice, type Notice } from '../../notices/notice.ts';
import type { Redis } from '../../redis/client.ts';
import { type GenerationKeys, generationKeys, tenantKeys } from '../../redis/keys.ts';
import type { TenantId } from '../api/types.ts';
import { Lease, LeaseExpired, leaseSettled } from './lease.ts';
import { type Contents, retireGeneration } from './retire.ts';

const PUBLISH = readFileSync(new URL('./publish.lua', import.meta.url), 'utf8');
/** How long the readers of a replaced generation have to finish. */
const GRACE_SECONDS = 60;

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
}

/**
 * Fills a new generation and, when it is complete, makes it the one that readers see, in one step. What is then
 * replaced lives on for a minute. Also removes what crashed imports of the tenant have left.
 * @throws whatever `fill` throws, after everything it wrote has been removed again
 */
export const replaceGeneration = async (target: ImportTarget, now: number, filling: Filling): Promise<void> => {
  const generation = randomBytes(6).toString('hex');
  await sweep(target, () => Promise.resolve());
  const lease = await Lease.take(target.redis, target.tenantId, generation);
  try {
    await fillOrClear(target, generation, lease, filling);
    await publish(target, generation, now, filling);
  } finally {
    lease.end();
  }
  await sweep(target, (key) => leaseSettled(target.redis, key));
};

const fillOrClear = async (target: ImportTarget, generation: string, lease: Lease, filling: Filling): Promise<void> => {
  try {
    await filling.fill(generationKeys(target.tenantId, generation), () => lease.assertHeld());
  } catch (error) {
    await clear(target, generation, filling).catch((fault: unknown) =>
      target.log.warn({ err: fault, generation }, 'could not remove an unfinished import; the next one will'),
    );
    throw error;
  }
};

/** Goes by the file: another import may have removed a part of what tells the names of the keys. */
const clear = async ({ redis, tenantId }: ImportTarget, generation: string, { contents }: Filling): Promise<void> => {
  await retireGeneration(redis, tenantId, generation, 0, contents);
  await redis.del(tenantKeys(tenantId).importing(generation));
};

/** If the answer is lost, so is the knowledge whether readers see it already: then the next import decides. */
const publish = async (target: ImportTarget, generation: string, now: number, filling: Filling): Promise<void> => {
  const { redis, tenantId } = target;
  const keys = tenantKeys(tenantId);
  for (;;) {
    const seen = (await redis.get(keys.generation)) ?? '';
    const known = await redis.hKeys(generationKeys(tenantId, seen).products);
    // Of the first catalogue nothing is new.
    const news = known.length === 0 ? [] : filling.news(new Set(known));
    const published = await redis.eval(PUBLISH, {
      keys: [keys.generation, keys.generations, keys.importing(generation), keys.outbox],
      arguments: [generation, String(now), seen, ...news.map(encodeNotice)],
    });
    if (published === 1) return;
    if (published === 0) break;
  }
  await clear(target, generation, filling);
  throw new LeaseExpired();
};

/** Removes every generation that readers do not see and no living import writes; `settled` may wait for a lease. */
const sweep = async (target: ImportTarget, settled: (lease: string) => Promise<void>): Promise<void> => {
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
