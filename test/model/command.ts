import fc, { type AsyncCommand } from 'fast-check';
import type { Source, SubscriptionRef } from '../../services/commerce/api/types.ts';
import type { Model, ModelSubscription } from './model.ts';
import { type Real, refOf } from './real.ts';

export type ModelCommand = AsyncCommand<Model, Real>;

/** A command that is always possible; what cannot be done must be refused. */
export const command = (name: string, run: (model: Model, real: Real) => Promise<unknown>): ModelCommand => ({
  check: () => true,
  async run(model, real) {
    await run(model, real);
  },
  toString: () => name,
});

/** A Global Administrator, and who owns all purchases. */
export const ADMIN = 0;
export const PURCHASER = 1;
/** Beyond everybody in the directory. */
export const STRANGER = 15;
/** The cards on file are good until then. */
export const CARDS_END = Date.UTC(2031, 0, 1);

export const anyOf = <Value>(...values: Value[]) => fc.constantFrom(...values);
/** Which subscription is meant, see `at`. */
export const which = fc.nat({ max: 24 });
/** Who asks: mostly somebody who may. */
export const asker = fc.nat({ max: 11 });
/** Some of everybody, at times with somebody whom the directory does not know. */
export const people = fc.uniqueArray(
  fc.nat({ max: 32 }).map((n) => (n === 32 ? STRANGER : n % 8)),
  { maxLength: 4 },
);
/** Whether the caller names a version that has passed. */
export const stale = fc.nat({ max: 19 }).map((n) => n === 0);

/** The person who asks, where this one may. */
export const askerOf = (n: number, rightful: number): number => [ADMIN, PURCHASER, 2][n] ?? rightful;

/** A subscription, mostly one that has not ended, and of this source if one is named; or none. */
export const at = (model: Model, n: number, source?: Source): ModelSubscription | undefined => {
  const all = [...model.subscriptions.values()];
  const likely = all.filter((s) => s.status !== 'Deleted' && (!source || s.source === source));
  if (n === 24) return undefined;
  return n < 20 && likely.length > 0 ? likely[n % likely.length] : all[n % all.length];
};

/** Its reference, or one that nothing has. */
export const refFor = (s: ModelSubscription | undefined): SubscriptionRef => refOf(s?.ref ?? 'S-9999');
