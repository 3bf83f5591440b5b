import assert from 'node:assert/strict';
import { MAX_ASSIGNED_AT_ONCE } from '../../../../services/commerce/api/licenses.ts';
import { assignable, type Candidate, enoughSeats } from '../../../../services/commerce/rules/seats.ts';
import { aPerson } from './samples.ts';

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
