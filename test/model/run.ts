import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TenantId } from '../../services/commerce/api/types.ts';
import type { Redis } from '../../services/redis/client.ts';
import { ledgerFault } from '../support/redis/ledger.ts';
import { disagreements } from '../support/redis/recount.ts';
import { takeSnapshot } from '../support/redis/snapshot.ts';
import {
  DAY,
  type SmallSubscription,
  START,
  subscriptionOf,
  TRIED,
  writeSmallTenant,
} from '../support/tenants/small-tenant.ts';
import * as buying from './buying.ts';
import { Model } from './model.ts';
import * as moves from './moves.ts';
import * as owning from './owning.ts';
import { assertSame, get, licenses, list } from './reading.ts';
import { createReal, type Real } from './real.ts';
import { repeat, wait } from './time.ts';

const PEOPLE = 8;

/** What every tenant begins with. */
const SUBSCRIPTIONS: readonly SmallSubscription[] = [
  { ref: 'S-1001', quantity: 4, holders: [2, 3], createdAt: START - 3 * DAY },
  {
    ref: 'S-1002',
    quantity: 3,
    holders: [3],
    productId: TRIED,
    trial: 'no-card',
    autoRenew: false,
    term: 'P1M',
    expiresAt: START + 5 * DAY,
  },
  { ref: 'S-1003', quantity: 2, holders: [4, 5], term: 'P1M', expiresAt: START + 2 * DAY },
  { ref: 'C-2001', quantity: 5, holders: [3, 6] },
];

/** The more often named, the more often done. */
const COMMANDS = [
  ...[owning.assign, owning.assign, owning.unassign, owning.setQuantity, owning.setQuantity],
  ...[owning.setRecurringBilling, owning.reactivateIt, owning.cancel, owning.takeOver],
  ...[buying.buy, buying.buyCentrally, buying.changePolicy, buying.requestLicense, buying.decide],
  ...[moves.beginMove, moves.beginMove, moves.carryOn, moves.carryOn, moves.undoMove, moves.resumeMove],
  ...[wait, wait, repeat, repeat, list, get, licenses],
];

/** What a run has done. */
export interface ModelRun {
  readonly sequences: number;
  readonly commands: number;
  /** Changes asked for, and those of them that were refused. */
  readonly changes: number;
  readonly refused: number;
}

export interface ModelRunOptions {
  readonly sequences: number;
  readonly seed: number;
  /** Commands in one sequence at most. */
  readonly longest: number;
}

/**
 * Runs sequences of random commands against the service and a model, each in a tenant of its own. The server must be
 * the run's own: it is emptied after each sequence.
 * @throws with the shortest sequence that fails, and the seed
 */
export const runModel = async (redis: Redis, { sequences, seed, longest }: ModelRunOptions): Promise<ModelRun> => {
  const total = { commands: 0, changes: 0, refused: 0 };
  const sequence = fc.commands(COMMANDS, { maxCommands: longest, size: 'max' });
  const property = fc.asyncProperty(fc.constantFrom('MCA', 'MOSA'), sequence, async (accountType, chosen) => {
    await redis.flushAll();
    const model = modelOf(accountType);
    const tenantId = await writeSmallTenant(redis, { people: PEOPLE, accountType, subscriptions: SUBSCRIPTIONS });
    const real = createReal(redis, tenantId, START);
    await fc.asyncModelRun(() => ({ model, real }), chosen);
    await assertSound(model, real);
    total.commands += [...chosen].length;
    total.changes += real.operations;
    total.refused += real.refused;
  });
  await fc.assert(property, { numRuns: sequences, seed, endOnFailure: false });
  return { sequences, ...total };
};

/** A tenant of its own in which random commands have been run, as the service has left it. */
export const actAtRandom = async (redis: Redis, seed: number, longest: number): Promise<Real> => {
  const [chosen] = fc.sample(fc.commands(COMMANDS, { maxCommands: longest, size: 'max' }), { seed, numRuns: 1 });
  const tenantId = await writeSmallTenant(redis, { people: PEOPLE, subscriptions: SUBSCRIPTIONS });
  const real = createReal(redis, tenantId, START);
  await fc.asyncModelRun(() => ({ model: modelOf('MCA'), real }), chosen ?? []);
  return real;
};

const modelOf = (accountType: 'MCA' | 'MOSA'): Model => {
  const model = new Model(accountType);
  for (const given of SUBSCRIPTIONS) {
    const subscription = subscriptionOf(given);
    const holders = new Map((given.holders ?? []).map((person) => [person, subscription.createdAt]));
    const { term, expiresAt, autoRenew } = subscription;
    assert.ok(term !== null && expiresAt !== null && autoRenew !== null);
    model.add({ ...subscription, term, expiresAt, autoRenew, holders });
  }
  return model;
};

const assertSound = async (model: Model, real: Real): Promise<void> => {
  const later = createReal(real.redis, real.tenantId, real.now + DAY);
  await later.commerce.settlePayments(real.tenantId as TenantId);
  const tenant = await takeSnapshot(real.redis, real.tenantId);
  assert.deepEqual(disagreements(tenant), []);
  assert.equal(await ledgerFault(real.redis, tenant), undefined);
  for (const subscription of model.subscriptions.values()) await assertSame(real, subscription);
};
