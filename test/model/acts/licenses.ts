import assert from 'node:assert/strict';
import fc from 'fast-check';
import { userId } from '../../support/tenants/small-tenant.ts';
import { ADMIN, LICENSE_ADMIN, USER_ADMIN } from '../world/beginning.ts';
import { tellOfGain, tellOfLoss } from '../world/news.ts';
import { cannotHold, isKnown, mayDo } from '../world/people.ts';
import {
  freeIn,
  givesAccess,
  isUsable,
  type ModelSubscription,
  note,
  subscriptionsOf,
  type World,
} from '../world/world.ts';
import {
  anyOf,
  asker,
  askerOf,
  asking,
  at,
  must,
  ownersOnly,
  people,
  type Reason,
  refFor,
  sameIn,
  stale,
  versioned,
  which,
} from './act.ts';

/** Whoever gives and takes licenses: the purchaser, and on a central subscription those who have the role for it. */
const handsOut = (world: World, s: ModelSubscription | undefined, by: number, isStale: boolean): Reason[] => {
  if (s?.source !== 'central') return ownersOnly(world, s, by, isStale);
  const refusal = mayDo(world, by, 'see-all') ? 'forbidden' : 'no-such-subscription';
  return [!mayDo(world, by, 'assign-centrally') && refusal, isStale && 'stale'];
};

const rightfulOf = (s: ModelSubscription | undefined, admin: number): number => s?.purchaser ?? admin;

/** Who loses the product without this license, and who keeps it, by what else they have. */
export const accessWithout = (world: World, s: ModelSubscription, holders: Iterable<number>) => {
  const without = givesAccess(world, s) ? [...holders] : [];
  const others = without.map((n) =>
    subscriptionsOf(world).filter(
      (each) => each.ref !== s.ref && each.productId === s.productId && givesAccess(world, each) && each.holders.has(n),
    ),
  );
  const keeping = others.filter((held) => held.length > 0);
  const centrally = keeping.every((held) => held.some(({ source }) => source === 'central'));
  return { losing: without.length - keeping.length, keeping: keeping.length, centrally };
};

const drawn = fc.tuple(which, asker, anyOf(ADMIN, LICENSE_ADMIN, USER_ADMIN), people, stale);

export const assign = asking('licenses', drawn, ([position, n, admin, users, isStale], before) => {
  const s = at(before, position);
  const by = askerOf(n, rightfulOf(s, admin));
  return {
    text: `assign ${users} on ${refFor(s)}`,
    by,
    call: (commerce, actor, intent) =>
      commerce.assignLicenses(actor, refFor(s), users.map(userId), { ...intent, ...versioned(isStale) }),
    refusals: (world) => {
      const now = sameIn(world, s);
      const added = users.filter((user) => !now?.holders.has(user));
      return [
        ...handsOut(world, now, by, isStale),
        now?.status === 'Deleted' && 'already-deleted',
        now?.status === 'Disabled' && 'not-active',
        cannotHold(world, users) && 'not-assignable-people',
        now && added.length > Math.max(0, freeIn(now)) && 'no-seats',
      ];
    },
    happens: (world, { added: given, assigned }) => {
      const now = must(sameIn(world, s));
      const added = users.filter((user) => !now.holders.has(user));
      for (const user of added) now.holders.set(user, world.now);
      for (const user of added) tellOfGain(world, now, user, by);
      if (added.length > 0) note(world, by, 'assign-licenses', now.ref);
      assert.deepEqual([...given].sort(), added.map(userId).sort());
      assert.equal(assigned, now.holders.size);
    },
  };
});

export const unassign = asking('licenses', drawn, ([position, n, admin, users, isStale], before) => {
  const s = at(before, position);
  const by = askerOf(n, rightfulOf(s, admin));
  return {
    text: `unassign ${users} on ${refFor(s)}`,
    by,
    call: (commerce, actor, intent) =>
      commerce.unassignLicenses(actor, refFor(s), users.map(userId), { ...intent, ...versioned(isStale) }),
    refusals: (world) => [
      ...handsOut(world, sameIn(world, s), by, isStale),
      sameIn(world, s)?.status === 'Deleted' && 'already-deleted',
      users.some((user) => !isKnown(world, user)) && 'not-assignable-people',
    ],
    happens: (world, { removed: taken, assigned, access }) => {
      const now = must(sameIn(world, s));
      const removed = users.filter((user) => now.holders.has(user));
      assert.deepEqual(access, accessWithout(world, now, removed));
      for (const user of removed) now.holders.delete(user);
      if (isUsable(now)) for (const user of removed) tellOfLoss(world, now, user, 'unassigned', by);
      if (removed.length > 0) note(world, by, 'unassign-licenses', now.ref);
      assert.deepEqual([...taken].sort(), removed.map(userId).sort());
      assert.equal(assigned, now.holders.size);
    },
  };
});
