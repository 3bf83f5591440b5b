import type { IndexFacet } from '../../../redis/keys.ts';
import { SOURCES, type Status } from '../../api/types.ts';
import { readSubscription, type StoredSubscription } from '../subscriptions.ts';
import type { OpenTenant } from '../tenants.ts';
import { refOf } from './subscription-indexes.ts';

/** Subscriptions read at a time, so that others hardly wait. */
const STEP = 500;

/**
 * Every subscription of a facet, or of its parts with these statuses, page by page. For what needs them all; what
 * changes meanwhile may be seen as it was or as it is.
 */
export async function* subscriptionsOf(
  db: OpenTenant,
  facet: Omit<IndexFacet, 'status'>,
  statuses: readonly (Status | undefined)[] = [undefined],
): AsyncGenerator<StoredSubscription[]> {
  for (const status of statuses) yield* pagesOf(db, db.keys.index({ ...facet, ...(status && { status }) }, 'product'));
}

/** Every subscription of a tenant, one by one. */
export async function* everySubscription(db: OpenTenant): AsyncGenerator<StoredSubscription> {
  for (const source of SOURCES) for await (const page of subscriptionsOf(db, { source })) yield* page;
}

async function* pagesOf(db: OpenTenant, index: string): AsyncGenerator<StoredSubscription[]> {
  for (let from = '-'; ; ) {
    const members = await db.redis.zRange(index, from, '+', { BY: 'LEX', LIMIT: { offset: 0, count: STEP } });
    const found = await Promise.all(members.map((member) => readSubscription(db, refOf(member))));
    yield found.flatMap((stored) => stored ?? []);
    const last = members.at(-1);
    if (last === undefined || members.length < STEP) return;
    from = `(${last}`;
  }
}
