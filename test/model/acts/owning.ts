import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ADMIN, BILLING_ADMIN, PARTNER, PURCHASER } from '../world/beginning.ts';
import { DAY } from '../world/calendar.ts';
import { end, reactivate } from '../world/life.ts';
import { type CreditUsed, cardRefusals, charge, credit, creditOf, priceOfTerm, shareOfTerm } from '../world/money.ts';
import { tell, tellOfLoss } from '../world/news.ts';
import { needs } from '../world/people.ts';
import { isUsable, type ModelSubscription, note, subscriptionsOf, type World } from '../world/world.ts';
import {
  anyOf,
  asker,
  askerOf,
  asking,
  at,
  must,
  ownersOnly,
  type Reason,
  refFor,
  sameIn,
  stale,
  usd,
  versioned,
  which,
} from './act.ts';
import { cardChoice, chosenCard } from './buying.ts';
import { accessWithout } from './licenses.ts';

const DAYS_TO_TAKE_BACK = 7;
const MOST_CANCELED = 25;

const ownerOf = (s: ModelSubscription | undefined): number => s?.purchaser ?? PURCHASER;

const used = (use: CreditUsed | undefined) =>
  use && { settled: usd(use.settled), back: usd(use.back), kept: usd(use.kept) };

/** Fewer only at the renewal, where the days for taking licenses back are over. */
const isLater = ({ account, now }: World, s: ModelSubscription, total: number): boolean =>
  total < s.quantity && account === 'MCA' && now > s.resizedAt + DAYS_TO_TAKE_BACK * DAY;

/** Why the total of a subscription cannot be changed to this. */
const quantityRefusals = (
  world: World,
  s: ModelSubscription | undefined,
  total: number,
  wanted: string | undefined,
): Reason[] => {
  if (!s) return [];
  return [
    s.status !== 'Active' && 'not-active',
    s.trial && 'trial-fixed',
    total < 1 && 'bad-quantity',
    total < s.holders.size && 'below-assigned',
    ...(total < s.quantity ? fewerRefusals(world, s) : moreRefusals(world, s, total, wanted)),
  ];
};

const fewerRefusals = ({ account }: World, { autoRenew }: ModelSubscription): Reason[] => [
  account === 'MCA' && !autoRenew && 'needs-recurring-billing',
];

/** Why more cannot be paid for; at the end of a term they cost nothing. */
const moreRefusals = (world: World, s: ModelSubscription, total: number, wanted: string | undefined): Reason[] => {
  const costs = total > s.quantity && shareOfTerm(s, total - s.quantity, world.now, true) > 0;
  return costs ? cardRefusals(world, { owner: ownerOf(s), wanted, usual: s.card }) : [];
};

/** Mostly some more or fewer than there are; at times none, or very many. */
const totalFrom = (s: ModelSubscription | undefined, n: number): number =>
  n < 10 ? (s?.quantity ?? 3) + n - 4 : n === 10 ? 0 : 27;

export const setQuantity = asking(
  'quantities',
  fc.tuple(which, asker, fc.nat({ max: 12 }), stale, cardChoice),
  ([position, n, drawn, isStale, choice], before) => {
    const s = at(before, position, 'self-service');
    const by = askerOf(n, ownerOf(s));
    const total = totalFrom(s, drawn);
    const wanted = chosenCard(before, by, choice);
    const more = { ...versioned(isStale), ...(wanted && { paymentMethodId: wanted }) };
    return {
      text: `set ${refFor(s)} to ${total} with ${wanted ?? 'the usual card'}`,
      by,
      call: (commerce, actor, intent) => commerce.setQuantity(actor, refFor(s), total, { ...intent, ...more }),
      refusals: (world) => [
        ...ownersOnly(world, sameIn(world, s), by, isStale),
        ...quantityRefusals(world, sameIn(world, s), total, wanted),
      ],
      happens: (world, done) => {
        const now = must(sameIn(world, s));
        const later = isLater(world, now, total);
        assert.deepEqual([done.when, done.quantity], [later ? 'at-renewal' : 'now', later ? now.quantity : total]);
        assert.equal(done.effectiveAt, later ? now.expiresAt : world.now);
        schedule(world, now, total, later, by);
        if (!later) resize(world, now, total, by, done);
      },
    };
  },
);

/** What was scheduled before gives way to what is asked for now; what is so already leaves no entry. */
const schedule = (world: World, s: ModelSubscription, total: number, later: boolean, by: number): void => {
  const isSo = later ? s.scheduled === total : s.quantity === total && s.scheduled === undefined;
  if (!isSo) note(world, by, 'set-quantity', s.ref);
  s.scheduled = later ? total : undefined;
};

interface Resized {
  readonly charge?: object;
  readonly credit?: object;
  readonly use?: object | undefined;
}

/** At once: more is charged, fewer is credited. */
const resize = (world: World, s: ModelSubscription, total: number, by: number, done: Resized): void => {
  const difference = total - s.quantity;
  const amount = shareOfTerm(s, Math.abs(difference), world.now, difference > 0);
  if (difference > 0) {
    assert.deepEqual(done.charge, usd(amount));
    charge(world, s, amount);
    s.resizedAt = world.now;
  } else if (difference < 0) {
    assert.deepEqual(done.credit, usd(amount));
    assert.deepEqual(done.use, used(credit(world, s, amount)));
  }
  if (difference === 0) return;
  s.quantity = total;
  s.history.push({ at: world.now, kind: 'quantity-changed', quantity: total, by });
};

export const setRecurringBilling = asking(
  'recurring billing',
  fc.tuple(which, asker, anyOf(false, false, true), stale),
  ([position, n, on, isStale], before) => {
    const s = at(before, position, 'self-service');
    const by = askerOf(n, ownerOf(s));
    return {
      text: `turn recurring billing of ${refFor(s)} ${on ? 'on' : 'off'}`,
      by,
      call: (commerce, actor, intent) =>
        commerce.setRecurringBilling(actor, refFor(s), on, { ...intent, ...versioned(isStale) }),
      refusals: (world) => [
        ...ownersOnly(world, sameIn(world, s), by, isStale),
        sameIn(world, s)?.status !== 'Active' && 'not-active',
        on && sameIn(world, s)?.trial === 'no-card' && 'trial-fixed',
      ],
      happens: (world) => {
        const now = must(sameIn(world, s));
        const dropsSchedule = !on && now.scheduled !== undefined;
        if (now.autoRenew !== on || dropsSchedule) note(world, by, 'set-recurring-billing', now.ref);
        const kind = on ? 'recurring-billing-on' : 'recurring-billing-off';
        if (now.autoRenew !== on) now.history.push({ at: world.now, kind, quantity: now.quantity, by });
        now.autoRenew = on;
        if (dropsSchedule) now.scheduled = undefined;
      },
    };
  },
);

export const reactivateIt = asking(
  'reactivating',
  fc.tuple(which, asker, stale, cardChoice),
  ([position, n, isStale, choice], before) => {
    const over = subscriptionsOf(before).filter(({ status }) => status === 'Expired' || status === 'Disabled');
    const s = position < 18 && over.length > 0 ? over[position % over.length] : at(before, position, 'self-service');
    const by = askerOf(n, ownerOf(s));
    const wanted = chosenCard(before, by, choice);
    return {
      text: `reactivate ${refFor(s)} with ${wanted ?? 'the usual card'}`,
      by,
      call: (commerce, actor, intent) =>
        commerce.reactivate(actor, refFor(s), wanted ? { paymentMethodId: wanted } : {}, {
          ...intent,
          ...versioned(isStale),
        }),
      refusals: (world) => {
        const now = sameIn(world, s);
        return [
          ...ownersOnly(world, now, by, isStale),
          now?.status === 'Deleted' && 'already-deleted',
          now?.status === 'Active' && 'already-active',
          now?.trial === 'no-card' && 'trial-fixed',
          ...cardRefusals(world, { owner: by, wanted, usual: now?.card }),
        ];
      },
      happens: (world, { expiresAt, charged }) => {
        const now = must(sameIn(world, s));
        reactivate(now, world.now);
        assert.deepEqual([expiresAt, charged], [now.expiresAt, usd(priceOfTerm(now))]);
        charge(world, now, priceOfTerm(now));
        now.history.push({ at: world.now, kind: 'reactivated', quantity: now.quantity, by });
        note(world, by, 'reactivate', now.ref);
      },
    };
  },
);

const FAREWELL = { reason: 'other' } as const;

interface Ended {
  readonly people: number;
  readonly credit: object | null;
  readonly use?: object;
  readonly access: object;
}

/** The end of a purchase, with the money that it gives back. */
const endFor = (world: World, s: ModelSubscription, by: number, done: Ended): void => {
  const amount = creditOf(world, s);
  const access = accessWithout(world, s, s.holders.keys());
  assert.deepEqual(
    [done.people, done.credit, done.access],
    [s.holders.size, amount === null ? null : usd(amount), access],
  );
  assert.deepEqual(done.use, used(credit(world, s, amount)));
  if (isUsable(s)) for (const n of s.holders.keys()) tellOfLoss(world, s, n, 'canceled', by);
  s.history.push({ at: world.now, kind: 'canceled', quantity: s.quantity, by });
  end(s);
};

export const cancel = asking('canceling', fc.tuple(which, asker, stale), ([position, n, isStale], before) => {
  const s = at(before, position, 'self-service');
  const by = askerOf(n, ownerOf(s));
  return {
    text: `cancel ${refFor(s)}`,
    by,
    call: (commerce, actor, intent) =>
      commerce.cancelSubscription(actor, refFor(s), FAREWELL, { ...intent, ...versioned(isStale) }),
    refusals: (world) => {
      const now = sameIn(world, s);
      const isMany = now && now.status === 'Active' && !now.trial && now.quantity > MOST_CANCELED;
      return [
        ...ownersOnly(world, now, by, isStale),
        now?.status === 'Deleted' && 'already-deleted',
        isMany && world.account === 'MOSA' && 'must-reduce-first',
      ];
    },
    happens: (world, done) => {
      const now = must(sameIn(world, s));
      endFor(world, now, by, done);
      note(world, by, 'cancel-subscription', now.ref);
    },
  };
});

export const takeOver = asking(
  'taking over',
  fc.tuple(which, asker, anyOf(ADMIN, BILLING_ADMIN, PARTNER), stale),
  ([position, n, rightful, isStale], before) => {
    const s = at(before, position, 'self-service');
    const by = askerOf(n, rightful);
    return {
      text: `take over and cancel ${refFor(s)}`,
      by,
      call: (commerce, actor, intent) =>
        commerce.takeOverCancel(actor, refFor(s), FAREWELL, { ...intent, ...versioned(isStale) }),
      refusals: (world) => {
        const now = sameIn(world, s);
        return [
          needs(world, by, 'take-over'),
          !now && 'no-such-subscription',
          now?.source === 'central' && 'source-not-self-service',
          now && isStale && 'stale',
          now?.move && 'being-moved',
          now?.status === 'Deleted' && 'already-deleted',
        ];
      },
      happens: (world, done) => {
        const now = must(sameIn(world, s));
        endFor(world, now, by, done);
        if (now.purchaser !== null)
          tell(world, { kind: 'subscription-canceled', to: now.purchaser, subject: now.ref, by });
        note(world, by, 'take-over-cancel', now.ref);
      },
    };
  },
);
