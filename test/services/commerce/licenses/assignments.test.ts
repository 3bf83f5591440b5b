import assert from 'node:assert/strict';
import type { Actor, SubscriptionRef, UserId } from '../../../../services/commerce/api/types.ts';
import { freshTenantId } from '../../../support/redis/redis.ts';
import { openShop, type Shop } from '../../../support/tenants/shop.ts';

const S1001 = 'S-1001' as SubscriptionRef;
const C2001 = 'C-2001' as SubscriptionRef;
const C2004 = 'C-2004' as SubscriptionRef;

describe('Assigning licenses', () => {
  let shop: Shop;
  let megan: Actor;
  beforeEach(async () => {
    shop = await openShop();
    megan = await shop.actor('Megan');
  });
  const assign = (actor: Actor, names: string[], intent = { operationId: 'a' }, ref = S1001) =>
    shop.commerce.assignLicenses(actor, ref, names.map(shop.userId), intent);

  it('gives a license, counts it and tells the person, who then has it everywhere', async () => {
    const result = await assign(megan, ['Grady']);
    assert.deepEqual(result, { version: 2, assigned: 5, added: [shop.userId('Grady')] });
    assert.ok((await shop.holders(S1001)).includes(shop.userId('Grady')));
    const { subscription } = await shop.commerce.getSubscription(megan, S1001);
    assert.equal(subscription.assigned, 5);
    const rows = await shop.commerce.listLicensesByProduct(await shop.actor('Adele'));
    assert.equal(rows.find(({ product }) => product.name === 'Power BI Pro')?.assigned, 12);
    assert.deepEqual(await shop.notices(), [
      {
        kind: 'license-gained',
        to: { user: shop.userId('Grady') },
        subject: S1001,
        at: shop.clock.now,
        subscription: S1001,
        product: subscription.productId,
        by: megan.userId,
      },
    ]);
  });

  it('writes who did what to the audit trail', async () => {
    await assign(megan, ['Grady']);
    const [entry, ...others] = await shop.audit();
    assert.deepEqual(others, []);
    assert.deepEqual(entry, {
      act: 'assign-licenses',
      subject: S1001,
      by: megan.userId,
      at: shop.clock.now,
      operation: 'a',
      before: { assigned: 4 },
      after: { assigned: 5, added: [shop.userId('Grady')] },
    });
  });

  it('changes nothing for people who have the license already', async () => {
    assert.deepEqual(await assign(megan, ['Lee', 'Joni']), { version: 1, assigned: 4, added: [] });
    assert.deepEqual(await shop.audit(), []);
    assert.deepEqual(await shop.notices(), []);
    const result = await assign(megan, ['Lee', 'Grady', 'Grady'], { operationId: 'b' });
    assert.deepEqual(result.added, [shop.userId('Grady')]);
  });

  it('acts once for one operation id, and refuses it for anything else', async () => {
    const first = await assign(megan, ['Grady']);
    const snapshot = await shop.snapshot();
    assert.deepEqual(await assign(megan, ['Grady']), first);
    assert.deepEqual(await shop.snapshot(), snapshot);
    assert.deepEqual(await shop.refusal(() => assign(megan, ['Raul'])), { code: 'operation-reused' });
  });

  it('keeps the operation ids of two people apart', async () => {
    await assign(megan, ['Grady']);
    const adele = await shop.actor('Adele');
    assert.equal((await assign(adele, ['Grady'], { operationId: 'a' }, C2001)).assigned, 6);
  });

  it('never gives more licenses than there are, however many ask at once', async () => {
    const names = ['Grady', 'Raul', 'Emily', 'Enrico', 'Irvin', 'Pradeep'];
    const tries = await Promise.allSettled(names.map((name, i) => assign(megan, [name], { operationId: `${i}` })));
    assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.equal((await shop.holders(S1001)).length, 5);
  });

  it('refuses more people than there are licenses left', async () => {
    const reason = await shop.refusal(() => assign(megan, ['Grady', 'Raul', 'Lee']));
    assert.deepEqual(reason, { code: 'no-seats', missing: 1 });
  });

  it('names every problem of a list and assigns nobody of it', async () => {
    const stranger = freshTenantId() as string as UserId;
    const people = [...['Grady', 'Ben', 'Debra'].map(shop.userId), stranger];
    const reason = await shop.refusal(() => shop.commerce.assignLicenses(megan, S1001, people, { operationId: 'a' }));
    assert.deepEqual(reason, {
      code: 'not-assignable-people',
      problems: [
        { wanted: shop.userId('Ben'), problem: 'guest' },
        { wanted: shop.userId('Debra'), problem: 'disabled' },
        { wanted: stranger, problem: 'unknown' },
      ],
    });
  });

  it('takes at most 20 people at a time', async () => {
    const people = Array.from({ length: 21 }, () => freshTenantId() as string as UserId);
    const act = () => shop.commerce.assignLicenses(megan, S1001, people, { operationId: 'a' });
    assert.deepEqual(await shop.refusal(act), { code: 'too-many-people', limit: 20 });
  });

  it('refuses a version that is not today’s, and takes today’s', async () => {
    await assign(megan, ['Grady']);
    const stale = () => assign(megan, ['Lee'], { operationId: 'b', version: 1 } as { operationId: string });
    assert.deepEqual(await shop.refusal(stale), { code: 'stale', version: 2 });
    const today = { operationId: 'c', version: 2 };
    assert.deepEqual((await shop.commerce.unassignLicenses(megan, S1001, [shop.userId('Lee')], today)).version, 3);
  });

  it('refuses a subscription that is being moved, has lapsed, or is deleted', async () => {
    const emily = await shop.actor('Emily');
    const disabled = () => assign(emily, ['Grady'], undefined, 'S-1009' as SubscriptionRef);
    assert.deepEqual(await shop.refusal(disabled), { code: 'not-active', status: 'Disabled' });
    const christie = await shop.actor('Christie');
    const deleted = () => assign(christie, ['Grady'], undefined, 'S-1010' as SubscriptionRef);
    assert.deepEqual(await shop.refusal(deleted), { code: 'already-deleted' });
    await shop.put(S1001, { moving: 'a-move' });
    assert.deepEqual(await shop.refusal(() => assign(megan, ['Grady'])), { code: 'being-moved' });
  });

  it('goes by the clock where the end of a subscription is not written down yet', async () => {
    const grady = await shop.actor('Grady');
    const late = () => assign(grady, ['Lee'], undefined, 'S-1008' as SubscriptionRef);
    shop.clock.now += 19 * 24 * 60 * 60 * 1000;
    assert.deepEqual(await shop.refusal(late), { code: 'not-active', status: 'Disabled' });
  });

  it('lets admins see a purchase but not assign its licenses, and others not even see it', async () => {
    const reasons = new Map<string, unknown>();
    for (const name of ['Adele', 'Alex', 'Nestor', 'Lynne', 'Isaiah']) {
      const actor = await shop.actor(name);
      reasons.set(name, await shop.refusal(() => assign(actor, ['Grady'])));
    }
    const unseen = { code: 'no-such-subscription', wanted: S1001 };
    assert.deepEqual(Object.fromEntries(reasons), {
      Adele: { code: 'take-over-first', ref: S1001 },
      Alex: { code: 'take-over-first', ref: S1001 },
      Nestor: { code: 'forbidden', act: 'run-own-subscription' },
      Lynne: unseen,
      Isaiah: unseen,
    });
    const nowhere = () => assign(megan, ['Grady'], undefined, 'S-9999' as SubscriptionRef);
    assert.deepEqual(await shop.refusal(nowhere), { code: 'no-such-subscription', wanted: 'S-9999' });
  });

  it('is for License, User and Global admins on a central subscription', async () => {
    const c2003 = 'C-2003' as SubscriptionRef;
    assert.equal((await assign(await shop.actor('Lynne'), ['Grady'], undefined, c2003)).assigned, 2);
    assert.equal((await assign(await shop.actor('Adele'), ['Lee'], { operationId: 'b' }, c2003)).assigned, 3);
    const alex = await shop.actor('Alex');
    const refused = await shop.refusal(() => assign(alex, ['Raul'], { operationId: 'c' }, c2003));
    assert.deepEqual(refused, { code: 'forbidden', act: 'assign-central' });
    const unseen = await shop.refusal(() => assign(megan, ['Raul'], { operationId: 'd' }, C2004));
    assert.deepEqual(unseen, { code: 'no-such-subscription', wanted: C2004 });
  });
});

describe('Unassigning licenses', () => {
  let shop: Shop;
  let megan: Actor;
  beforeEach(async () => {
    shop = await openShop();
    megan = await shop.actor('Megan');
  });
  const unassign = (actor: Actor, names: string[], intent = { operationId: 'u' }, ref = S1001) =>
    shop.commerce.unassignLicenses(actor, ref, names.map(shop.userId), intent);

  it('takes one that gave no access any more without a word: that was told when it was disabled', async () => {
    await shop.put(S1001, { status: 'Disabled', expiresAt: String(shop.clock.now - 40 * 24 * 60 * 60 * 1000) });
    assert.deepEqual((await unassign(megan, ['Lee'])).removed, [shop.userId('Lee')]);
    assert.deepEqual(await shop.notices(), []);
  });

  it('takes the license, tells the person, and leaves those alone who have none', async () => {
    const result = await unassign(megan, ['Lee', 'Grady']);
    const access = { losing: 1, keeping: 0, centrally: true };
    assert.deepEqual(result, { version: 2, assigned: 3, removed: [shop.userId('Lee')], access });
    assert.ok(!(await shop.holders(S1001)).includes(shop.userId('Lee')));
    const [notice, ...others] = await shop.notices();
    assert.deepEqual(others, []);
    assert.deepEqual([notice?.kind, notice?.to], ['license-lost', { user: shop.userId('Lee') }]);
    assert.deepEqual(await unassign(megan, ['Lee', 'Grady']), result);
  });

  it('gives the license free for another', async () => {
    await unassign(megan, ['Lee', 'Joni']);
    const people = ['Grady', 'Raul', 'Emily'].map(shop.userId);
    const { assigned } = await shop.commerce.assignLicenses(megan, S1001, people, { operationId: 'a' });
    assert.equal(assigned, 5);
  });

  it('works on a Disabled subscription too, whose licenses are not counted', async () => {
    const emily = await shop.actor('Emily');
    const before = await shop.commerce.listLicensesByProduct(await shop.actor('Adele'));
    assert.equal((await unassign(emily, ['Emily'], undefined, 'S-1009' as SubscriptionRef)).assigned, 0);
    assert.deepEqual(await shop.commerce.listLicensesByProduct(await shop.actor('Adele')), before);
  });

  it('refuses people whom the directory does not know', async () => {
    const stranger = freshTenantId() as string as UserId;
    const act = () => shop.commerce.unassignLicenses(megan, S1001, [stranger], { operationId: 'u' });
    assert.deepEqual(await shop.refusal(act), {
      code: 'not-assignable-people',
      problems: [{ wanted: stranger, problem: 'unknown' }],
    });
  });

  it('refuses a deleted subscription, one being moved, and whoever does not run it', async () => {
    const christie = await shop.actor('Christie');
    const deleted = () => unassign(christie, ['Lee'], undefined, 'S-1010' as SubscriptionRef);
    assert.deepEqual(await shop.refusal(deleted), { code: 'already-deleted' });
    const isaiah = await shop.actor('Isaiah');
    assert.equal((await shop.refusal(() => unassign(isaiah, ['Lee']))).code, 'no-such-subscription');
    await shop.put(S1001, { moving: 'a-move' });
    assert.deepEqual(await shop.refusal(() => unassign(megan, ['Lee'])), { code: 'being-moved' });
  });
});
