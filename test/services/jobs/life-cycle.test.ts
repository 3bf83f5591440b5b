import assert from 'node:assert/strict';
import type { SubscriptionRef } from '../../../services/commerce/api/types.ts';
import { noteTenant } from '../../../services/commerce/store/tenant-list.ts';
import { openTenant } from '../../../services/commerce/store/tenants.ts';
import { readOutbox } from '../../support/notices/outbox.ts';
import { REF, useAgingTenant } from '../../support/tenants/aging-tenant.ts';
import { actorIn, DAY, START, userId, writeSmallTenant } from '../../support/tenants/small-tenant.ts';

const HOUR = 60 * 60 * 1000;

describe('The job of the life cycle', () => {
  const tenant = useAgingTenant();
  const { tenantWith, commerceAt, runOnce, run, read, invoices, notices } = tenant;
  const history = async () =>
    (await commerceAt(START).getSubscription(actorIn(tenant.id, 0), REF)).history.map(({ event }) => event);

  it('renews what has recurring billing: a new term, a line in the history, an invoice', async () => {
    const expiresAt = START - 60_000;
    await tenantWith({
      ref: REF,
      holders: [1, 2],
      quantity: 3,
      term: 'P1M',
      createdAt: expiresAt - 31 * DAY,
      expiresAt,
    });
    await run(START);
    const { status, expiresAt: until } = await read();
    assert.deepEqual([status, new Date(until ?? Number.NaN).toISOString()], ['Active', '2026-12-01T08:59:00.000Z']);
    assert.deepEqual((await history()).at(-1), { at: expiresAt, kind: 'renewed', quantity: 3, byUserId: null });
    const [invoice, ...others] = await invoices();
    assert.deepEqual(others, []);
    assert.deepEqual(
      [invoice?.amount, invoice?.status, invoice?.issuedAt, invoice?.dueAt],
      [{ amount: 3000, currency: 'USD' }, 'due', expiresAt, expiresAt + 14 * DAY],
    );
  });

  it('catches up with every term that was missed', async () => {
    await tenantWith({ ref: REF, term: 'P1M', createdAt: START - 31 * DAY, expiresAt: START });
    await run(START + 70 * DAY);
    assert.deepEqual(
      (await history()).map(({ kind, at }) => [kind, new Date(at).toISOString().slice(0, 10)]),
      [
        ['purchased', '2026-10-01'],
        ['renewed', '2026-11-01'],
        ['renewed', '2026-12-01'],
        ['renewed', '2027-01-01'],
      ],
    );
    assert.equal((await invoices()).length, 3);
  });

  it('gives a scheduled quantity effect at the renewal', async () => {
    await tenantWith({ ref: REF, holders: [1], quantity: 5, scheduledQuantity: 2, expiresAt: START });
    await run(START);
    const { quantity, scheduledQuantity } = await read();
    assert.deepEqual([quantity, scheduledQuantity], [2, undefined]);
    assert.deepEqual(
      (await history()).map(({ kind, quantity: of }) => [kind, of]),
      [
        ['purchased', 5],
        ['quantity-changed', 2],
        ['renewed', 2],
      ],
    );
    assert.equal((await invoices())[0]?.amount.amount, 24_000);
  });

  it('lets what does not renew expire, then disables it, then deletes it', async () => {
    await tenantWith({ ref: REF, holders: [1, 2], autoRenew: false, expiresAt: START });
    await run(START);
    assert.deepEqual([(await read()).status, (await read()).assigned], ['Expired', 2]);
    await run(START + 30 * DAY);
    assert.equal((await read()).status, 'Disabled');
    assert.deepEqual(
      (await notices('license-lost')).map(({ to }) => to),
      [{ user: userId(1) }, { user: userId(2) }],
    );
    await run(START + 120 * DAY - 1);
    assert.equal((await read()).status, 'Disabled');
    await run(START + 120 * DAY);
    assert.deepEqual([(await read()).status, (await read()).assigned], ['Deleted', 0]);
    assert.equal((await notices('license-lost')).length, 2);
    assert.deepEqual(
      (await history()).map(({ kind }) => kind),
      ['purchased', 'expired', 'disabled'],
    );
  });

  it('does all of that in one run where nothing ran for long', async () => {
    await tenantWith({ ref: REF, holders: [1], autoRenew: false, expiresAt: START - 200 * DAY });
    await run(START);
    assert.equal((await read()).status, 'Deleted');
    assert.deepEqual(
      (await history()).map(({ kind, at }) => [kind, (at - START) / DAY]),
      [
        ['purchased', -30],
        ['expired', -200],
        ['disabled', -170],
      ],
    );
  });

  it('waits with what is being moved, and leaves what is not due', async () => {
    await tenantWith({ ref: REF, holders: [1], expiresAt: START + DAY }, { ref: 'C-2001', quantity: 5 });
    const ends = { source: REF, target: 'C-2001' as SubscriptionRef };
    await commerceAt(START).moveUsers(actorIn(tenant.id, 0), ends, { operationId: 'move' });
    const before = await read();
    await run(START);
    await run(START + 2 * DAY);
    assert.deepEqual(await read(), before);
    await commerceAt(START).undoMove(actorIn(tenant.id, 0), REF, { operationId: 'undo' });
    await commerceAt(START).continueWork({ kind: 'move-users', tenantId: tenant.id, subscription: REF });
    await run(START + 2 * DAY);
    assert.equal((await history()).at(-1)?.kind, 'renewed');
  });

  it('tells the purchaser 30, 7 and 1 days before, once each, and the admins of what will not renew', async () => {
    const expiresAt = START + 40 * DAY + 3 * HOUR;
    await tenantWith({ ref: REF, autoRenew: false, expiresAt });
    for (let day = 0; day <= 40; day += 1) await runOnce(START + day * DAY);
    const told = (await readOutbox(tenant.redis, tenant.id)).flatMap((n) => (n.kind === 'ends-soon' ? [n] : []));
    const purchaser = { user: userId(1) };
    const admins = { role: 'purchase-admins' };
    assert.deepEqual(
      told.map(({ days, renews, to, at }) => [days, renews, to, (at - START) / DAY]),
      [
        [30, false, purchaser, 10],
        [30, false, admins, 10],
        [7, false, purchaser, 33],
        [7, false, admins, 33],
        [1, false, purchaser, 39],
        [1, false, admins, 39],
      ],
    );
  });

  it('tells of it from nine in the morning where the tenant is', async () => {
    await tenantWith({ ref: REF, expiresAt: START + 30 * DAY });
    const { keys, tenant: record } = await openTenant(tenant.redis, tenant.id);
    await tenant.redis.set(keys.tenant, JSON.stringify({ ...record, timeZone: 'America/New_York' }));
    const nineInNewYork = START + 5 * HOUR;
    await runOnce(START);
    await runOnce(nineInNewYork - 1);
    assert.deepEqual(await notices('ends-soon'), []);
    await run(nineInNewYork);
    assert.equal((await notices('ends-soon')).length, 1);
  });

  it('tells only the nearest mark after days of rest', async () => {
    await tenantWith({ ref: REF, expiresAt: START + 35 * DAY });
    await runOnce(START + 4 * DAY);
    assert.deepEqual(await notices('ends-soon'), []);
    for (let hour = 0; hour < 30; hour += 1) await runOnce(START + 29 * DAY + hour * HOUR);
    assert.deepEqual(
      (await notices('ends-soon')).map((notice) => 'days' in notice && notice.days),
      [7],
    );
  });

  it('tells the payer of an invoice before it is due, and when it is overdue', async () => {
    await tenantWith({ ref: REF, term: 'P1M', createdAt: START - 31 * DAY, expiresAt: START });
    for (let day = 0; day <= 16; day += 1) await runOnce(START + day * DAY);
    const told = [...(await notices('invoice-due')), ...(await notices('invoice-overdue'))];
    assert.deepEqual(
      told.map(({ kind, to, at, subject }) => [kind, to, (at - START) / DAY, subject]),
      [
        ['invoice-due', { user: userId(1) }, 11, REF],
        ['invoice-overdue', { user: userId(1) }, 15, REF],
      ],
    );
  });

  it('tells the owner of a card in the month before it expires', async () => {
    await tenantWith({ ref: REF });
    await run(Date.parse('2030-10-31T10:00:00Z'));
    assert.deepEqual(await notices('card-expires'), []);
    await run(Date.parse('2030-11-01T10:00:00Z'));
    await run(Date.parse('2030-11-02T10:00:00Z'));
    const told = await notices('card-expires');
    assert.equal(told.length, 6);
    assert.deepEqual(new Set(told.map(({ to }) => JSON.stringify(to))).size, 6);
  });

  it('does what is due in the other tenants where one fails, and says that it failed', async () => {
    await tenantWith({ ref: REF, expiresAt: START });
    const broken = await writeSmallTenant(tenant.redis, { people: 2, subscriptions: [{ ref: REF }] });
    const { keys } = await openTenant(tenant.redis, broken);
    await tenant.redis.set(keys.index({ source: 'central', status: 'Disabled' }, 'expiration'), 'not an index');
    await noteTenant(tenant.redis, broken, 0);
    await assert.rejects(runOnce(START), AggregateError);
    assert.equal((await history()).at(-1)?.kind, 'renewed');
  });
});
