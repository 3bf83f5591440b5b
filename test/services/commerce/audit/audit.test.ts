import assert from 'node:assert/strict';
import type { AuditFilter, AuditLine, AuditSlice } from '../../../../services/commerce/api/audit.ts';
import type { Actor, ProductId, SubscriptionRef, UserId } from '../../../../services/commerce/api/types.ts';
import { POLICY } from '../../../../services/commerce/policies/policies.ts';
import { openShop, type Shop } from '../../../support/tenants/shop.ts';

const COPILOT = 'CFQ7TTC0MM8R' as ProductId;
const S1001 = 'S-1001' as SubscriptionRef;
const HOUR = 60 * 60 * 1000;

describe('Reading the audit trail', () => {
  let shop: Shop;
  let adele: Actor;
  let alex: Actor;
  let megan: Actor;
  before(async () => {
    shop = await openShop();
    [adele, alex, megan] = await Promise.all([shop.actor('Adele'), shop.actor('Alex'), shop.actor('Megan')]);
    for (let i = 1; i <= 6; i++) {
      const value = i % 2 === 1 ? 'Enabled' : 'Disabled';
      const actor = i <= 4 ? adele : alex;
      await shop.commerce.changePolicy(actor, [{ product: COPILOT, value }], { operationId: `p${i}` });
      shop.clock.now += HOUR;
    }
    await shop.commerce.setRecurringBilling(megan, S1001, false, { operationId: 'm1' });
    await shop.commerce.requestLicense(megan, { productId: COPILOT }, { operationId: 'm2' });
  });
  const read = async (actor: Actor, filter: AuditFilter = {}, slice: AuditSlice = { limit: 10 }) => {
    const { lines, ...cursors } = await shop.commerce.listAudit(actor, filter, slice);
    return { operations: lines.map(({ operation }) => operation), lines, ...cursors };
  };

  it('tells who did what, with what was before and after, the newest first', async () => {
    const { lines, operations } = await read(await shop.actor('Nestor'));
    assert.deepEqual(operations, ['m2', 'm1', 'p6', 'p5', 'p4', 'p3', 'p2', 'p1']);
    const { id: _, ...line } = lines[3] ?? {};
    assert.deepEqual(line, {
      act: 'change-policy',
      subject: POLICY,
      at: shop.clock.now - 2 * HOUR,
      operation: 'p5',
      by: { userId: alex.userId, displayName: 'Alex Wilber', partner: false },
      byItself: false,
      before: { [COPILOT]: 'Disabled' },
      after: { [COPILOT]: 'Enabled' },
      details: { differences: [{ product: COPILOT, value: 'Enabled', before: 'Disabled' }] },
    });
  });

  it('names whoever is known no more by their id', async () => {
    const other = await openShop();
    const gone = { ...(await other.actor('Adele')), userId: '00000000-0000-4000-8000-00000000dead' as UserId };
    await other.commerce.changePolicy(gone, [{ product: COPILOT, value: 'Enabled' }], { operationId: 'g' });
    const { lines } = await other.commerce.listAudit(await other.actor('Adele'), {}, { limit: 1 });
    assert.deepEqual(lines[0]?.by, { userId: gone.userId, displayName: null, partner: false });
  });

  it('is exported whole, or filtered, for those who may read it', async () => {
    const exported = async (actor: Actor, filter: AuditFilter = {}) => {
      const lines: AuditLine[] = [];
      for await (const line of shop.commerce.exportAudit(actor, filter)) lines.push(line);
      return lines;
    };
    const { lines } = await read(adele);
    assert.deepEqual(await exported(adele), lines);
    assert.deepEqual(await exported(adele, { subject: S1001 }), lines.slice(1, 2));
    const last = shop.clock.now - 2 * HOUR;
    assert.deepEqual(await exported(adele, { by: alex.userId, to: last }), lines.slice(3, 4));
    assert.deepEqual(await exported(megan), lines.slice(0, 2));
    const others = await shop.refusal(() => exported(megan, { by: alex.userId }));
    assert.deepEqual(others, { code: 'forbidden', act: 'read-audit' });
    assert.deepEqual(await shop.refusal(() => exported(adele, { from: 2, to: 1 })), { code: 'bad-period' });
    assert.deepEqual(await shop.refusal(() => exported(adele, { to: 1 })), { code: 'nothing-to-export' });
  });

  it('reads by subject, by person and by both', async () => {
    assert.deepEqual((await read(adele, { subject: S1001 })).operations, ['m1']);
    assert.deepEqual((await read(adele, { by: alex.userId })).operations, ['p6', 'p5']);
    assert.deepEqual((await read(adele, { subject: POLICY, by: alex.userId })).operations, ['p6', 'p5']);
    assert.deepEqual((await read(adele, { subject: S1001, by: alex.userId })).operations, []);
    assert.deepEqual((await read(adele, { subject: 'nothing' })).operations, []);
  });

  it('reads by time, both ends included, also of a subject or a person', async () => {
    const start = shop.clock.now - 6 * HOUR;
    const period = { from: start + HOUR, to: start + 3 * HOUR };
    assert.deepEqual((await read(adele, period)).operations, ['p4', 'p3', 'p2']);
    assert.deepEqual((await read(adele, { ...period, subject: POLICY })).operations, ['p4', 'p3', 'p2']);
    assert.deepEqual((await read(adele, { ...period, by: alex.userId })).operations, []);
    assert.deepEqual((await read(adele, { from: shop.clock.now + 1 })).operations, []);
    const reason = await shop.refusal(() => read(adele, { from: 2, to: 1 }));
    assert.deepEqual(reason, { code: 'bad-period' });
  });

  for (const [name, filter] of [
    ['the whole trail', {}],
    ['a subject', { subject: POLICY }],
    ['a time', { subject: POLICY, from: 0, to: Number.MAX_SAFE_INTEGER }],
  ] as const)
    it(`turns pages of ${name} to and fro`, async () => {
      const all = (await read(adele, filter)).operations;
      const first = await read(adele, filter, { limit: 2 });
      assert.equal(first.newer, undefined);
      const second = await read(adele, filter, { limit: 2, ...(first.older && { olderThan: first.older }) });
      const third = await read(adele, filter, { limit: 4, ...(second.older && { olderThan: second.older }) });
      assert.deepEqual(
        [first, second, third].flatMap(({ operations }) => operations),
        all,
      );
      assert.equal(third.older, undefined);
      const back = await read(adele, filter, { limit: 2, ...(third.newer && { newerThan: third.newer }) });
      assert.deepEqual(back, second);
      const top = await read(adele, filter, { limit: 2, ...(back.newer && { newerThan: back.newer }) });
      assert.deepEqual(top, first);
    });

  it('shows a purchaser their own acts, and whatever was done to their own subscriptions', async () => {
    assert.deepEqual((await read(megan)).operations, ['m2', 'm1']);
    const ref = 'S-1005' as SubscriptionRef;
    await shop.commerce.takeOverCancel(adele, ref, { reason: 'other' }, { operationId: 'a1' });
    assert.deepEqual((await read(megan, { subject: ref })).operations, ['a1']);
    assert.deepEqual((await read(await shop.actor('Joni'), { subject: ref })).operations, []);
  });

  it('shows other people nothing but their own acts, of which they may have none', async () => {
    const joni = await shop.actor('Joni');
    assert.deepEqual((await read(joni)).operations, []);
    assert.deepEqual((await read(joni, { subject: S1001 })).operations, []);
    const asking = () => read(joni, { by: megan.userId });
    assert.deepEqual(await shop.refusal(asking), { code: 'forbidden', act: 'read-audit' });
    const ben = await shop.actor('Ben');
    assert.equal((await shop.refusal(() => read(ben))).code, 'forbidden');
  });

  it('walks far enough for a person who did little on a busy subject', async () => {
    const busy = await openShop();
    const [first, second] = await Promise.all([busy.actor('Adele'), busy.actor('Alex')]);
    const toggle = (actor: Actor, i: number) => {
      const value = i % 2 === 0 ? 'Enabled' : 'Disabled';
      return busy.commerce.changePolicy(actor, [{ product: COPILOT, value }], { operationId: `t${i}` });
    };
    await toggle(second, 0);
    for (let i = 1; i <= 230; i++) await toggle(first, i);
    const filter = { subject: POLICY, by: second.userId };
    const found = await busy.commerce.listAudit(first, filter, { limit: 5 });
    assert.deepEqual(
      found.lines.map(({ operation }) => operation),
      ['t0'],
    );
    const whole = await busy.commerce.listAudit(first, {}, { limit: 1000 });
    assert.equal(new Set(whole.lines.map(({ id }) => id)).size, 231);
  });

  it('keeps the order of many changes in one millisecond, also where the clock goes back', async () => {
    const busy = await openShop();
    const admin = await busy.actor('Adele');
    const newestFirst: string[] = [];
    for (let i = 0; i < 120; i++) {
      if (i === 60) busy.clock.now -= HOUR;
      const value = i % 2 === 0 ? 'Enabled' : 'Disabled';
      await busy.commerce.changePolicy(admin, [{ product: COPILOT, value }], { operationId: `o${i}` });
      newestFirst.unshift(`o${i}`);
    }
    for (const filter of [{ subject: POLICY }, { by: admin.userId }, {}]) {
      const first = await busy.commerce.listAudit(admin, filter, { limit: 50 });
      const rest = await busy.commerce.listAudit(admin, filter, { limit: 100, olderThan: String(first.older) });
      const operations = [...first.lines, ...rest.lines].map(({ operation }) => operation);
      assert.deepEqual(operations, newestFirst);
    }
  });

  it('names nobody where the person is not known', async () => {
    const page = await read(adele, { by: 'nobody' as UserId });
    assert.deepEqual(page.operations, []);
  });
});
