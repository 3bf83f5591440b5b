import { decodePerson, isLeaver } from '../../../directory/person-hash.ts';
import type { Redis } from '../../../redis/client.ts';
import type { Invoice, TenantId, UserId } from '../../api/types.ts';
import { everySubscription } from '../../store/indexes/walk.ts';
import { payersOf } from '../../store/invoices.ts';
import { readPolicies } from '../../store/policies.ts';
import { readHistory } from '../../store/subscriptions.ts';
import { type OpenTenant, openTenant } from '../../store/tenants.ts';
import { FORMAT } from '../format/format.ts';
import { changedDuringExport, underWay } from '../replacing/refusal.ts';
import { readBusiness } from '../replacing/standing.ts';
import { storedContents } from '../retire.ts';
import { invoiceItem, isoInstant, perMonth, requestItem, subscriptionItem, unversioned } from './items.ts';

/**
 * A tenant with all that was done in it as a tenant file, piece by piece; importing it brings the same back. Without the
 * audit trail, chats and choices of people, and who was asked to cancel. It holds what the payment provider calls cards.
 * Where it throws, what was given is no JSON, so that no import takes it.
 * @param now milliseconds since 1970
 * @throws {CommerceError} `unknown-tenant`
 * @throws {ImportRefused} users are being moved, money is on its way, or something was done meanwhile
 */
export async function* exportTenant(redis: Redis, tenantId: TenantId, now: number): AsyncGenerator<string> {
  const before = await readBusiness(redis, tenantId);
  const db = await openTenant(redis, tenantId);
  const { tenant } = db;
  const refusal = underWay(tenant.name, [], before.payments);
  if (refusal) throw refusal;
  const { version: _, ...policies } = await readPolicies(db);
  yield JSON.stringify({ format: FORMAT, asOf: isoInstant(now), tenant, policies }).slice(0, -1);
  const ids = new Map<string, string>();
  const lists = {
    products: productItems(db),
    users: userItems(db),
    subscriptions: subscriptionItems(db, ids),
    paymentMethods: recordsOfCardOwners(db, db.keys.paymentMethods),
    billingProfiles: recordsOfCardOwners(db, db.keys.billingProfiles),
    invoices: invoiceItems(db, ids),
    licenseRequests: requestItems(db),
  };
  for (const [name, items] of Object.entries(lists)) yield* listText(name, items);
  const after = await readBusiness(redis, tenantId);
  if (JSON.stringify(after) !== JSON.stringify(before)) throw changedDuringExport(tenant.name);
  yield '}\n';
}

async function* listText(name: string, items: AsyncIterable<object> | Iterable<object>): AsyncGenerator<string> {
  yield `,\n"${name}":[`;
  let separator = '\n';
  for await (const item of items) {
    yield separator + JSON.stringify(item);
    separator = ',\n';
  }
  yield '\n]';
}

function* productItems({ products }: OpenTenant): Generator<object> {
  for (const product of products.values()) yield { ...product, unitPrice: perMonth(product.unitPrice) };
}

async function* userItems(db: OpenTenant): AsyncGenerator<object> {
  for await (const ids of storedContents(db.redis, db.keys).people())
    for (const fields of await Promise.all(ids.map((id) => db.redis.hGetAll(db.keys.person(id))))) {
      const person = decodePerson(fields);
      if (person) yield { ...person, ...(isLeaver(fields) && { deleted: true }) };
    }
}

/** Notes the id of each by its reference. */
async function* subscriptionItems(db: OpenTenant, ids: Map<string, string>): AsyncGenerator<object> {
  for await (const stored of everySubscription(db)) {
    const { ref } = stored.subscription;
    const refusal = stored.moving ? underWay(db.tenant.name, [ref], 0) : undefined;
    if (refusal) throw refusal;
    ids.set(ref, stored.id);
    const seats = await db.redis.zRangeWithScores(db.keys.seats(ref), 0, -1);
    yield subscriptionItem(stored, await readHistory(db, ref), seats);
  }
}

async function* recordsOfCardOwners(
  { redis, keys }: OpenTenant,
  keyOf: (owner: UserId) => string,
): AsyncGenerator<object> {
  const members = await redis.zRange(keys.cardExpiries, 0, -1);
  const owners = new Set(members.map((member) => member.slice(0, member.indexOf('\t')) as UserId));
  for (const owner of owners) yield* (await redis.hVals(keyOf(owner))).map((json) => unversioned<object>(json));
}

async function* invoiceItems(db: OpenTenant, ids: ReadonlyMap<string, string>): AsyncGenerator<object> {
  for (const payer of await payersOf(db))
    for (const json of await db.redis.hVals(db.keys.invoices(payer))) {
      const invoice = unversioned<Invoice>(json);
      yield invoiceItem(invoice, ids.get(invoice.subscription) ?? '');
    }
}

async function* requestItems({ redis, keys }: OpenTenant): AsyncGenerator<object> {
  for (const json of await redis.hVals(keys.licenseRequests)) yield requestItem(unversioned(json));
}
