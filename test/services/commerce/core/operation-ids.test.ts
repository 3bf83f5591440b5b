import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { operationIdAt } from '../../../../services/commerce/core/operation-ids.ts';
import { createCommerce } from '../../../../services/commerce/index.ts';
import { testRedis } from '../../../support/redis/redis.ts';

const HOUR = 60 * 60 * 1000;
const NOW = Date.parse('2026-11-01T09:00:00Z');

describe('The id of an operation', () => {
  let now = NOW;
  let isConfirmable: (id: string) => boolean;
  let newOperationId: () => string;
  before(async () => {
    ({ isConfirmable, newOperationId } = createCommerce({ redis: await testRedis(), now: () => now }));
  });
  beforeEach(() => {
    now = NOW;
  });

  it('is a UUID of version 7, no two alike, in the order in which they were made', () => {
    const ids = Array.from({ length: 1000 }, (_, n) => operationIdAt(NOW + n));
    for (const id of [...ids, operationIdAt(0), operationIdAt(2 ** 48 - 1)])
      assert.ok(z.uuidv7().safeParse(id).success, id);
    assert.deepEqual(ids.toSorted(), ids);
    assert.equal(new Set(Array.from({ length: 1000 }, () => operationIdAt(NOW))).size, 1000);
  });

  it('can be confirmed for a day, by the clock that made it', () => {
    const id = newOperationId();
    for (const [later, can] of [
      [0, true],
      [24 * HOUR, true],
      [24 * HOUR + 1, false],
      [365 * 24 * HOUR, false],
    ] as const) {
      now = NOW + later;
      assert.equal(isConfirmable(id), can, `${later} ms later`);
    }
  });

  it('may be a little ahead, as clocks are, and no more', () => {
    assert.equal(isConfirmable(operationIdAt(NOW + 5 * 60 * 1000)), true);
    assert.equal(isConfirmable(operationIdAt(NOW + 5 * 60 * 1000 + 1)), false);
    assert.equal(isConfirmable(operationIdAt(2 ** 48 - 1)), false);
  });

  it('cannot be confirmed where it does not tell its time', () => {
    const good = operationIdAt(NOW);
    assert.ok(isConfirmable(good.toUpperCase()));
    for (const id of [
      '',
      'x',
      randomUUID(),
      `${good}/1`,
      ` ${good}`,
      good.replace('-7', '-4'),
      good.replaceAll('-', ''),
    ])
      assert.equal(isConfirmable(id), false, id);
  });
});
