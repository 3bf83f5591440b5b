import { readFileSync } from 'node:fs';
import { personOf } from '../../directory/name-index.ts';
import type { Redis } from '../../redis/client.ts';
import { type GenerationKeys, generationKeys, tenantKeys } from '../../redis/keys.ts';
import { SORTS } from '../api/subscriptions.ts';
import {
  type ProductId,
  REQUEST_STATUSES,
  ROLES,
  SOURCES,
  STATUSES,
  type SubscriptionRef,
  type TenantId,
  type UserId,
} from '../api/types.ts';
import { refOf } from '../store/indexes/subscription-indexes.ts';

const EXPIRE = readFileSync(new URL('./expire.lua', import.meta.url), 'utf8');
/** Members read, or keys sent, at a time. */
const PAGE = 1000;

/** What tells the names of a generation's keys. */
export interface Contents {
  subscriptions(): AsyncIterable<SubscriptionRef[]> | Iterable<SubscriptionRef[]>;
  people(): AsyncIterable<UserId[]> | Iterable<UserId[]>;
  products(): Promise<ProductId[]> | ProductId[];
}

/** The contents of a generation as they are stored. */
export const storedContents = (redis: Redis, keys: GenerationKeys): Contents => ({
  async *subscriptions() {
    for (const source of SOURCES)
      for await (const members of pagesOf(redis, keys.index({ source }, 'expiration'))) yield members.map(refOf);
  },
  async *people() {
    const met = new Set<UserId>();
    for await (const members of pagesOf(redis, keys.names)) {
      const people = new Set(members.map(personOf).filter((id) => !met.has(id)));
      for (const id of people) met.add(id);
      yield [...people];
    }
  },
  products: async () => (await redis.hKeys(keys.products)) as ProductId[],
});

/**
 * Lets every key of a generation expire, at once with 0 seconds. What tells the names of the others goes last, and all
 * of it together, so that a crash on the way leaves the rest to be found by the next attempt.
 */
export const retireGeneration = async (
  redis: Redis,
  tenantId: TenantId,
  generation: string,
  seconds: number,
  contents = storedContents(redis, generationKeys(tenantId, generation)),
): Promise<void> => {
  const keys = generationKeys(tenantId, generation);
  for await (const page of contents.subscriptions())
    await expire(
      redis,
      page.flatMap((ref) => keysOfSubscription(keys, ref)),
      seconds,
    );
  for await (const page of contents.people())
    await expire(
      redis,
      page.flatMap((id) => keysOfPerson(keys, id)),
      seconds,
    );
  const months = await redis.zRange(keys.spendMonths, 0, -1);
  const shared = [
    ...keysOfAll(keys, await contents.products()),
    ...months.flatMap((month) => keysOfMonth(keys, month)),
  ];
  await expire(redis, shared, seconds);
  await redis.zRem(tenantKeys(tenantId).generations, generation);
};

async function* pagesOf(redis: Redis, key: string): AsyncGenerator<string[]> {
  let from = '-';
  for (;;) {
    const members = await redis.zRange(key, from, '+', { BY: 'LEX', LIMIT: { offset: 0, count: PAGE } });
    const last = members.at(-1);
    if (last === undefined) return;
    yield members;
    from = `(${last}`;
  }
}

/** A long list in parts that can be sent at a time. */
export function* paged<Item>(items: Iterable<Item>): Generator<Item[]> {
  let page: Item[] = [];
  for (const item of items) {
    if (page.push(item) < PAGE) continue;
    yield page;
    page = [];
  }
  yield page;
}

const keysOfSubscription = (keys: GenerationKeys, ref: SubscriptionRef): string[] => [
  keys.subscription(ref),
  keys.seats(ref),
  keys.history(ref),
  keys.move(ref),
  keys.movedBy(ref),
  keys.keptBy(ref),
];

const keysOfPerson = (keys: GenerationKeys, user: UserId): string[] => [
  keys.person(user),
  keys.billingProfiles(user),
  keys.paymentMethods(user),
  keys.invoices(user),
  keys.requestsOf(user),
  ...SORTS.map((sort) => keys.index({ source: 'self-service', purchaser: user }, sort)),
];

const keysOfMonth = (keys: GenerationKeys, month: string): string[] => [
  keys.spendByProduct(month),
  keys.spendByPurchaser(month),
];

const keysOfAll = (keys: GenerationKeys, products: readonly ProductId[]): string[] => [
  keys.tenant,
  keys.policies,
  keys.products,
  keys.names,
  keys.namesForm,
  ...ROLES.map((role) => keys.holdersOf(role)),
  keys.references,
  keys.unpaidInvoices,
  keys.cardExpiries,
  keys.spendMonths,
  keys.licenseRequests,
  ...REQUEST_STATUSES.map((status) => keys.requestsByStatus(status)),
  keys.licensesByPerson,
  keys.moves,
  keys.releasing,
  ...products.map((product) => keys.cancelRequests(product)),
  keys.firstCancelRequests,
  ...SOURCES.flatMap((source) => products.map((product) => keys.counts(source, product))),
  ...indexesOf(keys, products),
];

const indexesOf = (keys: GenerationKeys, products: readonly ProductId[]): string[] =>
  [...SOURCES, 'trials' as const].flatMap((source) =>
    [{}, ...products.map((product) => ({ product }))].flatMap((facet) =>
      [{ ...facet }, ...STATUSES.map((status) => ({ ...facet, status }))].flatMap((narrowed) =>
        SORTS.map((sort) => keys.index({ source, ...narrowed }, sort)),
      ),
    ),
  );

/** All of the keys in one step. */
const expire = async (redis: Redis, keys: string[], seconds: number): Promise<void> => {
  if (keys.length === 0) return;
  if (seconds === 0) await redis.unlink(keys);
  else await redis.eval(EXPIRE, { keys, arguments: [String(seconds)] });
};
