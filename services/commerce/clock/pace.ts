import type { Redis } from '../../redis/client.ts';
import { tenantKeys } from '../../redis/keys.ts';
import type { TenantId } from '../api/types.ts';
import { DAY_MS } from '../rules/term.ts';

/** A machine may rest for a long weekend; a longer step of time may be a clock that is wrong. */
const BELIEVED = 3 * DAY_MS;
/** What is due after a longer one is done a day at a time, at most so often (ms): somebody may notice meanwhile. */
const STEP = DAY_MS;
const STEP_EVERY = 50 * 60 * 1000;

/** Up to when a tenant's life cycle may do what is due. */
export interface Pace {
  readonly until: number;
  /** Where time has made a step that is not believed: up to when all was done before. */
  readonly ahead?: { readonly since: number; readonly isNew: boolean };
}

/**
 * How far the life cycle may go in this run; undefined where nothing is to be done, as at a time before the one that it
 * has come to. Where that goes on, it was the earlier time that was wrong, and the life cycle goes on from here.
 */
export const paceAt = async (redis: Redis, tenantId: TenantId, now: number): Promise<Pace | undefined> => {
  const key = tenantKeys(tenantId).lifeCycle;
  const { ranTo = now, steppedAt } = await readPace(redis, tenantId);
  if (Math.abs(now - ranTo) <= BELIEVED) {
    await redis.hDel(key, 'steppedAt');
    return now < ranTo ? undefined : { until: now };
  }
  const isNew = steppedAt === undefined || now < steppedAt;
  if (!isNew && now - steppedAt < STEP_EVERY) return undefined;
  await redis.hSet(key, 'steppedAt', now);
  if (now < ranTo) return isNew ? undefined : { until: now };
  return { until: isNew ? ranTo : ranTo + STEP, ahead: { since: ranTo, isNew } };
};

/** Keeps that everything which was due until then is done. */
export const keepPace = async (redis: Redis, tenantId: TenantId, until: number): Promise<void> => {
  await redis.hSet(tenantKeys(tenantId).lifeCycle, 'ranTo', until);
};

/** Whether a tenant's data may be let go of by this time. Where the life cycle never ran, nothing speaks against it. */
export const isTimeBelieved = async (redis: Redis, tenantId: TenantId, now: number): Promise<boolean> =>
  now - ((await readPace(redis, tenantId)).ranTo ?? now) <= BELIEVED;

const readPace = async (redis: Redis, tenantId: TenantId) => {
  const { ranTo, steppedAt } = await redis.hGetAll(tenantKeys(tenantId).lifeCycle);
  return { ...(ranTo && { ranTo: Number(ranTo) }), ...(steppedAt && { steppedAt: Number(steppedAt) }) };
};
