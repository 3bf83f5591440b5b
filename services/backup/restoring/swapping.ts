import { readFileSync } from 'node:fs';
import type { TenantId } from '../../commerce/api/types.ts';
import { SERVICE_USER } from '../../commerce/core/service.ts';
import { LeaseExpired } from '../../leases/lease.ts';
import type { Redis } from '../../redis/client.ts';
import { generationOf, keyWith, restOf, tenantKeys } from '../../redis/keys.ts';
import { type RunnableScript, runScript, scriptOf } from '../../redis/script.ts';
import { isBackedUp, isLast } from '../kept-families.ts';

const read = (name: string): RunnableScript =>
  scriptOf(readFileSync(new URL(`./${name}.lua`, import.meta.url), 'utf8'));
const PUT_IN_PLACE = read('put-in-place');
const OPEN_AGAIN = read('open-again');

/** Keys at a time. */
const PAGE = 1000;

/** Takes away what a restore that was broken off has left. */
export const removeStaged = async (redis: Redis, tenantId: TenantId): Promise<void> => {
  for await (const keys of stagedKeys(redis, tenantId)) await redis.unlink(keys);
};

/**
 * Closes the tenant, and puts what is staged in the place of what outlives an import. Money on its way stays noted: no
 * charge is forgotten. What work goes by is left for `openAgain`.
 */
export const putInPlace = async (redis: Redis, tenantId: TenantId, generation: string): Promise<void> => {
  const { generation: seen, payments } = tenantKeys(tenantId);
  await redis.del(seen);
  const isReplaced = (key: string) =>
    key !== payments && generationOf(key) === undefined && isBackedUp(key, generation);
  for await (const keys of redis.scanIterator({ MATCH: keyWith('*', tenantId), COUNT: PAGE })) {
    const replaced = keys.filter(isReplaced);
    if (replaced.length > 0) await redis.unlink(replaced);
  }
  for await (const keys of stagedKeys(redis, tenantId)) {
    const now = keys.filter((key) => !isLast(stagedRest(key)));
    await runScript(redis, PUT_IN_PLACE, { keys: withPlaces(now, tenantId), arguments: [] });
  }
};

/** What the audit trail tells of a restore. */
export interface RestoreTrace {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** When the backup was taken. */
  readonly takenAt: string;
  /** SHA-256 of the file, in hexadecimal digits. */
  readonly digest: string;
  /** Who runs the command, as the machine calls them. */
  readonly operator: string;
}

/**
 * Lets everybody see the tenant again: all that is left comes with the same step, as does the trace of it.
 * @throws {LeaseExpired}
 */
export const openAgain = async (
  redis: Redis,
  tenantId: TenantId,
  generation: string,
  trace: RestoreTrace,
): Promise<void> => {
  const { restoring, payments, generations, generation: seen, importing, ...keys } = tenantKeys(tenantId);
  const trail = [keys.audit, keys.auditOf(SUBJECT), keys.auditBy(SERVICE_USER)];
  const staged = restoring(restOf(payments));
  const last: string[] = [];
  for await (const keys of stagedKeys(redis, tenantId)) last.push(...keys.filter((key) => key !== staged));
  const opened = await runScript(redis, OPEN_AGAIN, {
    keys: [seen, generations, importing(generation), payments, staged, ...trail, ...withPlaces(last, tenantId)],
    arguments: [generation, String(trace.at), ...entryOf(generation, trace)],
  });
  if (opened !== 1) throw new LeaseExpired();
};

const SUBJECT = 'backup';

const entryOf = (generation: string, { at, takenAt, digest, operator }: RestoreTrace): string[] => {
  const entry = { act: 'restore', subject: SUBJECT, by: SERVICE_USER, at, operation: `restore/${generation}` };
  return [JSON.stringify(entry), JSON.stringify({ takenAt: Date.parse(takenAt), digest, operator })];
};

async function* stagedKeys(redis: Redis, tenantId: TenantId): AsyncGenerator<string[]> {
  const { restoring } = tenantKeys(tenantId);
  for await (const keys of redis.scanIterator({ MATCH: restoring('*'), COUNT: PAGE })) if (keys.length > 0) yield keys;
}

const STAGED = restOf(tenantKeys('x' as TenantId).restoring(''));
const stagedRest = (key: string): string => restOf(key).slice(STAGED.length);

const withPlaces = (keys: readonly string[], tenantId: TenantId): string[] =>
  keys.flatMap((key) => [key, keyWith(stagedRest(key), tenantId)]);
