import { encodeLeaver } from '../../../directory/person-hash.ts';
import type { Redis } from '../../../redis/client.ts';
import type { TenantId, UserId } from '../../api/types.ts';
import { announceDelegates } from '../../store/customers.ts';
import { readPolicies } from '../../store/policies.ts';
import { type OpenTenant, openTenant, readTenant } from '../../store/tenants.ts';
import { appearedIn } from '../appearing.ts';
import { type CheckedFile, checkFile } from '../format/check.ts';
import { personFieldsFrom } from '../format/entities.ts';
import { changedMeanwhile } from '../format/faults.ts';
import type { Parts } from '../format/format.ts';
import { fingerprint } from '../format/read.ts';
import { visitFile } from '../format/visit.ts';
import { noDataYet, otherCurrency } from '../replacing/refusal.ts';
import { paged, storedContents } from '../retire.ts';
import { RefreshSteps } from './steps.ts';

/** People compared at a time. */
const PAGE = 500;

interface RefreshRequest {
  readonly redis: Redis;
  /** Path of a tenant file; its subscriptions and what belongs to them are checked, and left alone. */
  readonly file: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface RefreshSummary {
  readonly tenantId: TenantId;
  readonly tenantName: string;
  readonly added: number;
  readonly changed: number;
  /** People whom the file does not have: kept, disabled and without roles. */
  readonly left: number;
  /** New and changed products. */
  readonly products: number;
  /** Products that the file does not have: kept as they are. */
  readonly productsKept: number;
}

/**
 * Brings a tenant's people, catalogue and record up to date with a file, and leaves alone what was done in it:
 * subscriptions, licenses, invoices, cards, requests, policies, moves. Up to a thousand changed people, with the
 * catalogue, change in one step; more in several, each person in one.
 * @throws {InvalidTenantFile} with every fault of the file; nothing has been stored then
 * @throws {ImportRefused} the tenant has no data yet, has another currency, or was changed by another import meanwhile
 */
export const refreshTenant = async ({ redis, file, now }: RefreshRequest): Promise<RefreshSummary> => {
  const version = await fingerprint(file);
  const checked = await checkFile(file, undefined);
  const { tenant } = checked.values;
  const db = await openPresent(redis, checked);
  await announceDelegates(redis, tenant);
  const unchanged = async () => {
    if ((await fingerprint(file)) !== version) throw changedMeanwhile(file);
  };
  const steps = new RefreshSteps(db, tenant, unchanged);
  const products = await refreshProducts(db, checked, steps, now);
  const { added, changed } = await refreshPeople(db, file, steps);
  const left = await disableLeavers(db, checked, steps);
  await steps.write();
  const productsKept = [...db.products.keys()].filter((id) => !checked.products.has(id)).length;
  return { tenantId: tenant.id, tenantName: tenant.name, added, changed, left, products, productsKept };
};

const openPresent = async (redis: Redis, { values: { tenant } }: CheckedFile): Promise<OpenTenant> => {
  const present = await readTenant(redis, tenant.id);
  if (!present) throw noDataYet(tenant.name);
  if (present.currency !== tenant.currency) throw otherCurrency(tenant.name, present.currency);
  return openTenant(redis, tenant.id);
};

/** How many products are new or changed; what may be bought of the new ones, the tenant's own policy says. */
const refreshProducts = async (
  db: OpenTenant,
  { products, ids }: CheckedFile,
  steps: RefreshSteps,
  now: number,
): Promise<number> => {
  const policy = (await readPolicies(db)).AllowSelfServicePurchase;
  const news = appearedIn({ products: products.keys(), policy }, new Set(db.products.keys()), now);
  // Of a product that only the policy has, nothing is known that could be newer than what is stored.
  const isTold = ({ id }: Parts['products']) => ids.products.has(id) || !db.products.has(id);
  const changes = [...products.values()]
    .filter(isTold)
    .filter((each) => JSON.stringify(each) !== JSON.stringify(db.products.get(each.id)));
  for (const product of changes) steps.product({ product, notice: news.find(({ subject }) => subject === product.id) });
  return changes.length;
};

const refreshPeople = async (db: OpenTenant, file: string, steps: RefreshSteps) => {
  const counts = { added: 0, changed: 0 };
  let page: Parts['users'][] = [];
  const compare = async () => {
    const stored = await Promise.all(page.map(({ id }) => db.redis.hGetAll(db.keys.person(id))));
    for (const [i, person] of page.entries()) {
      const [before, after] = [{ ...stored[i] }, personFieldsFrom(person)];
      if (isSame(before, after)) continue;
      counts[before['id'] ? 'changed' : 'added'] += 1;
      await steps.person({ id: person.id, before, after });
    }
    page = [];
  };
  await visitFile(file, { users: (user) => (page.push(user) < PAGE ? undefined : compare()) });
  await compare();
  return counts;
};

/** How many people the file does not have any more. Licenses stay with them until somebody takes these. */
const disableLeavers = async (db: OpenTenant, { ids }: CheckedFile, steps: RefreshSteps): Promise<number> => {
  let left = 0;
  for await (const people of storedContents(db.redis, db.keys).people())
    for (const part of paged(people.filter((id) => !ids.users.has(id)))) left += await disable(db, part, steps);
  return left;
};

const disable = async (db: OpenTenant, people: readonly UserId[], steps: RefreshSteps): Promise<number> => {
  const stored = await Promise.all(people.map((id) => db.redis.hGetAll(db.keys.person(id))));
  let left = 0;
  for (const [i, id] of people.entries()) {
    const before = { ...stored[i] };
    const after = encodeLeaver(before);
    if (!before['id'] || isSame(before, after)) continue;
    left += 1;
    await steps.person({ id, before, after });
  }
  return left;
};

const isSame = (one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.entries(one).every(([key, value]) => other[key] === value);
