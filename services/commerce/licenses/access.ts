import { readPeople } from '../../directory/people.ts';
import type { Access, AccessPreview } from '../api/subscriptions.ts';
import { type Subscription, type SubscriptionRef, USABLE, type UserId } from '../api/types.ts';
import { statusAt } from '../rules/lifecycle.ts';
import { hasThrough } from '../rules/seats.ts';
import { licensesOfPerson } from '../store/indexes/license-holding.ts';
import { readHolders, readSubscription } from '../store/subscriptions.ts';
import type { OpenTenant } from '../store/tenants.ts';

/** People whose other licenses are looked up together. */
const TOGETHER = 500;
/** People named on a card; the rest are counted. */
const PEOPLE_SHOWN = 20;

interface Asked {
  readonly now: number;
  readonly users?: readonly UserId[];
}

/** What becomes of these people's access to a product without a subscription; of all who have its licenses, unless named. */
export const accessWithout = async (db: OpenTenant, subscription: Subscription, of: Asked): Promise<AccessPreview> => {
  const { losing, ...access } = await judged(db, subscription, of);
  const people = await readPeople(db, losing.slice(0, PEOPLE_SHOWN));
  people.sort((a, b) => a.displayName.localeCompare(b.displayName));
  return { ...access, losing: losing.length, losingPeople: people };
};

/** The same without names. */
export const accessCounts = async (db: OpenTenant, subscription: Subscription, of: Asked): Promise<Access> => {
  const { losing, ...access } = await judged(db, subscription, of);
  return { ...access, losing: losing.length };
};

const judged = async (db: OpenTenant, subscription: Subscription, { now, users }: Asked) => {
  const { ref, assigned } = subscription;
  // What is over gives nobody access any more.
  if (!USABLE.includes(statusAt(subscription, now))) return { losing: [], keeping: 0, centrally: true };
  const people = users ?? (await readHolders(db, ref, assigned));
  const others = await otherLicenses(db, subscription, people);
  const through = people.map((_, i) => hasThrough(others[i] ?? [], subscription.productId, now));
  return {
    losing: people.filter((_, i) => through[i] === null),
    keeping: through.filter((source) => source !== null).length,
    centrally: through.every((source) => source !== 'self-service'),
  };
};

/** For each of the people, the subscriptions of which they have a license besides. */
const otherLicenses = async (
  db: OpenTenant,
  { ref }: Subscription,
  people: readonly UserId[],
): Promise<Subscription[][]> => {
  const held: SubscriptionRef[][] = [];
  for (let start = 0; start < people.length; start += TOGETHER)
    held.push(...(await Promise.all(people.slice(start, start + TOGETHER).map((user) => licensesOfPerson(db, user)))));
  const refs = [...new Set(held.flat())].filter((other) => other !== ref);
  const stored = new Map(
    await Promise.all(refs.map(async (other) => [other, await readSubscription(db, other)] as const)),
  );
  return held.map((own) => own.flatMap((other) => stored.get(other)?.subscription ?? []));
};
