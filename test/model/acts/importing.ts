import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ImportRefused, InvalidTenantFile, importTenant, refreshTenant } from '../../../services/commerce/index.ts';
import { keptLog } from '../../support/kept-log.ts';
import type { TenantFile } from '../../support/tenants/parts.ts';
import { PLAIN } from '../../support/tenants/small-tenant.ts';
import { type Real, writeTenantFile } from '../real/real.ts';
import {
  BILLING_ADMIN,
  beginning,
  MEMBER,
  NEWCOMER,
  NOVEL,
  OTHER_PURCHASER,
  PARTNER,
  READER,
} from '../world/beginning.ts';
import { fileOf } from '../world/file.ts';
import { tell } from '../world/news.ts';
import { held } from '../world/policy.ts';
import { type ModelPerson, subscriptionsOf, type World } from '../world/world.ts';
import { anyOf, type Deed, type Happened, working } from './act.ts';

/** What a directory or a catalogue says anew. */
const NEWS: Readonly<Record<string, (file: World) => void>> = {
  'a purchaser is disabled': ({ people }) => set(people, OTHER_PURCHASER, { enabled: false }),
  'somebody becomes a guest': ({ people }) => set(people, MEMBER, { guest: true }),
  'an admin loses the role': ({ people }) => set(people, BILLING_ADMIN, { roles: [] }),
  'a reader gets another role': ({ people }) => set(people, READER, { roles: ['UserAdministrator'] }),
  'somebody comes': ({ people }) => people.set(NEWCOMER, { ...blank(NEWCOMER), roles: ['BillingAdministrator'] }),
  'somebody leaves': ({ people }) => people.delete(MEMBER),
  'the partner is dismissed': ({ people }) => people.delete(PARTNER),
  'a price rises': ({ products }) => set(products, PLAIN, { price: 1111 }),
  'a product appears': ({ products }) => products.set(NOVEL, { id: NOVEL, price: 333, trial: true, closedHere: false }),
  'all is as at first': () => undefined,
};

const blank = (n: number): ModelPerson => ({ n, roles: [], guest: false, enabled: true, mail: true });

const set = <Key, Value>(map: Map<Key, Value>, key: Key, change: Partial<Value>): void => {
  const present = map.get(key);
  if (present) map.set(key, { ...present, ...change });
};

const news = fc.uniqueArray(anyOf(...Object.keys(NEWS)), { minLength: 1, maxLength: 4 });

/** The file of the beginning with news, as of now: nothing in it is due already. */
const fileWorld = ({ setting, now }: World, told: readonly string[]): World => {
  const file = beginning({ ...setting, start: now });
  for (const each of told) NEWS[each]?.(file);
  return file;
};

/** A refresh needs nothing of what people have, and who has left is in no such list. */
const NOTHING_OWNED = { subscriptions: [], billingProfiles: [], paymentMethods: [], invoices: [], licenseRequests: [] };

/** What became of an import. */
const imported = async (act: () => Promise<unknown>): Promise<'done' | 'refused' | 'overtaken' | 'invalid'> => {
  try {
    await act();
    return 'done';
  } catch (error) {
    if (error instanceof ImportRefused)
      return /^Something was done|^Another import/.test(error.message) ? 'overtaken' : 'refused';
    if (error instanceof InvalidTenantFile) return 'invalid';
    throw error;
  }
};

const outcome = (was: string, expected: (world: World) => string, done: (world: World) => void): Happened => ({
  refused: was !== 'done',
  judge: (world) => {
    // Where somebody else acts at the same time, it may be too late for the file that was judged.
    if (was === 'overtaken') return assert.ok(world.atOnce, 'nobody has come between');
    assert.equal(was, expected(world));
    if (was === 'done') done(world);
  },
});

/** People, roles, products and prices as the file has them; everything that was done stays. */
export const refresh = working('refreshing', news, (told, before): Deed => {
  const file = fileWorld(before, told);
  return {
    text: `refresh: ${told.join(', ')}`,
    attempt: async (real) => {
      const written = await writeTenantFile(real, { ...fileOf(file, real.tenantId), ...NOTHING_OWNED });
      const was = await imported(() => refreshTenant({ redis: real.redis, file: written, now: real.now }));
      return outcome(
        was,
        () => 'done',
        (world) => refreshed(world, file),
      );
    },
  };
});

const refreshed = (world: World, file: World): void => {
  for (const [id, given] of file.products) {
    const isNew = !world.products.has(id);
    world.products.set(id, { ...given });
    if (isNew && held(world.policy, id) !== 'Disabled')
      tell(world, { kind: 'product-appeared', to: 'admins', subject: id });
  }
  for (const [n, given] of file.people) world.people.set(n, { ...given });
  // Who has left stays with what they have, and may do nothing.
  for (const [n, person] of world.people)
    if (!file.people.has(n)) world.people.set(n, { ...person, enabled: false, roles: [] });
};

/** Whether something is under way that a replacement would tear. */
const isBusy = (world: World): boolean => world.provider.owed > 0 || subscriptionsOf(world).some(({ move }) => move);

/** The file takes the place of everything, but for what was told, chosen and noted, and the clock. */
export const replace = working('replacing', fc.nat({ max: 3 }), (n, before): Deed => {
  const file = fileWorld(before, []);
  const isAsked = n > 0;
  return {
    text: isAsked ? 'replace the tenant by its file' : 'import its file, without --replace',
    attempt: async (real) => {
      const written = await writeTenantFile(real, fileOf(file, real.tenantId));
      const was = await imported(() => replaceBy(real, written, isAsked));
      return outcome(
        was,
        (world) => (isAsked && !isBusy(world) ? 'done' : 'refused'),
        (world) => replaced(world, file),
      );
    },
  };
});

const replaceBy = ({ redis, now }: Real, file: string, isAsked: boolean) => {
  return importTenant({ redis, file, shiftToToday: false, replace: isAsked, now, log: keptLog });
};

const replaced = (world: World, file: World): void => {
  const { now, audit, news: untold, muted, clock, books, provider, atOnce } = world;
  const kept = { now, audit, news: untold, muted, clock, books, provider, atOnce, wasReplaced: true };
  const { changes } = world.policy;
  const known = new Set(world.products.keys());
  Object.assign(world, structuredClone(file), kept);
  world.policy.changes.push(...changes);
  for (const id of world.products.keys())
    if (!known.has(id)) tell(world, { kind: 'product-appeared', to: 'admins', subject: id });
};

/** Files that are wrong in one place. */
const FAULTS: Readonly<Record<string, (file: TenantFile) => void>> = {
  'a product that is not there': (file) => void Object.assign(file.subscriptions[0] ?? {}, { productId: 'GONE' }),
  'another currency': (file) =>
    void Object.assign(file.products[0] ?? {}, { unitPrice: { amount: 1, currency: 'SEK', per: 'month' } }),
  'an unknown field': (file) => void Object.assign(file.users[0] ?? {}, { shoeSize: 42 }),
  'somebody twice': (file) => void file.users.push(...file.users.slice(0, 1)),
};

/** Nothing of a wrong file is stored. */
export const importFaulty = working(
  'faulty files',
  fc.tuple(anyOf(...Object.keys(FAULTS)), fc.boolean()),
  ([fault, isRefresh], before): Deed => ({
    text: `import a file with ${fault}`,
    attempt: async (real) => {
      const file = fileOf(fileWorld(before, []), real.tenantId);
      FAULTS[fault]?.(file);
      const written = await writeTenantFile(real, file);
      const { redis, now } = real;
      const act = () => (isRefresh ? refreshTenant({ redis, file: written, now }) : replaceBy(real, written, true));
      return outcome(
        await imported(act),
        () => 'invalid',
        () => undefined,
      );
    },
  }),
);
