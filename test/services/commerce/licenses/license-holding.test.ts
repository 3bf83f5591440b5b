import assert from 'node:assert/strict';
import type { SubscriptionSummary } from '../../../../services/commerce/api/subscriptions.ts';
import type { ProductId, SubscriptionRef } from '../../../../services/commerce/api/types.ts';
import { openShop, type Shop } from '../../../support/tenants/shop.ts';

const POWER_BI = 'CFQ7TTC0H9MP' as ProductId;
const S1001 = 'S-1001' as SubscriptionRef;
const C2001 = 'C-2001' as SubscriptionRef;

describe('Who hands out licenses, and who has them', () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await openShop();
  });
  const refs = (summaries: readonly SubscriptionSummary[]) => summaries.map(({ subscription }) => subscription.ref);
  const assignable = async (name: string, products?: ProductId[], limit = 10) =>
    refs(await shop.commerce.listAssignable(await shop.actor(name), { products, limit }));
  const assignableOf = async (name: string, people: readonly string[], products?: ProductId[]) =>
    refs(await shop.commerce.listAssignableOf(await shop.actor(name), people.map(shop.userId), { products }));

  it('lists one’s own purchases, and the central ones for those who have the role', async () => {
    assert.deepEqual(await assignable('Megan'), ['S-1005', 'S-1001']);
    assert.deepEqual(await assignable('Lynne'), ['C-2003', 'C-2001', 'C-2004', 'C-2002']);
    assert.deepEqual(await assignable('Adele', [POWER_BI]), ['C-2001']);
    assert.deepEqual(await assignable('Adele', undefined, 2), ['C-2003', 'C-2001']);
    for (const name of ['Alex', 'Nestor', 'Lee', 'Ben', 'Emily', 'Christie'])
      assert.deepEqual(await assignable(name), []);
  });

  it('gives a partner nothing to hand out', async () => {
    const partner = { ...(await shop.actor('Megan')), partner: true } as const;
    const refused = await shop.refusal(() => shop.commerce.listAssignable(partner, { limit: 5 }));
    assert.equal(refused.code, 'no-such-customer');
  });

  it('lists those of which some people have a license', async () => {
    assert.deepEqual(await assignableOf('Megan', ['Joni', 'Grady']), ['S-1001']);
    assert.deepEqual(await assignableOf('Lynne', ['Joni']), ['C-2001']);
    assert.deepEqual(await assignableOf('Lynne', ['Joni'], ['CFQ7TTC0MM8R' as ProductId]), []);
    assert.deepEqual(await assignableOf('Lee', ['Joni']), []);
    const many = Array.from({ length: 21 }, (_, i) => `user ${i}` as never);
    const lynne = await shop.actor('Lynne');
    const reason = await shop.refusal(() => shop.commerce.listAssignableOf(lynne, many, {}));
    assert.deepEqual(reason, { code: 'too-many-people', limit: 20 });
  });

  it('shows one with its people to those who hand its licenses out, and to nobody else', async () => {
    const { summary, people } = await shop.commerce.getAssignable(await shop.actor('Lynne'), C2001);
    assert.deepEqual(
      [summary.product.name, people.length, people[0]?.displayName],
      ['Power BI Pro', summary.subscription.assigned, people.map((each) => each.displayName).sort()[0]],
    );
    const refused = async (name: string, ref: SubscriptionRef) => {
      const actor = await shop.actor(name);
      return (await shop.refusal(() => shop.commerce.getAssignable(actor, ref))).code;
    };
    assert.equal(await refused('Isaiah', S1001), 'no-such-subscription');
    assert.equal(await refused('Lynne', S1001), 'no-such-subscription');
    assert.equal(await refused('Adele', S1001), 'take-over-first');
    assert.equal(await refused('Alex', C2001), 'forbidden');
    assert.equal(await refused('Megan', C2001), 'no-such-subscription');
    assert.equal(await refused('Christie', 'S-1010' as SubscriptionRef), 'already-deleted');
  });

  it('tells everybody what they have themselves, without what is Deleted', async () => {
    const own = async (name: string) => refs(await shop.commerce.listOwnLicenses(await shop.actor(name)));
    assert.deepEqual(await own('Joni'), ['C-2001', 'S-1001']);
    assert.deepEqual(await own('Emily'), ['S-1002', 'S-1009']);
    assert.deepEqual(await own('Ben'), []);
    const disabled = await shop.actor('Debra');
    const reason = await shop.refusal(() => shop.commerce.listOwnLicenses(disabled));
    assert.deepEqual(reason, { code: 'disabled-person' });
    const megan = await shop.actor('Megan');
    await shop.commerce.cancelSubscription(
      megan,
      S1001,
      { reason: 'no-longer-needed', feedback: '' },
      { operationId: 'cancel' },
    );
    assert.deepEqual(await own('Joni'), ['C-2001']);
  });

  it('tells those who see purchases what a person has, since when, and what they bought', async () => {
    const nestor = await shop.actor('Nestor');
    const { licenses, purchases } = await shop.commerce.getHoldings(nestor, shop.userId('Megan'));
    assert.deepEqual(refs(licenses.map(({ summary }) => summary)), ['S-1005', 'S-1001']);
    assert.ok(licenses.every(({ assignedOn }) => assignedOn !== null && assignedOn < shop.clock.now));
    assert.deepEqual(refs(purchases.items), ['S-1001', 'S-1005']);
    const christie = await shop.commerce.getHoldings(nestor, shop.userId('Christie'));
    assert.deepEqual([christie.licenses.length, christie.purchases.total], [1, 0]);
    for (const name of ['Megan', 'Lynne', 'Lee'])
      assert.deepEqual(
        await shop.refusal(async () => shop.commerce.getHoldings(await shop.actor(name), shop.userId('Megan'))),
        { code: 'forbidden', act: 'see-purchases' },
      );
  });
});
