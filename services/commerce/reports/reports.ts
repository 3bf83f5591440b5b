import { readPerson } from '../../directory/people.ts';
import { refuse } from '../api/errors.ts';
import type { Capacity, MonthlySpend, UnusedLicenses } from '../api/reports.ts';
import { type Actor, type Money, type Product, type ProductId, USABLE, type UserId } from '../api/types.ts';
import type { Service } from '../core/service.ts';
import { seatCounts } from '../licenses/licenses.ts';
import { readSpend, readSpendOf, type StoredSpend } from '../store/indexes/spend.ts';
import { subscriptionsOf } from '../store/indexes/walk.ts';
import type { OpenTenant } from '../store/tenants.ts';
import { byCost, unusedOf } from './unused.ts';

const MOST_MONTHS = 36;
/** Purchasers named for a month unless asked for otherwise, and at most. */
const PURCHASERS = 10;
const MOST_PURCHASERS = 100;

/** Which months a report is of: so many up to the current one (UTC). */
interface SpendQuery {
  /** 6 if not given, at most 36. */
  readonly months?: number;
  /** Purchasers named for each month, 10 if not given, at most 100. */
  readonly purchasers?: number;
}

/** Looking at all licenses of the tenant from above. */
export const createReportQueries = ({ now, open, requireRight }: Service) => ({
  /** A row for each product that has usable licenses, by name. From counters kept with every change. Refuses `forbidden`. */
  async listCapacity(actor: Actor): Promise<Capacity[]> {
    requireRight(actor, 'see-purchases');
    return capacityRows(await open(actor));
  },

  /**
   * What was invoiced in each month, less what was credited, by product and by purchaser, the oldest month first. From
   * sums kept with every invoice. Refuses `forbidden`, `bad-period`.
   */
  async listSpend(actor: Actor, { months = 6, purchasers = PURCHASERS }: SpendQuery = {}): Promise<MonthlySpend[]> {
    requireRight(actor, 'see-purchases');
    const db = await open(actor);
    const named = Math.min(purchasers, MOST_PURCHASERS);
    return Promise.all(monthsUpTo(now(), months).map((month) => spendOf(db, month, named)));
  },

  /**
   * How many usable self-service purchases are not in these sums, because Microsoft invoices them: of all products or of
   * these, of everybody or of one person. Refuses `forbidden`.
   */
  async countBilledByMicrosoft(
    actor: Actor,
    of: { readonly products?: readonly ProductId[] | undefined; readonly purchaser?: UserId | undefined } = {},
  ): Promise<number> {
    requireRight(actor, 'see-purchases');
    const db = await open(actor);
    const products = of.products ?? [...db.products.keys()];
    if (of.purchaser !== undefined) return countOfPurchaser(db, of.purchaser, products);
    const counts = await Promise.all(
      products.map((id) => db.redis.hGet(db.keys.counts('self-service', id), 'atMicrosoft')),
    );
    return counts.reduce((total, count) => total + Number(count ?? 0), 0);
  },

  /** The same of the actor's own invoices. Refuses `forbidden`, `bad-period`. */
  async listOwnSpend(actor: Actor, { months = 6 }: Pick<SpendQuery, 'months'> = {}): Promise<MonthlySpend[]> {
    requireRight(actor, 'see-own');
    return spendOfPerson(await open(actor), actor.userId, monthsUpTo(now(), months));
  },

  /** The same of one person's invoices. Refuses `forbidden`, `bad-period`. */
  async listSpendOf(
    actor: Actor,
    person: UserId,
    { months = 6 }: Pick<SpendQuery, 'months'> = {},
  ): Promise<MonthlySpend[]> {
    requireRight(actor, 'see-purchases');
    return spendOfPerson(await open(actor), person, monthsUpTo(now(), months));
  },

  /**
   * Licenses that nobody has and what they cost a month, by product, the dearest first, those of unknown cost last. Products with unused licenses
   * are found by counters; what those cost depends on each subscription's price, so theirs are walked through, page by
   * page of the index: some 30 ms for each thousand. Of all products, or of these. Refuses `forbidden`, `money-too-large`.
   */
  async listUnusedLicenses(
    actor: Actor,
    { products }: { readonly products?: readonly ProductId[] | undefined } = {},
  ): Promise<UnusedLicenses[]> {
    requireRight(actor, 'see-purchases');
    const db = await open(actor);
    const rows: UnusedLicenses[] = [];
    for (const { product, selfService, central } of await capacityRows(db)) {
      if (products && !products.includes(product.id)) continue;
      if (selfService.available > 0) rows.push(await unusedOf(db, product, 'self-service'));
      if (central.available > 0) rows.push(await unusedOf(db, product, 'central'));
    }
    return rows.sort((a, b) => byCost(a.monthlyCost.known, b.monthlyCost.known) || b.unused - a.unused);
  },
});

const countOfPurchaser = async (db: OpenTenant, purchaser: UserId, products: readonly ProductId[]): Promise<number> => {
  let count = 0;
  for await (const page of subscriptionsOf(db, { source: 'self-service', purchaser }))
    count += page.filter(
      ({ subscription: s }) =>
        s.billedBy === 'microsoft' && USABLE.includes(s.status) && products.includes(s.productId),
    ).length;
  return count;
};

const capacityRows = async (db: OpenTenant): Promise<Capacity[]> => {
  const rows = await Promise.all([...db.products.values()].map((product) => capacityOf(db, product)));
  return rows
    .filter(({ selfService, central }) => selfService.subscriptions + central.subscriptions > 0)
    .sort((a, b) => a.product.name.localeCompare(b.product.name));
};

const capacityOf = async (db: OpenTenant, product: Product): Promise<Capacity> => {
  const [selfService, central] = await Promise.all([
    seatCounts(db, product, 'self-service'),
    seatCounts(db, product, 'central'),
  ]);
  return { product, selfService, central };
};

const spendOf = async (db: OpenTenant, month: string, purchasers: number): Promise<MonthlySpend> =>
  shown(db, month, await readSpend(db, month, purchasers));

const spendOfPerson = async (db: OpenTenant, person: UserId, months: readonly string[]): Promise<MonthlySpend[]> => {
  const spent = await readSpendOf(db, person);
  return Promise.all(months.map((month) => shown(db, month, spent(month))));
};

const shown = async (db: OpenTenant, month: string, { byProduct, byPurchaser }: StoredSpend): Promise<MonthlySpend> => {
  const money = (amount: number): Money => ({ amount, currency: db.tenant.currency });
  return {
    month,
    total: money(byProduct.reduce((total, { amount }) => total + amount, 0)),
    byProduct: byProduct.flatMap(({ id, amount }) => {
      const product = db.products.get(id);
      return product ? { product, amount: money(amount) } : [];
    }),
    byPurchaser: await Promise.all(
      byPurchaser.map(async ({ id, amount }) => ({
        purchaser: (await readPerson(db, id)) ?? null,
        amount: money(amount),
      })),
    ),
  };
};

/** The oldest first. */
const monthsUpTo = (now: number, count: number): string[] => {
  if (!Number.isInteger(count) || count < 1 || count > MOST_MONTHS) refuse({ code: 'bad-period' });
  const today = new Date(now);
  const month = (back: number) => new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - back));
  return Array.from({ length: count }, (_, i) =>
    month(count - 1 - i)
      .toISOString()
      .slice(0, 7),
  );
};
