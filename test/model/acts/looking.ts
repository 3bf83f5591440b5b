import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ExportedUser } from '../../../services/commerce/api/exports.ts';
import { SORTS, SOURCE_FILTERS, type Sort, type SourceFilter } from '../../../services/commerce/api/subscriptions.ts';
import type { SubscriptionRef } from '../../../services/commerce/api/types.ts';
import { userId } from '../../support/tenants/small-tenant.ts';
import { ADMIN, READER } from '../world/beginning.ts';
import { mayDo, needs } from '../world/people.ts';
import { freeIn, isUsable, type ModelSubscription, subscriptionsOf, type World } from '../world/world.ts';
import { anyOf, asker, askerOf, asking, at, product, refFor, sameIn, which } from './act.ts';
import { situation } from './centralizing.ts';

const sortKeys: Record<Sort, (s: ModelSubscription) => (string | number)[]> = {
  expiration: (s) => [s.expiresAt],
  product: (s) => [s.productId, s.expiresAt],
  purchaser: (s) => [s.purchaser === null ? '' : `Person ${s.purchaser}`, s.expiresAt],
  price: (s) => [-s.quantity * s.price],
  newest: (s) => [-s.createdAt],
};

const compare = (a: readonly (string | number)[], b: readonly (string | number)[]): number => {
  const position = a.findIndex((value, i) => value !== b[i]);
  return position < 0 ? 0 : (a[position] ?? 0) < (b[position] ?? 0) ? -1 : 1;
};

/** References in the order in which they are to be listed. */
const listed = (world: World, source: SourceFilter, sort: Sort): string[] => {
  const key = (s: ModelSubscription) => [s.status === 'Deleted' ? 1 : 0, ...sortKeys[sort](s), s.ref];
  return subscriptionsOf(world)
    .filter((s) => source === 'all' || (source === 'trials' ? s.trial !== null : s.source === source))
    .sort((a, b) => compare(key(a), key(b)))
    .map(({ ref }) => ref);
};

/** Pages through a list to its end. */
export const list = asking(
  'lists',
  fc.tuple(anyOf(...SOURCE_FILTERS), anyOf(...SORTS), asker),
  ([source, sort, n]) => ({
    text: `list ${source} by ${sort}`,
    by: askerOf(n, READER),
    once: true,
    async call(commerce, actor) {
      const found: string[] = [];
      let after: SubscriptionRef | undefined;
      do {
        const page = await commerce.listSubscriptions(actor, { source, sort, limit: 3, ...(after && { after }) });
        found.push(...page.items.map(({ subscription }) => subscription.ref));
        after = page.after;
      } while (after !== undefined);
      return found;
    },
    refusals: (world) => [needs(world, askerOf(n, READER), 'see-all')],
    happens: (world, found) => assert.deepEqual(found, listed(world, source, sort)),
  }),
);

const isSeen = (world: World, s: ModelSubscription | undefined, by: number): boolean =>
  s !== undefined && (mayDo(world, by, 'see-all') || (s.purchaser === by && mayDo(world, by, 'own')));

/** Rows of an export. */
const rowsOf = (all: readonly ModelSubscription[]): string[] =>
  all
    .flatMap((s) => [...s.holders].map(([n, since]) => `${s.productId} ${s.ref} ${s.purchaser ?? ''} ${n} ${since}`))
    .sort();

const rowFrom = ({ product: { id }, subscription, purchaser, person, assignedOn }: ExportedUser): string => {
  const number = (name: string | undefined) => name?.replace('Person ', '') ?? '';
  return `${id} ${subscription} ${number(purchaser?.displayName)} ${number(person?.displayName)} ${assignedOn}`;
};

const selection = fc.oneof(
  fc.uniqueArray(which, { minLength: 1, maxLength: 3 }),
  fc.array(product, { minLength: 1, maxLength: 2 }),
  fc.constant('all' as const),
);

/** Everybody's purchases for those who see them, one's own for anybody else. */
const exportable = (world: World, by: number): ModelSubscription[] =>
  subscriptionsOf(world).filter((s) => s.source === 'self-service' && isUsable(s) && isSeen(world, s, by));

export const exportUsers = asking(
  'exports',
  fc.tuple(selection, asker, anyOf(ADMIN, 1, 2)),
  ([drawn, n, rightful], before) => {
    const by = askerOf(n, rightful);
    const named = (drawn === 'all' ? [] : drawn).flatMap((each) =>
      typeof each === 'number' ? [at(before, each)] : [],
    );
    const products = (drawn === 'all' ? [] : drawn).flatMap((each) => (typeof each === 'string' ? [each] : []));
    const refs = [...new Set(named.map(refFor))];
    const wanted =
      drawn === 'all'
        ? ({ all: true } as const)
        : refs.length > 0
          ? { subscriptions: refs }
          : { products: [...new Set(products)] };
    const rows = (world: World): string[] => {
      if (drawn === 'all') return rowsOf(exportable(world, by));
      if (refs.length === 0) return rowsOf(exportable(world, by).filter((s) => products.includes(s.productId)));
      return rowsOf(
        subscriptionsOf(world).filter((s) => refs.includes(s.ref as SubscriptionRef) && s.status !== 'Deleted'),
      );
    };
    return {
      text: `export the users of ${JSON.stringify(wanted)}`,
      by,
      once: true,
      async call(commerce, actor) {
        const found: string[] = [];
        for await (const row of commerce.exportUsers(actor, wanted)) found.push(rowFrom(row));
        return found.sort();
      },
      refusals: (world) => [
        refs.length === 0 && !mayDo(world, by, 'see-all') && needs(world, by, 'own'),
        named.some((s) => !isSeen(world, sameIn(world, s), by)) && 'no-such-subscription',
        products.some((id) => !world.products.has(id)) && 'no-such-product',
        rows(world).length === 0 && 'nothing-to-export',
      ],
      happens: (world, found) => assert.deepEqual(found, rows(world)),
    };
  },
);

const countsOf = (of: readonly ModelSubscription[]) => {
  const sum = (part: (s: ModelSubscription) => number) => of.reduce((total, s) => total + part(s), 0);
  return [of.length, sum((s) => s.quantity), sum((s) => s.holders.size), sum((s) => Math.max(0, freeIn(s)))];
};

/** Purchased, assigned and available of each product, self-service beside central. */
export const capacity = asking('reports', asker, (n) => ({
  text: 'capacity',
  by: askerOf(n, READER),
  once: true,
  call: (commerce, actor) => commerce.listCapacity(actor),
  refusals: (world) => [needs(world, askerOf(n, READER), 'see-all')],
  happens: (world, rows) => {
    const usable = subscriptionsOf(world).filter(isUsable);
    const of = (id: string, source: string) => usable.filter((s) => s.productId === id && s.source === source);
    const expected = [...new Set(usable.map((s) => s.productId))]
      .sort()
      .map((id) => [id, countsOf(of(id, 'self-service')), countsOf(of(id, 'central'))]);
    const counts = (c: (typeof rows)[number]['central']) => [c.subscriptions, c.quantity, c.assigned, c.available];
    assert.deepEqual(
      rows.map((row) => [row.product.id, counts(row.selfService), counts(row.central)]),
      expected,
    );
  },
}));

/** What each month was invoiced less what was credited, by product and by purchaser. */
export const spend = asking('reports', asker, (n) => ({
  text: 'spend of a year',
  by: askerOf(n, READER),
  once: true,
  call: (commerce, actor) => commerce.listSpend(actor, { months: 12 }),
  refusals: (world) => [needs(world, askerOf(n, READER), 'see-all')],
  happens: (world, months) => {
    for (const { month, total, byProduct, byPurchaser } of months) {
      const of = world.invoices.filter(({ issuedAt }) => new Date(issuedAt).toISOString().startsWith(month));
      const sums = (key: (i: (typeof of)[number]) => string | number) => {
        const found = new Map<string, number>();
        for (const each of of) found.set(`${key(each)}`, (found.get(`${key(each)}`) ?? 0) + each.amount);
        return Object.fromEntries(found);
      };
      assert.equal(
        total.amount,
        of.reduce((sum, { amount }) => sum + amount, 0),
        `spend in ${month}`,
      );
      assert.deepEqual(
        Object.fromEntries(byProduct.map((each) => [each.product.id, each.amount.amount])),
        sums((i) => i.productId),
      );
      const purchasers = byPurchaser.map((each) => [
        each.purchaser?.displayName.replace('Person ', ''),
        each.amount.amount,
      ]);
      assert.deepEqual(
        Object.fromEntries(purchasers),
        sums((i) => i.owner),
      );
    }
  },
}));

/** What nobody has, and what that costs a month: trials, and what does not go on, cost nothing. */
export const unused = asking('reports', asker, (n) => ({
  text: 'unused licenses',
  by: askerOf(n, READER),
  once: true,
  call: (commerce, actor) => commerce.listUnusedLicenses(actor),
  refusals: (world) => [needs(world, askerOf(n, READER), 'see-all')],
  happens: (world, rows) => {
    const free = subscriptionsOf(world).filter((s) => isUsable(s) && freeIn(s) > 0);
    const kinds = [...new Set(free.map((s) => `${s.productId} ${s.source}`))];
    const expected = kinds.map((kind) => {
      const of = free.filter((s) => `${s.productId} ${s.source}` === kind);
      const cost = of.reduce((sum, s) => sum + (s.status === 'Active' && !s.trial ? freeIn(s) * s.price : 0), 0);
      return `${kind} ${of.reduce((sum, s) => sum + freeIn(s), 0)} ${cost}`;
    });
    const found = rows.map(
      ({ product: p, source, unused: count, monthlyCost }) => `${p.id} ${source} ${count} ${monthlyCost.known?.amount}`,
    );
    assert.deepEqual(found.sort(), expected.sort());
  },
}));

export const centralizePreview = asking('centralizing', fc.tuple(product, asker), ([productId, n]) => ({
  text: `what it takes to centralize ${productId}`,
  by: askerOf(n, READER),
  once: true,
  call: (commerce, actor) => commerce.previewCentralize(actor, productId),
  refusals: (world) => [
    needs(world, askerOf(n, READER), 'see-all'),
    !world.products.has(productId) && 'no-such-product',
  ],
  happens: (world, found) => {
    const { purchases, all, lacking, needing, missing } = situation(world, productId);
    const price = world.products.get(productId)?.price ?? 0;
    assert.deepEqual(
      [found.subscriptions, found.people, found.already, found.unassignable, found.needing, found.missing],
      [
        purchases.length,
        all.length,
        all.length - lacking.length,
        lacking.length - needing.length,
        needing.length,
        missing,
      ],
    );
    assert.equal(
      found.monthlyCost.known?.amount,
      purchases.reduce((sum, s) => sum + s.quantity * s.price, 0),
    );
    assert.equal(found.missingCost?.amount, missing * price);
  },
}));

/** Everybody sees what they have done themselves, some see everything, a purchaser all about what is theirs. */
export const readAudit = asking(
  'audit trail',
  fc.tuple(which, anyOf(0, 1, 2), asker),
  ([position, whose, n], before) => {
    const by = askerOf(n, READER);
    const s = at(before, position);
    const filter = whose === 0 ? {} : whose === 1 ? { by: userId(by) } : { subject: refFor(s) };
    const about = (world: World) =>
      world.audit.filter((each) => (whose === 1 ? each.by === by : whose === 0 || each.subject === refFor(s)));
    const seesAll = (world: World) => mayDo(world, by, 'read-audit');
    return {
      text: `read the audit trail ${JSON.stringify(filter)}`,
      by,
      once: true,
      call: (commerce, actor) => commerce.listAudit(actor, filter, { limit: 1000 }),
      refusals: (world) => [
        !seesAll(world) && !mayDo(world, by, 'own') && !mayDo(world, by, 'take-over') && 'forbidden',
      ],
      happens: (world, { lines }) => {
        const now = sameIn(world, s);
        const isTheirs = whose === 2 && now?.purchaser === by && mayDo(world, by, 'own');
        const all = seesAll(world) || isTheirs ? about(world) : about(world).filter((each) => each.by === by);
        // A move stands in the trail of its target as well.
        const own = lines.filter((line) => whose !== 2 || line.subject === refFor(s));
        assert.deepEqual(own.map(({ act }) => act).sort(), all.map(({ act }) => act).sort());
      },
    };
  },
);
