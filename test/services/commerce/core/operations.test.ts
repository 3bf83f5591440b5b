import assert from 'node:assert/strict';
import type { SubscriptionRef } from '../../../../services/commerce/api/types.ts';
import { openShop } from '../../../support/tenants/shop.ts';

const ENDS = { source: 'S-1003' as SubscriptionRef, target: 'C-2002' as SubscriptionRef };

describe('An operation id', () => {
  it('cannot be that of a step of another operation', async () => {
    const shop = await openShop();
    const adele = await shop.actor('Adele');
    const move = (operationId: string) => shop.commerce.moveUsers(adele, ENDS, { operationId });
    const before = await shop.snapshot();
    for (const id of ['m/0', 'm/', '/', '']) await assert.rejects(move(id), TypeError);
    assert.deepEqual(await shop.snapshot(), before);
    await move('m');
    await shop.commerce.continueWork({ kind: 'move-users', tenantId: shop.tenantId, subscription: ENDS.source });
    assert.equal((await shop.commerce.getMove(adele, ENDS.source)).state, 'finished');
  });
});
