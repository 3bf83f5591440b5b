import assert from 'node:assert/strict';
import type { Actor, ProductId, SubscriptionRef } from '../../../../services/commerce/api/types.ts';
import { checkFile } from '../../../../services/commerce/import/format/check.ts';
import { replaceGeneration } from '../../../../services/commerce/import/generations.ts';
import { ImportRefused } from '../../../../services/commerce/import/index.ts';
import { changedSince } from '../../../../services/commerce/import/replacing/refusal.ts';
import { judgeReplacement } from '../../../../services/commerce/import/replacing/standing.ts';
import { notePayment } from '../../../../services/commerce/store/open-payments.ts';
import { openTenant } from '../../../../services/commerce/store/tenants.ts';
import type { Redis } from '../../../../services/redis/client.ts';
import { testRedis } from '../../../support/redis/redis.ts';
import { openShop, type Shop } from '../../../support/tenants/shop.ts';
import { castFile, fileWith, importFile, silent } from './support.ts';

const POWER_BI = 'CFQ7TTC0H9MP' as ProductId;

describe('A file for a tenant that has data already', () => {
  let redis: Redis;
  let shop: Shop;
  let adele: Actor;
  let file: string;
  beforeEach(async () => {
    [redis, shop] = [await testRedis(), await openShop()];
    [adele, file] = [await shop.actor('Adele'), await fileWith(castFile('contoso', shop.tenantId))];
  });

  const buy = async (operationId = 'buy') =>
    shop.commerce.buy(
      await shop.actor('Megan'),
      { productId: POWER_BI, quantity: 1, kind: 'purchase', term: 'P1M' },
      { operationId },
    );
  const refusal = async (replace: boolean): Promise<string[]> => {
    const before = await shop.snapshot();
    const error = await importFile(redis, file, { replace }).then(
      () => assert.fail('it was imported'),
      (e) => e,
    );
    assert.ok(error instanceof ImportRefused, String(error));
    assert.deepEqual(await shop.snapshot(), before);
    return error.message.split('\n');
  };

  it('is refused unless it is to replace it, also where nothing would be lost', async () => {
    const lines = await refusal(false);
    assert.match(lines[0] ?? '', /has data already/);
    assert.match(lines[1] ?? '', /^Nothing has been done since/);
    assert.match(lines.at(-1) ?? '', /--replace/);
  });

  it('is refused with a line for each kind of what would be lost', async () => {
    await buy();
    const megan = await shop.actor('Megan');
    const given = [shop.userId('Grady')];
    await shop.commerce.assignLicenses(megan, 'S-1001' as SubscriptionRef, given, { operationId: 'a' });
    await shop.commerce.changePolicy(adele, [{ product: POWER_BI, value: 'Disabled' }], { operationId: 'p' });
    const lost = (await refusal(false)).filter((line) => line.startsWith('  '));
    assert.deepEqual(lost, [
      '  1 subscription that the file does not have',
      '  1 changed subscription (licenses, quantities, renewals, ends)',
      '  1 invoice made or paid',
      '  1 change of the policies',
    ]);
  });

  it('replaces it where that is asked for', async () => {
    await buy();
    await importFile(redis, file, { replace: true });
    const { items } = await shop.commerce.listOwnSubscriptions(await shop.actor('Megan'), { limit: 10 });
    assert.deepEqual(items.map(({ subscription }) => subscription.ref).sort(), ['S-1001', 'S-1005']);
  });

  it('does not replace it while users are being moved', async () => {
    const move = { source: 'S-1001' as SubscriptionRef, target: 'C-2001' as SubscriptionRef };
    await shop.commerce.moveUsers(adele, move, { operationId: 'm' });
    assert.match((await refusal(true)).join(' '), /while users are being moved \(from S-1001\)/);
  });

  it('does not replace it while money is on its way', async () => {
    const amount = { amount: 100, currency: 'USD' };
    const payment = { kind: 'refund', paymentMethodId: 'card', amount } as const;
    await notePayment(await openTenant(redis, shop.tenantId), { id: 'open', payment });
    assert.match((await refusal(true)).join(' '), /while money is on its way \(1 open/);
  });

  it('does not replace what somebody buys after it was judged', async () => {
    const checked = await checkFile(file, undefined);
    const target = { redis, tenantId: shop.tenantId, log: silent };
    const replacing = replaceGeneration(target, 0, {
      contents: { subscriptions: () => [], people: () => [], products: () => [] },
      fill: async () => void (await buy()),
      news: () => [],
      judge: () => judgeReplacement(redis, checked, true),
      changed: () => changedSince('Contoso'),
    });
    await assert.rejects(replacing, /Something was done in Contoso while the import was under way/);
    const { items } = await shop.commerce.listOwnSubscriptions(await shop.actor('Megan'), { limit: 10 });
    assert.equal(items.length, 3);
  });
});
