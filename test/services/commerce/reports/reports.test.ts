import assert from 'node:assert/strict';
import type { MonthlySpend } from '../../../../services/commerce/api/reports.ts';
import type { Actor, ProductId, SubscriptionRef } from '../../../../services/commerce/api/types.ts';
import { openShop, type Shop } from '../../../support/tenants/shop.ts';

const POWER_BI = 'CFQ7TTC0H9MP' as ProductId;
const DAY = 24 * 60 * 60 * 1000;

describe('Reports', () => {
  let shop: Shop;
  let adele: Actor;
  let megan: Actor;
  beforeEach(async () => {
    shop = await openShop();
    [adele, megan] = await Promise.all([shop.actor('Adele'), shop.actor('Megan')]);
  });

  it('shows the licenses of each product, self-service and central side by side', async () => {
    const rows = await shop.commerce.listCapacity(adele);
    const names = rows.map(({ product }) => product.name);
    assert.deepEqual(
      names,
      [...names].sort((a, b) => a.localeCompare(b)),
    );
    const { selfService, central } = rows.find(({ product }) => product.id === POWER_BI) ?? assert.fail();
    assert.deepEqual(selfService, { subscriptions: 2, quantity: 15, assigned: 11, available: 4, over: 0 });
    assert.deepEqual(central, { subscriptions: 1, quantity: 25, assigned: 5, available: 20, over: 0 });
    assert.ok(!names.includes('Teams Premium'), 'its only subscription is disabled');
  });

  it('follows what people do', async () => {
    const before = await shop.commerce.listCapacity(adele);
    await shop.commerce.unassignLicenses(
      megan,
      'S-1001' as SubscriptionRef,
      (await shop.holders('S-1001')).slice(0, 1),
      { operationId: 'u' },
    );
    const after = await shop.commerce.listCapacity(adele);
    const available = (rows: typeof before) =>
      rows.find(({ product }) => product.id === POWER_BI)?.selfService.available;
    assert.deepEqual([available(before), available(after)], [4, 5]);
  });

  describe('Spend', () => {
    const brief = ({ month, total, byProduct, byPurchaser }: MonthlySpend) => [
      month,
      total.amount,
      byProduct.map(({ product, amount }) => `${product.name} ${amount.amount}`),
      byPurchaser.map(({ purchaser, amount }) => `${purchaser?.displayName} ${amount.amount}`),
    ];

    it('tells what was invoiced in each month, by product and purchaser, the dearest first', async () => {
      const months = await shop.commerce.listSpend(adele, { months: 3 });
      assert.deepEqual(months.map(brief), [
        [
          '2026-09',
          19000,
          ['Power Automate per user 9000', 'Power BI Pro 7000', 'Visio Plan 2 3000'],
          ['Johanna Lorenz 9000', 'Megan Bowen 7000', 'Patti Fernandez 3000'],
        ],
        [
          '2026-10',
          25000,
          ['Power Automate per user 9000', 'Power BI Pro 7000', 'Power Apps per user 6000', 'Visio Plan 2 3000'],
          ['Megan Bowen 13000', 'Johanna Lorenz 9000', 'Patti Fernandez 3000'],
        ],
        ['2026-11', 0, [], []],
      ]);
    });

    it('counts what is bought and credited, in the month in which that happens', async () => {
      const order = { productId: POWER_BI, quantity: 3, kind: 'purchase', term: 'P1M' } as const;
      const { ref } = await shop.commerce.buy(megan, order, { operationId: 'b' });
      const now = async () => (await shop.commerce.listSpend(adele, { months: 1 })).map(brief);
      assert.deepEqual(await now(), [['2026-11', 4200, ['Power BI Pro 4200'], ['Megan Bowen 4200']]]);
      shop.clock.now += DAY;
      await shop.commerce.cancelSubscription(megan, ref, { reason: 'other' }, { operationId: 'c' });
      assert.deepEqual(await now(), [['2026-11', 140, ['Power BI Pro 140'], ['Megan Bowen 140']]]);
    });

    it('names so many purchasers as are wanted', async () => {
      const [, october] = await shop.commerce.listSpend(adele, { months: 3, purchasers: 1 });
      assert.deepEqual(
        october?.byPurchaser.map(({ purchaser }) => purchaser?.displayName),
        ['Megan Bowen'],
      );
    });

    it('refuses no month, part of one, and too many', async () => {
      for (const months of [0, 1.5, 37, Number.NaN])
        assert.deepEqual(await shop.refusal(() => shop.commerce.listSpend(adele, { months })), { code: 'bad-period' });
    });

    it('tells a purchaser their own', async () => {
      const months = await shop.commerce.listOwnSpend(megan, { months: 2 });
      assert.deepEqual(months.map(brief), [
        ['2026-10', 13000, ['Power BI Pro 7000', 'Power Apps per user 6000'], ['Megan Bowen 13000']],
        ['2026-11', 0, [], []],
      ]);
    });
  });

  describe('Unused licenses', () => {
    it('are counted with what they cost a month, the dearest product first', async () => {
      const rows = await shop.commerce.listUnusedLicenses(adele);
      const brief = rows.map(({ product, source, unused, monthlyCost }) => [
        product.name,
        source,
        unused,
        monthlyCost.known?.amount,
      ]);
      assert.deepEqual(brief, [
        ['Power BI Pro', 'central', 20, 28000],
        ['Microsoft 365 Copilot', 'central', 4, 12000],
        ['Power Automate per user', 'self-service', 4, 6000],
        ['Power BI Pro', 'self-service', 4, 5600],
        ['Project Plan 3', 'self-service', 1, 3000],
        ['Power Apps per user', 'self-service', 1, 2000],
        ['Visio Plan 2', 'self-service', 1, 1500],
        ['Visio Plan 2', 'central', 1, 1500],
      ]);
    });

    it('are named by the subscriptions that cost most', async () => {
      const rows = await shop.commerce.listUnusedLicenses(adele);
      const { subscriptions } =
        rows.find(({ product, source }) => product.id === POWER_BI && source === 'self-service') ?? assert.fail();
      assert.deepEqual(
        subscriptions.map(({ ref, unused, monthlyCost }) => [ref, unused, monthlyCost?.amount]),
        [
          ['S-1002', 3, 4200],
          ['S-1001', 1, 1400],
        ],
      );
    });

    it('cost nothing on a trial or an expired subscription', async () => {
      const holders = await shop.holders('S-1008');
      const grady = await shop.actor('Grady');
      await shop.commerce.unassignLicenses(grady, 'S-1008' as SubscriptionRef, holders, { operationId: 'u' });
      const rows = await shop.commerce.listUnusedLicenses(adele);
      const { unused, monthlyCost } = rows.find(({ product }) => product.name === 'Visio Plan 1') ?? assert.fail();
      assert.deepEqual([unused, monthlyCost.known?.amount, monthlyCost.unknown], [2, 0, 0]);
    });
  });

  it('are for those who see all purchases', async () => {
    for (const name of ['Lynne', 'Megan', 'Ben']) {
      const actor = await shop.actor(name);
      for (const act of ['listCapacity', 'listSpend', 'listUnusedLicenses'] as const)
        assert.deepEqual(await shop.refusal(() => shop.commerce[act](actor)), {
          code: 'forbidden',
          act: 'see-purchases',
        });
    }
  });
});
