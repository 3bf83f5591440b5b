import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SORTS, SOURCE_FILTERS, type Sort, type SourceFilter } from '../../services/commerce/api/subscriptions.ts';
import type { SubscriptionRef } from '../../services/commerce/api/types.ts';
import { userId } from '../support/tenants/small-tenant.ts';
import { ADMIN, anyOf, at, command, which } from './command.ts';
import type { Model, ModelSubscription } from './model.ts';
import { actorOf, type Real, refOf } from './real.ts';

const UNIT_PRICE = 1000;

const sortKeys: Record<Sort, (s: ModelSubscription) => (string | number)[]> = {
  expiration: (s) => [s.expiresAt],
  product: (s) => [s.productId, s.expiresAt],
  purchaser: (s) => [s.source === 'central' ? '' : 'Person 1', s.expiresAt],
  price: (s) => [-s.quantity * UNIT_PRICE],
  newest: (s) => [-s.createdAt],
};

/** References in the order in which they are to be listed. */
const listed = (model: Model, source: SourceFilter, sort: Sort): string[] => {
  const key = (s: ModelSubscription) => [s.status === 'Deleted' ? 1 : 0, ...sortKeys[sort](s), s.ref];
  return [...model.subscriptions.values()]
    .filter((s) => source === 'all' || (source === 'trials' ? s.trial !== null : s.source === source))
    .sort((a, b) => compare(key(a), key(b)))
    .map(({ ref }) => ref);
};

const compare = (a: readonly (string | number)[], b: readonly (string | number)[]): number => {
  const position = a.findIndex((value, i) => value !== b[i]);
  return position < 0 ? 0 : (a[position] ?? 0) < (b[position] ?? 0) ? -1 : 1;
};

/** Pages through a list to its end. */
export const list = fc.tuple(anyOf(...SOURCE_FILTERS), anyOf(...SORTS)).map(([source, sort]) =>
  command(`list ${source} by ${sort}`, async (model, real) => {
    const expected = listed(model, source, sort);
    const found: string[] = [];
    let after: SubscriptionRef | undefined;
    do {
      const page = await real.commerce.listSubscriptions(actorOf(real, ADMIN), {
        source,
        sort,
        limit: 3,
        ...(after && { after }),
      });
      assert.equal(page.total, expected.length);
      assert.equal(page.offset, page.items.length === 0 ? 0 : found.length);
      found.push(...page.items.map(({ subscription }) => subscription.ref));
      after = page.after;
    } while (after !== undefined);
    assert.deepEqual(found, expected);
  }),
);

export const get = which.map((position) =>
  command(`get ${position}`, async (model, real) => {
    const s = at(model, position);
    if (s) await assertSame(real, s);
  }),
);

/** What the service shows of a subscription is what the model has. */
export const assertSame = async ({ commerce, ...real }: Real, s: ModelSubscription): Promise<void> => {
  const details = await commerce.getSubscription(actorOf({ commerce, ...real }, ADMIN), refOf(s.ref));
  const { status, quantity, assigned, autoRenew, expiresAt, trial, scheduledQuantity } = details.subscription;
  assert.deepEqual(
    { status, quantity, assigned, autoRenew, expiresAt, trial, scheduled: scheduledQuantity },
    {
      status: s.status,
      quantity: s.quantity,
      assigned: s.holders.size,
      autoRenew: s.autoRenew,
      expiresAt: s.expiresAt,
      trial: s.trial,
      scheduled: s.scheduled,
    },
    s.ref,
  );
  const people = details.assignedPeople.map(({ id }) => id).sort();
  assert.deepEqual(people, [...s.holders.keys()].map(userId).sort(), `people of ${s.ref}`);
};

/** The totals of each product over its usable purchases. */
export const licenses = fc.constant(
  command('licenses by product', async (model, real) => {
    const rows = await real.commerce.listLicensesByProduct(actorOf(real, ADMIN));
    const usable = [...model.subscriptions.values()].filter(
      (s) => s.source === 'self-service' && (s.status === 'Active' || s.status === 'Expired'),
    );
    const expected = [...new Set(usable.map((s) => s.productId))].sort().map((id) => {
      const own = usable.filter((s) => s.productId === id);
      const sum = (of: (s: ModelSubscription) => number) => own.reduce((total, s) => total + of(s), 0);
      return [id, own.length, sum((s) => s.quantity), sum((s) => s.holders.size)];
    });
    const found = rows.map((row) => [row.product.id, row.subscriptions, row.quantity, row.assigned]);
    assert.deepEqual(found, expected);
  }),
);
