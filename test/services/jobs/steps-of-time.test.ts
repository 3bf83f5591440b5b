import assert from 'node:assert/strict';
import type { TenantId } from '../../../services/commerce/api/types.ts';
import { createRetentionJob } from '../../../services/jobs/retention.ts';
import { tenantKeys } from '../../../services/redis/keys.ts';
import { readOutbox } from '../../support/notices/outbox.ts';
import { REF, useAgingTenant } from '../../support/tenants/aging-tenant.ts';
import { DAY, START, userId } from '../../support/tenants/small-tenant.ts';

const HOUR = 60 * 60 * 1000;

describe('A long step of time', () => {
  const tenant = useAgingTenant();
  const { tenantWith, commerceAt, contextAt, runOnce, run, read, invoices, notices } = tenant;

  const CARELESS = { ref: REF, holders: [1], autoRenew: false, expiresAt: START - 20 * DAY };
  const BILLED = { ref: 'S-1002', term: 'P1M', createdAt: START - 31 * DAY, expiresAt: START + DAY } as const;
  const stateOfAll = async () => {
    const { redis } = tenant;
    const outbox = (await readOutbox(redis, tenant.id)).filter(({ kind }) => kind !== 'time-stepped');
    return { subscription: await read(), invoices: await invoices(), outbox };
  };

  it('does nothing by a clock that is 400 days ahead for a moment, also after a restart, and goes on when it is right', async () => {
    await tenantWith(CARELESS, BILLED);
    await run(START);
    const before = await stateOfAll();
    for (const seconds of [1, 20, 40]) await runOnce(START + 400 * DAY + seconds * 1000);
    assert.deepEqual(await stateOfAll(), before);
    await runOnce(START + HOUR);
    assert.deepEqual(await stateOfAll(), before);
    await run(START + DAY);
    assert.equal((await invoices()).length, 1);
    await run(START + 10 * DAY);
    assert.equal((await read()).status, 'Disabled');
    assert.equal((await notices('time-stepped')).length, 1);
  });

  it('tells the admins of a long step once, and makes up for it a day at a time, an hour apart', async () => {
    await tenantWith(CARELESS, BILLED);
    await run(START);
    const now = START + 20 * DAY;
    const statuses: string[] = [];
    for (let hour = 0; hour < 20; hour += 1) {
      await runOnce(now + hour * HOUR);
      await runOnce(now + hour * HOUR + 60_000);
      statuses.push((await read()).status);
    }
    assert.deepEqual([statuses.indexOf('Disabled'), (await invoices()).length], [10, 1]);
    const [told, ...more] = await notices('time-stepped');
    assert.deepEqual(more, []);
    assert.deepEqual(told && 'from' in told && [told.from, told.until, told.to], [
      START,
      now,
      { role: 'purchase-admins' },
    ]);
  });

  it('makes up for a long weekend at once', async () => {
    await tenantWith(BILLED);
    await runOnce(START);
    await runOnce(START + 3 * DAY);
    assert.equal((await invoices()).length, 1);
    assert.deepEqual(await notices('time-stepped'), []);
  });

  it('changes nothing at a time before the one it has come to, and goes on from there where that lasts', async () => {
    await tenantWith({ ...CARELESS, expiresAt: START + 500 * DAY });
    await run(START + 400 * DAY);
    const ranTo = () => tenant.redis.hGet(tenantKeys(tenant.id).lifeCycle, 'ranTo');
    await runOnce(START);
    assert.equal(Number(await ranTo()), START + 400 * DAY);
    await runOnce(START + HOUR);
    assert.equal(Number(await ranTo()), START + HOUR);
  });

  it('has no data let go of by a time that it does not believe', async () => {
    await tenantWith(BILLED);
    await run(START);
    assert.equal(await commerceAt(START + 3 * DAY).isTimeBelieved(tenant.id), true);
    assert.equal(await commerceAt(START + 400 * DAY).isTimeBelieved(tenant.id), false);
    const letGo: TenantId[] = [];
    const retention = { letGo: async (id: TenantId) => void letGo.push(id), forgetLeavers: async () => undefined };
    const runRetention = (now: number) =>
      createRetentionJob(retention).run(contextAt(now), undefined, new AbortController().signal);
    await runRetention(START + 400 * DAY);
    assert.deepEqual(letGo, []);
    await runRetention(START + DAY);
    assert.deepEqual(letGo, [tenant.id]);
  });

  it('tells a payer of many overdue invoices once, by the oldest', async () => {
    const refs = Array.from({ length: 26 }, (_, n) => `S-2${String(n).padStart(3, '0')}`);
    await tenantWith(...refs.map((ref, n) => ({ ...BILLED, ref, expiresAt: START + n * HOUR })));
    await run(START);
    for (let hour = 0; hour < 30; hour += 1) await runOnce(START + 17 * DAY + hour * HOUR);
    const told = [...(await notices('invoice-overdue')), ...(await notices('invoice-due'))];
    assert.deepEqual(
      told.map(({ kind, subject, to }) => [kind, subject, to]),
      [['invoice-overdue', refs[0], { user: userId(1) }]],
    );
    assert.ok(told[0] && 'withOthers' in told[0] && told[0].withOthers);
    assert.equal((await invoices()).length, 26);
  });
});
