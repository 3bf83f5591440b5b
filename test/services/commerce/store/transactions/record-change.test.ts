import assert from 'node:assert/strict';
import type { UserId } from '../../../../../services/commerce/api/types.ts';
import { type OpenTenant, openTenant } from '../../../../../services/commerce/store/tenants.ts';
import {
  type RecordChange,
  readRecord,
  recordsPlan,
} from '../../../../../services/commerce/store/transactions/record-change.ts';
import { resultOf, runTransaction } from '../../../../../services/commerce/store/transactions/transaction.ts';
import { testRedis } from '../../../../support/redis/redis.ts';
import { openShop, type Shop } from '../../../../support/tenants/shop.ts';

interface Thing {
  readonly id: string;
  readonly color: string;
}

describe('Records', () => {
  let shop: Shop;
  let db: OpenTenant;
  let key: string;
  beforeEach(async () => {
    shop = await openShop();
    db = await openTenant(await testRedis(), shop.tenantId);
    key = db.keys.billingProfiles('nobody' as UserId);
  });
  const red: Thing = { id: 'a', color: 'red' };

  /** Carries a change out; one that the script finds stale is planned a second time, which fails. */
  const change = async (wanted: Partial<RecordChange>, id = 'o') => {
    const actor = await shop.actor('Megan');
    const head = { operation: { id, actor, at: shop.clock.now }, subject: 'things', act: 'paint', asked: id };
    let planned = 0;
    const plan = () => {
      if (planned++ > 0) throw new Error('stale');
      return recordsPlan({ writes: [], answer: { done: id }, ...wanted });
    };
    return resultOf(await runTransaction<{ done: string }>(db, head, plan));
  };
  const put = (after: Thing, before?: { version: number }, id?: string) =>
    change({ writes: [{ key, id: after.id, before, after }] }, id);
  const isStale = async (act: () => Promise<unknown>) => {
    const before = await shop.snapshot();
    await assert.rejects(act, /^Error: stale$/);
    assert.deepEqual(await shop.snapshot(), before);
  };

  it('are new once, and then change by version', async () => {
    assert.deepEqual(await put(red), { done: 'o' });
    assert.deepEqual(await readRecord<Thing>(db, key, 'a'), { ...red, version: 1 });
    await isStale(() => put(red, undefined, 'again'));
    await put({ ...red, color: 'blue' }, { version: 1 }, 'blue');
    await isStale(() => put(red, { version: 1 }, 'late'));
    assert.deepEqual(await readRecord<Thing>(db, key, 'a'), { ...red, color: 'blue', version: 2 });
  });

  it('without a version, as an import leaves them, have the first', async () => {
    await db.redis.hSet(key, 'a', JSON.stringify(red));
    await put(red, { version: 1 });
    assert.equal((await readRecord<Thing>(db, key, 'a'))?.version, 2);
  });

  it('are written all or none', async () => {
    await put(red);
    const writes = [
      { key, id: 'b', before: undefined, after: { id: 'b' } },
      { key, id: 'a', before: { version: 7 }, after: undefined },
    ];
    await isStale(() => change({ writes }, 'both'));
  });

  it('go, and cannot go twice', async () => {
    await put(red);
    const gone = { key, id: 'a', before: { version: 1 }, after: undefined };
    await change({ writes: [gone] }, 'gone');
    assert.equal(await readRecord(db, key, 'a'), undefined);
    await isStale(() => change({ writes: [gone] }, 'again'));
  });

  it('may need another one to be there', async () => {
    await isStale(() => change({ needed: [{ key, id: 'a' }] }));
    await put(red, undefined, 'red');
    assert.deepEqual(await change({ needed: [{ key, id: 'a' }] }, 'now'), { done: 'now' });
  });

  it('may need a value to be used nowhere', async () => {
    await put(red);
    await isStale(() => change({ unused: [{ key, field: 'color', value: 'red' }] }, 'red'));
    assert.deepEqual(await change({ unused: [{ key, field: 'color', value: 'blue' }] }, 'blue'), { done: 'blue' });
  });
});
