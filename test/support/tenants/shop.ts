import assert from 'node:assert/strict';
import { CommerceError, type Reason } from '../../../services/commerce/api/errors.ts';
import type { Actor, Invoice, PaymentMethod, SubscriptionRef, UserId } from '../../../services/commerce/api/types.ts';
import type { Foundations } from '../../../services/commerce/core/service.ts';
import { type Commerce, createCommerce } from '../../../services/commerce/index.ts';
import { type OpenTenant, openTenant } from '../../../services/commerce/store/tenants.ts';
import { decodePerson } from '../../../services/directory/person-hash.ts';
import type { Notice } from '../../../services/notices/notice.ts';
import { tenantKeys } from '../../../services/redis/keys.ts';
import { testRedis } from '../redis/redis.ts';
import { takeSnapshot } from '../redis/snapshot.ts';
import { type CAST, type ImportedTenant, importCast } from './imported-tenant.ts';

/** The commerce service on a tenant of its own, with a clock that the test turns. */
export interface Shop extends ImportedTenant {
  readonly commerce: Commerce;
  /** Milliseconds; the day of the factories at first. */
  readonly clock: { now: number };
  /** Somebody of the tenant, by display name or its beginning, as the directory knows them. */
  actor(name: string): Promise<Actor>;
  /** The tenant as the service opens it. */
  db(): Promise<OpenTenant>;
  /** Everything that is stored of the tenant. */
  snapshot(): Promise<unknown>;
  notices(): Promise<Notice[]>;
  /** Entries of the audit trail with what was before and after, oldest first. */
  audit(): Promise<Record<string, unknown>[]>;
  /** Who has licenses of a subscription. */
  holders(ref: string): Promise<UserId[]>;
  invoices(owner: UserId): Promise<Invoice[]>;
  /** Changes fields of the stored subscription, to bring about what the cast lacks. */
  put(ref: string, fields: Record<string, string>): Promise<void>;
  /** Puts a card on file that is good for years. */
  putCard(card: Omit<PaymentMethod, 'expiryMonth' | 'expiryYear'>): Promise<void>;
  /** Does what must be refused, checks that nothing is written, and gives the reason. */
  refusal(act: () => Promise<unknown>): Promise<Reason>;
}

/** Opens a shop. Anything that the service stands on can be replaced. */
export const openShop = async (
  name: keyof typeof CAST = 'contoso',
  foundations: Partial<Foundations> = {},
): Promise<Shop> => {
  const redis = await testRedis();
  const tenant = await importCast(redis, name);
  const { tenantId, userId } = tenant;
  const { keys } = await openTenant(redis, tenantId);
  const clock = { now: tenant.now() };
  const entries = async (key: string) => ((await redis.xRange(key, '-', '+')) ?? []).flatMap((entry) => entry ?? []);
  const snapshot = async () => {
    const { keys: _, ...stored } = await takeSnapshot(redis, tenantId);
    return stored;
  };
  return {
    ...tenant,
    clock,
    commerce: createCommerce({ redis, now: () => clock.now, ...foundations }),
    snapshot,
    db: () => openTenant(redis, tenantId),
    async actor(name) {
      const person = decodePerson(await redis.hGetAll(keys.person(userId(name))));
      assert.ok(person);
      const { roles, userType, enabled } = person;
      return { tenantId, userId: person.id, roles, userType, enabled };
    },
    notices: async () => (await entries(tenantKeys(tenantId).outbox)).map(({ message }) => parse(message['notice'])),
    audit: async () =>
      (await entries(tenantKeys(tenantId).audit)).map(({ message }) => ({
        ...parse<object>(message['entry']),
        before: parse(message['before']),
        after: parse(message['after']),
      })),
    holders: async (ref) => (await redis.zRange(keys.seats(ref as SubscriptionRef), 0, -1)) as UserId[],
    invoices: async (owner) => (await redis.hVals(keys.invoices(owner))).map((json) => parse<Invoice>(json)),
    put: async (ref, fields) => {
      await redis.hSet(keys.subscription(ref as SubscriptionRef), fields);
    },
    putCard: async (card) => {
      const whole: PaymentMethod = { ...card, expiryMonth: 12, expiryYear: 2099 };
      await redis.hSet(keys.paymentMethods(card.ownerId), card.id, JSON.stringify(whole));
    },
    async refusal(act) {
      const before = await snapshot();
      const reason = await act().then(
        () => assert.fail('it was not refused'),
        (error: unknown) => (error instanceof CommerceError ? error.reason : Promise.reject(error)),
      );
      assert.deepEqual(await snapshot(), before);
      return reason;
    },
  };
};

/** The id of somebody's invoice with this number. */
export const idOfInvoice = async (shop: Shop, number: string, owner = 'Megan'): Promise<string> => {
  const invoice = (await shop.invoices(shop.userId(owner))).find((each) => each.number === number);
  return invoice?.id ?? assert.fail(`there is no invoice ${number}`);
};

const parse = <Value>(json: string | undefined): Value => JSON.parse(json ?? 'null');
