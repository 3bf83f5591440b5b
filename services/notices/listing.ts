import type { TenantId } from '../commerce/api/types.ts';
import type { Redis } from '../redis/client.ts';
import { tenantKeys } from '../redis/keys.ts';
import { DELIVERY_STATUSES, type Delivery, type DeliveryStatus } from './delivery.ts';
import { type DeadNotice, deadNotices } from './planning/dead-letters.ts';
import { deliveryStore } from './store.ts';

export interface DeliveryQuery {
  /** Every status if not given. */
  readonly status?: DeliveryStatus;
  /** Deliveries on a page; 8 if not given. */
  readonly limit?: number;
  /** `next` of the page before. */
  readonly cursor?: string;
}

export interface DeliveryPage {
  readonly deliveries: readonly Delivery[];
  /** Of every status, so that an admin sees at a glance what does not arrive. */
  readonly counts: Readonly<Record<DeliveryStatus, number>>;
  /** Notices that could not be planned, the newest first; on the first page. */
  readonly dead: readonly DeadNotice[];
  /** Leads to the page that follows, if there is one. */
  readonly next?: string;
}

const PAGE = 8;
const DEAD_SHOWN = 5;

/** A page of deliveries, the last planned first. One that changes its status meanwhile may be met or not. */
export const deliveriesPage = async (
  redis: Redis,
  tenantId: TenantId,
  { status, limit = PAGE, cursor }: DeliveryQuery,
): Promise<DeliveryPage> => {
  const key = tenantKeys(tenantId).noticeDeliveries(status ?? 'all');
  const start = cursor === undefined ? 0 : await positionAfter(redis, key, cursor);
  const page = await redis.zRangeWithScores(key, start, start + limit, { REV: true });
  const store = deliveryStore(redis, tenantId);
  const [deliveries, counts, dead] = await Promise.all([
    Promise.all(page.slice(0, limit).map(({ value }) => store.read(value))),
    countsOf(redis, tenantId),
    cursor === undefined ? deadNotices(store, DEAD_SHOWN) : [],
  ]);
  const last = page[limit - 1];
  return {
    deliveries: deliveries.filter((delivery) => delivery !== undefined),
    counts,
    dead,
    ...(page.length > limit && last && { next: `${last.score} ${last.value}` }),
  };
};

/** Where the page behind a delivery begins, also when that has left the list. */
const positionAfter = async (redis: Redis, key: string, cursor: string): Promise<number> => {
  const [score = '', ...rest] = cursor.split(' ');
  const rank = await redis.zRevRank(key, rest.join(' '));
  if (rank !== null) return rank + 1;
  return Number.isFinite(Number(score)) ? redis.zCount(key, `(${Number(score)}`, '+inf') : 0;
};

const countsOf = async (redis: Redis, tenantId: TenantId): Promise<Record<DeliveryStatus, number>> => {
  const { noticeDeliveries } = tenantKeys(tenantId);
  const counted = await Promise.all(
    DELIVERY_STATUSES.map(async (status) => [status, await redis.zCard(noticeDeliveries(status))] as const),
  );
  return Object.fromEntries(counted) as Record<DeliveryStatus, number>;
};

/** Longer than any delivery waits or is tried, so that its notice is there until then. */
const NOTICES_KEPT_MS = 40 * 24 * 60 * 60 * 1000;

/** Takes old deliveries off the lists, and old notices out of the outbox, where they are planned. */
export const tidyDeliveries = async (redis: Redis, tenantId: TenantId, keptMs: number, now: number): Promise<void> => {
  const keys = tenantKeys(tenantId);
  for (const list of ['all', ...DELIVERY_STATUSES] as const)
    await redis.zRemRangeByScore(keys.noticeDeliveries(list), '-inf', now - keptMs);
  const after = await redis.hGet(keys.outboxProgress, 'after');
  if (!after) return;
  const oldest = Math.min(now - NOTICES_KEPT_MS, Number(after.split('-')[0]));
  await redis.xTrim(keys.outbox, 'MINID', oldest);
  await redis.zRemRangeByScore(keys.deadNotices, '-inf', `(${oldest}`);
};
