import { personOf } from '../../directory/name-index.ts';
import type { Redis } from '../../redis/client.ts';
import { type GenerationKeys, generationKeys, tenantKeys } from '../../redis/keys.ts';
import { refOf } from '../store/indexes.ts';
import { type ProductId, SOURCES, STATUSES, type SubscriptionRef, type TenantId, type UserId } from '../types.ts';
import { SORTS } from '../views.ts';

/** Members read at a time. */
const PAGE = 1000;

/**
 * Lets every key of a generation expire, at once with 0 seconds. What finds the other keys goes last, and all of it
 * together, so that a crash on the way leaves the rest to be found by the next attempt.
 */
export const retireGeneration = async (
  redis: Redis,
  tenantId: TenantId,
  generation: string,
  seconds: number,
): Promise<void> => {
  const keys = generationKeys(tenantId, generation);
  for (const source of SOURCES)
    for await (const members of pagesOf(redis, keys.index({ source }, 'expiration')))
      await expire(
        redis,
        members.flatMap((member) => keysOfSubscription(keys, refOf(member))),
        seconds,
      );
  const people = new Set<UserId>();
  for await (const members of pagesOf(redis, keys.names)) {
    const met = members.map(personOf).filter((id) => !people.has(id));
    for (const id of met) people.add(id);
    await expire(
      redis,
      [...new Set(met)].flatMap((id) => keysOfPerson(keys, id)),
      seconds,
    );
  }
  const products = (await redis.hKeys(keys.products)) as ProductId[];
  await expire(redis, keysOfAll(keys, products), seconds);
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

const keysOfSubscription = (keys: GenerationKeys, ref: SubscriptionRef): string[] => [
  keys.subscription(ref),
  keys.seats(ref),
  keys.history(ref),
];

const keysOfPerson = (keys: GenerationKeys, user: UserId): string[] => [
  keys.person(user),
  keys.billingProfiles(user),
  keys.paymentMethods(user),
  keys.invoices(user),
  ...SORTS.map((sort) => keys.index({ source: 'self-service', purchaser: user }, sort)),
];

const keysOfAll = (keys: GenerationKeys, products: readonly ProductId[]): string[] => [
  keys.tenant,
  keys.policies,
  keys.products,
  keys.names,
  keys.licenseRequests,
  keys.licensesByPerson,
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
const expire = async (redis: Redis, keys: readonly string[], seconds: number): Promise<void> => {
  if (keys.length === 0) return;
  const step = redis.multi();
  if (seconds === 0) step.unlink([...keys]);
  else for (const key of keys) step.expire(key, seconds);
  await step.exec();
};
