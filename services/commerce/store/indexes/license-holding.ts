import type { SubscriptionRef, UserId } from '../../api/types.ts';
import type { OpenTenant } from '../tenants.ts';

/** Between person and reference in `licensesByPerson`. */
const SEPARATOR = '\t';
/** People have a handful; this is only to keep one read small. */
const MOST_READ = 200;

/** The subscriptions of which a person has a license, by reference; the first 200. */
export const licensesOfPerson = async ({ redis, keys }: OpenTenant, user: UserId): Promise<SubscriptionRef[]> => {
  const start = user + SEPARATOR;
  const slice = { BY: 'LEX', LIMIT: { offset: 0, count: MOST_READ } } as const;
  const members = await redis.zRange(keys.licensesByPerson, `[${start}`, `(${start}\u{10ffff}`, slice);
  return members.map((member) => member.slice(start.length) as SubscriptionRef);
};
