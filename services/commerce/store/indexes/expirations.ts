import { SOURCES, type Status, type SubscriptionRef } from '../../api/types.ts';
import type { OpenTenant } from '../tenants.ts';
import { expirationRange, refOf } from './subscription-indexes.ts';

const PAGE = 100;

/**
 * Subscriptions of one status whose `expiresAt` lies between two instants (ms, both included), by time. Costs what is
 * in between, whatever the size of the tenant; what changes meanwhile may be met or not.
 */
export async function* expiringBetween(
  { redis, keys }: OpenTenant,
  status: Status,
  range: { readonly from: number; readonly to: number },
): AsyncGenerator<SubscriptionRef> {
  for (const source of SOURCES) {
    const { min, max } = expirationRange(range.from, range.to);
    for (let from = min; ; ) {
      const key = keys.index({ source, status }, 'expiration');
      const members = await redis.zRange(key, from, max, { BY: 'LEX', LIMIT: { offset: 0, count: PAGE } });
      yield* members.map(refOf);
      const last = members.at(-1);
      if (last === undefined || members.length < PAGE) break;
      from = `(${last}`;
    }
  }
}
