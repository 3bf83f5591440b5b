import assert from 'node:assert/strict';
import { type Owners, originOf } from '../../../services/microsoft365/classify.ts';
import type { CompanySubscription } from '../../../services/microsoft365/graph/subscriptions.ts';

const ADMIN = 'admin';
const SHOPPING_ADMIN = 'shopping-admin';
const owners: Owners = { buyers: new Set([ADMIN, SHOPPING_ADMIN]), shoppers: new Set([SHOPPING_ADMIN, 'megan']) };
const bought = (skuPartNumber: string | null, more: Partial<CompanySubscription> = {}) =>
  originOf({ id: 'x', skuPartNumber, ...more }, owners);
const by = (ownerId: string) => ({ ownerId, ownerType: 'User' });

describe('How a purchase came about', () => {
  it('is told by a SKU that is sold in no other way, whoever owns it and in whatever case it is written', () => {
    for (const sku of [
      'POWER_BI_PRO_DEPT',
      'visio_plan2_dept',
      'Teams_Premium_(for_Departments)',
      'Viva_Goals_User_led',
    ])
      assert.deepEqual(bought(sku, by(ADMIN)), { kind: 'self-service', certainty: 'sku' });
  });

  it('is told by its owner where the SKU says nothing, and only as probable', () => {
    for (const owner of ['megan', 'somebody', SHOPPING_ADMIN])
      assert.deepEqual(bought('Microsoft_365_Copilot', by(owner)), { kind: 'self-service', certainty: 'owner' });
    assert.deepEqual(bought('Microsoft_365_Copilot', by(ADMIN)), { kind: 'central' });
  });

  it('is not told by its owner where nobody knows who may buy for the organization', () => {
    assert.deepEqual(originOf({ id: 'x', skuPartNumber: 'SPE_F3', ...by('megan') }, undefined), { kind: 'central' });
  });

  it('is free for what is signed up for', () => {
    for (const sku of ['POWER_BI_STANDARD', 'FLOW_FREE', 'POWERAPPS_VIRAL', 'CCIBOTS_PRIVPREV_VIRAL', 'RMSBASIC_IW'])
      assert.deepEqual(bought(sku, by('megan')), { kind: 'free' }, sku);
  });

  it("is a partner's, or central, for the rest, also where nothing is said of it", () => {
    assert.deepEqual(bought('SPE_E3', { ownerTenantId: 'partner', ...by('megan') }), { kind: 'partner' });
    for (const more of [{}, { ownerId: null, ownerType: null }, { ownerId: 'app', ownerType: 'Application' }])
      assert.deepEqual(bought('POWER_BI_PRO', more), { kind: 'central' });
    assert.deepEqual(bought(null), { kind: 'central' });
  });
});
