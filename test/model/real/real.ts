import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Actor, TenantId } from '../../../services/commerce/api/types.ts';
import { type Commerce, createCommerce } from '../../../services/commerce/index.ts';
import { createPreferences, type Preferences } from '../../../services/conversations/preferences.ts';
import type { Payments } from '../../../services/payments/payments.ts';
import { createSandboxPayments } from '../../../services/payments/sandbox.ts';
import type { Redis } from '../../../services/redis/client.ts';
import type { TenantFile } from '../../support/tenants/parts.ts';
import { userId } from '../../support/tenants/small-tenant.ts';
import type { World } from '../world/world.ts';

/** The service itself on a Redis, with a clock of its own and a payment provider that can be away. */
export interface Real {
  readonly redis: Redis;
  readonly commerce: Commerce;
  readonly preferences: Preferences;
  readonly tenantId: TenantId;
  /** Where files to be imported are written. */
  readonly folder: string;
  now: number;
  provider: { away: boolean };
  operations: number;
  /** The last change that was done, to be repeated. */
  last: Repeatable | undefined;
  readonly tally: Tally;
  /** Deliveries that have been compared. */
  readonly heard: Set<string>;
}

export interface Repeatable {
  readonly again: () => Promise<unknown>;
  readonly result: unknown;
  readonly by: Actor;
  readonly id: string;
}

/** What was asked for and what was refused, by area. */
export type Tally = Map<string, { done: number; refused: number }>;

export const createReal = (
  redis: Redis,
  { tenantId, folder, now, tally }: Pick<Real, 'tenantId' | 'folder' | 'now' | 'tally'>,
): Real => {
  const provider = { away: false };
  const sandbox = createSandboxPayments(redis);
  const payments: Payments = {
    charge: (payment) => sandbox.charge(payment),
    reverse: (id) => sandbox.reverse(id),
    refund: (payment) => (provider.away ? Promise.reject(new Error('the provider is away')) : sandbox.refund(payment)),
  };
  const newId = idsInOrder();
  const real: Real = {
    redis,
    commerce: createCommerce({ redis, now: () => real.now, payments, newId }),
    preferences: createPreferences(redis),
    tenantId,
    folder,
    now,
    provider,
    operations: 0,
    last: undefined,
    tally,
    heard: new Set(),
  };
  return real;
};

/** Ids that sort as they were given out, behind those of the file. */
const idsInOrder = (): (() => string) => {
  let given = 0;
  return () => idNumbered(given++);
};

const idNumbered = (n: number): string => `dddddddd-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** The id that was given out next. */
export const idAfter = (id: string): string => idNumbered(Number(id.slice(-12)) + 1);

/** Somebody who asks, as the directory of the world knows them. */
export const actorFor = ({ tenantId }: Pick<Real, 'tenantId'>, { people }: World, n: number): Actor => {
  const { roles = [], guest = false, enabled = true, partner = false } = people.get(n) ?? {};
  const head = { tenantId, userId: userId(n), userType: guest ? 'guest' : 'member', enabled } as const;
  return partner ? { ...head, enabled: true, roles: [], partner } : { ...head, roles };
};

/** The same where nothing is refused to them: to look something up. */
export const readerFor = (real: Pick<Real, 'tenantId'>, world: World, n: number): Actor => ({
  ...actorFor(real, world, n),
  userType: 'member',
  enabled: true,
});

/** Writes a file to be imported, and returns its path. */
export const writeTenantFile = async (real: Real, contents: TenantFile): Promise<string> => {
  const file = join(real.folder, `tenant-${real.operations++}.json`);
  await writeFile(file, JSON.stringify(contents));
  return file;
};
