import assert from 'node:assert/strict';
import { SORTS } from '../../../services/commerce/api/subscriptions.ts';
import type { Actor, TenantId } from '../../../services/commerce/api/types.ts';
import { SERVICE_USER } from '../../../services/commerce/core/service.ts';
import { createCommerce } from '../../../services/commerce/index.ts';
import { indexMemberOf } from '../../../services/commerce/store/audit.ts';
import { createPreferences } from '../../../services/conversations/preferences.ts';
import { createConversations } from '../../../services/conversations/references.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { restOf, tenantKeys } from '../../../services/redis/keys.ts';
import { noticesFor } from '../../support/notices/notified-tenant.ts';
import { takeSnapshot } from '../../support/redis/snapshot.ts';
import { actorIn, PLAIN, TRIED } from '../../support/tenants/small-tenant.ts';

/** Every answer that people of a small tenant get at an instant (ms). */
export const answersOf = async (redis: Redis, tenantId: TenantId, now: number): Promise<unknown[]> => {
  const commerce = createCommerce({ redis, now: () => now });
  const slice = { limit: 100 };
  const ofPerson = async (actor: Actor) => [
    await commerce.listInvoices(actor, { months: 6 }),
    await commerce.listPaymentChoices(actor),
    await commerce.listOwnSubscriptions(actor, { limit: 100 }),
    await commerce.listOwnLicenses(actor),
    await commerce.listOwnRequests(actor, slice),
    await commerce.listOwnSpend(actor, { months: 24 }),
    await createPreferences(redis).getNoticePreferences(actor),
    await createConversations(redis).personal(tenantId, actor.userId),
  ];
  const admin = actorIn(tenantId, 0);
  const trail = await collected(commerce.exportAudit(admin, {}));
  return [
    trail,
    await Promise.all(
      [...new Set(trail.map(({ subject }) => subject))].map((subject) => commerce.listAudit(admin, { subject }, slice)),
    ),
    await Promise.all(SORTS.map((sort) => commerce.listSubscriptions(admin, { source: 'all', sort, limit: 100 }))),
    await commerce.listLicensesByProduct(admin),
    await commerce.listCapacity(admin),
    await commerce.listSpend(admin, { months: 24 }),
    await commerce.listRequests(admin, 'pending', slice),
    await commerce.getPolicy(admin),
    await commerce.getLastPolicyChange(admin),
    await Promise.all([PLAIN, TRIED].map(async (product) => sorted(await commerce.listCancelAnswers(admin, product)))),
    await collected(commerce.exportUsers(admin, { subscriptions: 'all' } as never)).catch(String),
    await noticesFor(redis, { notifier: { send: () => Promise.reject(new Error('nothing is sent')) } }).listDeliveries(
      tenantId,
      {},
    ),
    await commerce.listWork(tenantId),
    await Promise.all([0, 1, 2, 3].map((n) => ofPerson(actorIn(tenantId, n)))),
  ];
};

/** Every key of a tenant with what is in it and when it goes away, whichever generation it is of. */
export const contentsOf = async (redis: Redis, tenantId: TenantId): Promise<ReadonlyMap<string, unknown>> => {
  const { keys: _, tenantId: id, ...kinds } = await takeSnapshot(redis, tenantId);
  const { generation, generations, schema, audit, outbox } = tenantKeys(id);
  const all = Object.values(kinds).flatMap((kind) => [...kind]);
  const own = all.filter(([key]) => ![generation, generations, schema].includes(key) && !/:sent-lately\b/.test(key));
  const contents = new Map<string, unknown>();
  for (const [key, value] of own) contents.set(restOf(key), [value, await redis.pExpireTime(key)]);
  for (const stream of [audit, outbox]) contents.set(restOf(stream), await redis.xRange(stream, '-', '+'));
  return new Map([...contents].sort(([a], [b]) => (a < b ? -1 : 1)));
};

/** Takes what a restore has left in the audit trail out of it, so that what was restored can be compared. */
export const takeTrace = async (redis: Redis, tenantId: TenantId): Promise<Record<string, unknown>> => {
  const keys = tenantKeys(tenantId);
  const [entry] = (await redis.xRevRange(keys.audit, '+', '-', { COUNT: 1 })) ?? [];
  const { act, by } = JSON.parse(entry?.message['entry'] ?? '{}');
  assert.deepEqual([act, by], ['restore', SERVICE_USER]);
  const { id = '', message } = entry ?? {};
  await redis.xDel(keys.audit, id);
  for (const index of [keys.auditOf('backup'), keys.auditBy(SERVICE_USER)])
    assert.equal(await redis.zRem(index, indexMemberOf(id)), 1);
  return JSON.parse(message?.['after'] ?? '{}');
};

/** Where no order is promised. */
const sorted = (items: readonly unknown[]): string[] => items.map((item) => JSON.stringify(item)).sort();

const collected = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
};
