import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CommerceError } from '../../../services/commerce/api/errors.ts';
import type { Actor, ProductId, Source, SubscriptionRef } from '../../../services/commerce/api/types.ts';
import type { Commerce } from '../../../services/commerce/index.ts';
import { BLOCKED, PLAIN, TRIED } from '../../support/tenants/small-tenant.ts';
import { actorFor, type Real } from '../real/real.ts';
import { CLOSED, NOVEL, NOWHERE } from '../world/beginning.ts';
import { mayDo, personIn } from '../world/people.ts';
import { type ModelSubscription, subscriptionsOf, type World } from '../world/world.ts';

/** A reason to refuse, or something else where there is none. */
export type Reason = string | false | null | undefined;

/** What somebody asks for, chosen by the world as it is. */
export interface Asked<Result> {
  readonly text: string;
  readonly by: number;
  /** Whether a repeat gives no first result: what only reads, and what is done again as far as something is left to do. */
  readonly once?: true;
  call(commerce: Commerce, actor: Actor, intent: { readonly operationId: string }, real: Real): Promise<Result>;
  /** Why it must be refused; done where there is none. */
  refusals(world: World): readonly Reason[];
  /** Does it to the world; throws where the answer is another than it must be. */
  happens(world: World, result: Result, operation: string): void;
}

/** Something that was done to the service: what it means for a world, if it was done to that at this point. */
export interface Happened {
  readonly refused: boolean;
  /** @throws {assert.AssertionError} where it could not have happened in this world */
  judge(world: World): void;
}

/** Something to do, before it is known to what. */
export interface Act {
  readonly area: string;
  /** What exactly, by the world as it is. */
  choose(world: World): Deed;
}

export interface Deed {
  readonly text: string;
  attempt(real: Real, world: World): Promise<Happened>;
}

export type Acts = fc.Arbitrary<Act>;

/** Acts in somebody's name. */
export const asking = <Drawn, Result>(
  area: string,
  drawn: fc.Arbitrary<Drawn>,
  ask: (drawn: Drawn, world: World) => Asked<Result>,
): Acts =>
  drawn.map((value) => ({
    area,
    choose: (world) => {
      const asked = ask(value, world);
      return { text: `${asked.text} by ${asked.by}`, attempt: (real, now) => attempt(real, now, asked) };
    },
  }));

/** Acts in nobody's name. */
export const working = <Drawn>(
  area: string,
  drawn: fc.Arbitrary<Drawn>,
  choose: (drawn: Drawn, world: World) => Deed,
) => drawn.map((value): Act => ({ area, choose: (world) => choose(value, world) }));

const attempt = async <Result>(real: Real, world: World, asked: Asked<Result>): Promise<Happened> => {
  const by = actorFor(real, world, asked.by);
  const id = `operation-${real.operations++}`;
  const act = () => asked.call(real.commerce, by, { operationId: id }, real);
  try {
    const result = await act();
    if (!asked.once) real.last = { again: act, result, by, id };
    return { refused: false, judge: (now) => judgeDone(now, asked, result, id) };
  } catch (error) {
    if (!(error instanceof CommerceError)) throw error;
    const { code } = error.reason;
    return { refused: true, judge: (now) => judgeRefused(now, asked, code) };
  }
};

const judgeDone = <Result>(world: World, asked: Asked<Result>, result: Result, id: string): void => {
  assert.deepEqual(reasonsFor(world, asked), [], `should have been refused: ${asked.text}`);
  asked.happens(world, result, id);
};

const judgeRefused = <Result>(world: World, asked: Asked<Result>, code: string): void => {
  const reasons = reasonsFor(world, asked);
  assert.ok(reasons.includes(code), `${asked.text} was refused as ${code}, not ${reasons.join(' or ') || 'done'}`);
};

/** Whoever may do nothing is refused in one of these ways. */
const TO_NOBODY = [
  'forbidden',
  'no-such-subscription',
  'cannot-buy',
  'unknown-person',
  'no-such-customer',
  'no-such-product',
];

const reasonsFor = <Result>(world: World, asked: Asked<Result>): string[] => {
  const isAble = personIn(world, asked.by).enabled;
  return isAble ? asked.refusals(world).filter((reason) => typeof reason === 'string') : TO_NOBODY;
};

export const anyOf = <Value>(...values: readonly Value[]) => fc.constantFrom(...values);

/** Who asks: mostly whoever may. */
export const asker = fc.nat({ max: 54 });
export const askerOf = (n: number, rightful: number): number => (n <= 10 ? n : rightful);

/** Which subscription is meant, see `at`. */
export const which = fc.nat({ max: 24 });
/** Whether the caller names a version that has passed. */
export const stale = fc.nat({ max: 19 }).map((n) => n === 0);
export const versioned = (isStale: boolean) => (isStale ? { version: 999_999 } : {});

const HOLDERS = [1, 2, 3, 4, 5, 8, 9, 0];
const SELDOM = [6, 7, 10, 15];

/** Some of everybody, at times with somebody who can have no license. */
export const people = fc.uniqueArray(
  fc.nat({ max: 87 }).map((n) => SELDOM[(n - 80) / 2] ?? HOLDERS[n % HOLDERS.length] ?? 0),
  { maxLength: 4 },
);

export const product = fc
  .nat({ max: 30 })
  .map((n): ProductId => [PLAIN, TRIED, BLOCKED][n] ?? [CLOSED, NOVEL, NOWHERE][n - 3] ?? (n % 2 ? PLAIN : TRIED));

/** A subscription, mostly one that has not ended, and of this source if one is named; or none. */
export const at = (world: World, n: number, source?: Source): ModelSubscription | undefined => {
  const all = subscriptionsOf(world);
  const likely = all.filter((s) => s.status !== 'Deleted' && (!source || s.source === source));
  if (n === 24) return undefined;
  return n < 20 && likely.length > 0 ? likely[n % likely.length] : all[n % all.length];
};

/** As the world has it now, which may be another than the one it was chosen in. */
export const sameIn = (world: World, s: ModelSubscription | undefined) => world.subscriptions.get(s?.ref ?? '');

/** Its reference, or one that nothing has. */
export const refFor = (s: ModelSubscription | undefined): SubscriptionRef => (s?.ref ?? 'S-9999') as SubscriptionRef;

/** The world's own, where it was done. */
export const must = <Value>(value: Value | undefined): Value => {
  assert.ok(value !== undefined, 'something was done to what is not there');
  return value;
};

/** Refusals to somebody who may not run this subscription, and to everybody while it is closed. */
export const ownersOnly = (world: World, s: ModelSubscription | undefined, by: number, isStale: boolean): Reason[] => {
  if (!s) return ['no-such-subscription'];
  const isTheirs = s.source === 'self-service' && s.purchaser === by && mayDo(world, by, 'own');
  return [!isTheirs && refusalToOthers(world, s, by), isStale && 'stale', s.move && 'being-moved'];
};

/** Of somebody else's purchase nobody learns that it is there, but for those who see all. */
const refusalToOthers = (world: World, s: ModelSubscription, by: number): string => {
  if (!mayDo(world, by, 'see-all')) return 'no-such-subscription';
  return s.source === 'self-service' && mayDo(world, by, 'take-over') ? 'take-over-first' : 'forbidden';
};

/** An amount of money as the service tells it. */
export const usd = (amount: number) => ({ amount, currency: 'USD' });
