import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DAY } from '../support/tenants/small-tenant.ts';
import { anyOf, command } from './command.ts';
import { refOf } from './real.ts';

/** Days that the life cycle makes up for at once. */
const AT_ONCE = 3;

/** Days, at times months: terms end, and what has ended is disabled and deleted. */
export const wait = anyOf(1, 1, 3, 8, 31, 100).map((days) =>
  command(`wait ${days} days`, async (model, real) => {
    for (let left = days; left > 0; left -= AT_ONCE) {
      model.now += Math.min(left, AT_ONCE) * DAY;
      real.now = model.now;
      model.runLifeCycle();
      await real.commerce.runLifeCycle(real.tenantId);
    }
  }),
);

/** The last change once more: the same id with the same arguments gives the first result, with others it is refused. */
export const repeat = fc.constant(
  command('repeat the last change', async (_, real) => {
    if (!real.last) return;
    const { again, result, by, id: operationId } = real.last;
    assert.deepEqual(await again(), result);
    const other = real.commerce.unassignLicenses(by, refOf('S-9999'), [], { operationId });
    await assert.rejects(other, { reason: { code: 'operation-reused' } });
  }),
);
