import { tenantKeys } from '../../redis/keys.ts';
import type { SubscriptionRef } from '../api/types.ts';
import type { OpenTenant } from './tenants.ts';

/** Numbers begin after this in a tenant without any. */
const FIRST = 1000;
/** How far ahead a reference is taken at most when many buy at once. */
const FARTHEST = 512;

/**
 * A reference that nothing has had: the next one, or on a later try one a little further on, so that many who buy at
 * once soon have different ones. The script that uses it makes sure. `S` is self-service, `C` central.
 */
export const nextReference = async (
  { redis, keys, tenant }: OpenTenant,
  series: 'S' | 'C',
  tries: number,
): Promise<SubscriptionRef> => {
  const [imported, given] = await Promise.all([
    redis.hGet(keys.references, series),
    redis.hGet(tenantKeys(tenant.id).references, series),
  ]);
  const ahead = Math.floor(Math.random() * Math.min(2 ** tries, FARTHEST));
  const highest = Math.max(FIRST, Number(imported ?? 0), Number(given ?? 0));
  return `${series}-${highest + 1 + ahead}` as SubscriptionRef;
};
