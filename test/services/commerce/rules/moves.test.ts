import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ProductId, Subscription, SubscriptionRef, UserId } from '../../../../services/commerce/api/types.ts';
import { type MoveInput, moveNeeds, planMove } from '../../../../services/commerce/rules/moves.ts';
import { aSubscription } from './samples.ts';

const users = (...ids: string[]) => ids as UserId[];
const aCentral = (facts: Partial<Subscription> = {}) =>
  aSubscription({ ref: 'C-1' as SubscriptionRef, source: 'central', purchaserId: null, ...facts });
const move = (facts: Partial<MoveInput> = {}): MoveInput => ({
  source: aSubscription(),
  target: aCentral({ quantity: 5, assigned: 2 }),
  sourceUsers: users('a', 'b', 'c'),
  targetUsers: users('c', 'd'),
  ...facts,
});

describe('Moving users', () => {
  const refusals: [string, Partial<MoveInput>, object][] = [
    ['to the same subscription', { target: aSubscription() }, { code: 'same-subscription' }],
    [
      'from a central one',
      { source: aCentral({ ref: 'C-2' as SubscriptionRef }) },
      { code: 'source-not-self-service' },
    ],
    ['from a Deleted one', { source: aSubscription({ status: 'Deleted' }) }, { code: 'source-deleted' }],
    [
      'to a self-service one',
      { target: aSubscription({ ref: 'S-2' as SubscriptionRef }) },
      { code: 'target-not-central' },
    ],
    ['to an Expired one', { target: aCentral({ status: 'Expired' }) }, { code: 'target-not-active' }],
    ['to a Disabled one', { target: aCentral({ status: 'Disabled' }) }, { code: 'target-not-active' }],
    ['to a Deleted one', { target: aCentral({ status: 'Deleted' }) }, { code: 'target-not-active' }],
    ['to too few licenses', { target: aCentral({ quantity: 3, assigned: 2 }) }, { code: 'no-seats', missing: 1 }],
  ];
  for (const [name, facts, reason] of refusals)
    it(`is refused ${name}`, () => assert.deepEqual(planMove(move(facts)), { ok: false, reason }));

  const plans: [string, Partial<MoveInput>, object][] = [
    ['takes a license for everyone who has none there', {}, {}],
    ['fits where there are exactly enough', { target: aCentral({ quantity: 4, assigned: 2 }) }, {}],
    ['may change the product', { target: aCentral({ productId: 'VISIO' as ProductId }) }, { changesProduct: true }],
    ['works from an Expired one', { source: aSubscription({ status: 'Expired' }) }, {}],
    ['works from a Disabled one', { source: aSubscription({ status: 'Disabled' }) }, {}],
    ['has nobody to move from an unassigned one', { sourceUsers: [] }, { moving: [], already: [] }],
    [
      'needs no license for those who have one there, even of a full one',
      { target: aCentral({ quantity: 2, assigned: 2 }), sourceUsers: users('d', 'c') },
      { moving: [], already: ['d', 'c'] },
    ],
  ];
  for (const [name, facts, outcome] of plans)
    it(name, () => {
      const expected = { ok: true, moving: ['a', 'b'], already: ['c'], missing: 0, changesProduct: false, ...outcome };
      assert.deepEqual(planMove(move(facts)), expected);
    });

  it('counts each user once, and never more licenses than there are', () => {
    const people = fc.uniqueArray(fc.constantFrom(...users('a', 'b', 'c', 'd', 'e', 'f', 'g')));
    fc.assert(
      fc.property(people, people, fc.nat(10), (sourceUsers, targetUsers, free) => {
        const assigned = targetUsers.length;
        const target = aCentral({ quantity: assigned + free, assigned });
        const { moving, already, missing } = moveNeeds({ target, sourceUsers, targetUsers });
        assert.deepEqual([...moving, ...already].sort(), [...sourceUsers].sort());
        assert.equal(planMove(move({ target, sourceUsers, targetUsers })).ok, missing === 0);
        assert.ok(moving.length - missing <= free);
      }),
    );
  });
});
