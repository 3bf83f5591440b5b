import assert from 'node:assert/strict';
import { MAX_ASSIGNED_AT_ONCE } from '../../../../services/commerce/api/licenses.ts';
import type { ProductId, Source, Subscription } from '../../../../services/commerce/api/types.ts';
import { assignable, type Candidate, enoughSeats, hasThrough } from '../../../../services/commerce/rules/seats.ts';
import { aPerson, aSubscription, at } from './samples.ts';

const member = { wanted: 'megan', person: aPerson() };
const guest = { wanted: 'kim', person: aPerson({ userType: 'guest' }) };
const disabled = { wanted: 'isaiah', person: aPerson({ enabled: false }) };
const unknown = { wanted: 'nobody' };
const refusal = (...problems: [string, string][]) => ({
  ok: false,
  reason: { code: 'not-assignable-people', problems: problems.map(([wanted, problem]) => ({ wanted, problem })) },
});

describe('Assigning licenses', () => {
  const rows: [string, Candidate[], object][] = [
    ['an enabled member can have one', [member], { ok: true }],
    ['a guest cannot', [guest], refusal(['kim', 'guest'])],
    ['a disabled account cannot', [disabled], refusal(['isaiah', 'disabled'])],
    ['somebody unknown here cannot', [unknown], refusal(['nobody', 'unknown'])],
    [
      'nobody of a list gets one until it is right, and each problem is named',
      [member, guest, disabled, unknown],
      refusal(['kim', 'guest'], ['isaiah', 'disabled'], ['nobody', 'unknown']),
    ],
    ['20 people at a time can', Array(20).fill(member), { ok: true }],
    ['21 cannot', Array(21).fill(member), { ok: false, reason: { code: 'too-many-people', limit: 20 } }],
  ];
  for (const [name, people, verdict] of rows) it(name, () => assert.deepEqual(assignable(people), verdict));

  it('has the limit of the admin center', () => assert.equal(MAX_ASSIGNED_AT_ONCE, 20));
});

describe('Available licenses', () => {
  const rows: [number, number, number, number][] = [
    [10, 4, 6, 0],
    [10, 4, 7, 1],
    [10, 10, 1, 1],
    [10, 10, 0, 0],
    [1, 0, 20, 19],
  ];
  for (const [quantity, assigned, needed, missing] of rows)
    it(`${assigned} of ${quantity} assigned and ${needed} more needed: ${missing} missing`, () => {
      const expected = missing > 0 ? { ok: false, reason: { code: 'no-seats', missing } } : { ok: true };
      assert.deepEqual(enoughSeats({ quantity, assigned }, needed), expected);
    });
});

describe('What somebody has a product through', () => {
  const NOW = at('2026-09-15');
  const own = aSubscription();
  const central = aSubscription({ source: 'central', purchaserId: null });
  const rows: [string, Subscription[], Source | null][] = [
    ['nothing, without any license', [], null],
    ['a license that somebody bought', [own], 'self-service'],
    ['a central one before it, in whatever order', [own, central], 'central'],
    ['an expired one, which still works', [aSubscription({ status: 'Expired' })], 'self-service'],
    ['no disabled one', [aSubscription({ status: 'Disabled' })], null],
    ['none that has ended', [aSubscription({ status: 'Deleted', source: 'central' })], null],
    ['none that the clock has only not come to yet', [{ ...own, autoRenew: false, expiresAt: at('2026-08-01') }], null],
    ['none of another product', [aSubscription({ productId: 'VISIO' as ProductId })], null],
  ];
  for (const [name, held, through] of rows)
    it(`is ${name}`, () => assert.equal(hasThrough(held, own.productId, NOW), through));
});
