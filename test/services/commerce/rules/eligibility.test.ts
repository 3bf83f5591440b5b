import assert from 'node:assert/strict';
import { type BuyRule, PURCHASE_KINDS, type PurchaseKind } from '../../../../services/commerce/api/buying.ts';
import { POLICY_VALUES, type PolicyValue } from '../../../../services/commerce/api/types.ts';
import { mayBuy, mayRequestInstead, type PurchaseAttempt } from '../../../../services/commerce/rules/eligibility.ts';
import { aPerson, aProduct, aTenant } from './samples.ts';

const wish = (facts: Partial<PurchaseAttempt> = {}): PurchaseAttempt => ({
  person: aPerson(),
  tenant: aTenant(),
  product: aProduct({ trialWithoutCard: true }),
  policyValue: 'Enabled',
  kind: 'purchase',
  ...facts,
});
const project = aProduct({ blockedCountries: ['BR', 'CD'] });

describe('Buying by self-service', () => {
  const rows: [string, Partial<PurchaseAttempt>, BuyRule | 'allowed'][] = [
    ['an enabled member of a commercial tenant', {}, 'allowed'],
    ['an admin', { person: aPerson({ roles: ['GlobalAdministrator'] }) }, 'allowed'],
    ['a disabled account', { person: aPerson({ enabled: false }) }, 'disabled'],
    ['a guest', { person: aPerson({ userType: 'guest' }) }, 'guest'],
    ['a guest who is an admin', { person: aPerson({ userType: 'guest', roles: ['GlobalAdministrator'] }) }, 'guest'],
    ['a government tenant', { tenant: aTenant({ kind: 'government' }) }, 'kind'],
    ['an education tenant', { tenant: aTenant({ kind: 'education' }) }, 'kind'],
    ['a tenant in India', { tenant: aTenant({ country: 'IN' }) }, 'country'],
    ['a tenant in Sweden', { tenant: aTenant({ country: 'SE' }) }, 'allowed'],
    ['a MOSA tenant', { tenant: aTenant({ billingAccountType: 'MOSA' }) }, 'allowed'],
    ['Project in Brazil', { tenant: aTenant({ country: 'BR' }), product: project }, 'product-country'],
    ['Project in DR Congo', { tenant: aTenant({ country: 'CD' }), product: project }, 'product-country'],
    ['Project in the United States', { product: project }, 'allowed'],
    ['Power BI in Brazil', { tenant: aTenant({ country: 'BR' }) }, 'allowed'],
    ['a trial with a card of a product with no other', { product: aProduct(), kind: 'trial-with-card' }, 'allowed'],
    ['a trial without a card of a product without it', { product: aProduct(), kind: 'trial-no-card' }, 'no-such-trial'],
  ];
  for (const [who, facts, rule] of rows)
    it(`${who}: ${rule}`, () => {
      const wished = wish(facts);
      const verdict = mayBuy(wished);
      const reason = { code: 'cannot-buy', rule, product: wished.product.id };
      const expected = rule === 'allowed' ? { ok: true } : { ok: false, reason };
      assert.deepEqual(verdict, expected);
    });

  const table: Record<PolicyValue, Record<PurchaseKind, BuyRule | undefined>> = {
    Enabled: { purchase: undefined, 'trial-with-card': undefined, 'trial-no-card': undefined },
    OnlyTrialsWithoutPaymentMethod: {
      purchase: 'trials-only',
      'trial-with-card': 'trials-only',
      'trial-no-card': undefined,
    },
    Disabled: { purchase: 'policy', 'trial-with-card': 'policy', 'trial-no-card': 'policy' },
  };
  for (const policyValue of POLICY_VALUES)
    for (const kind of PURCHASE_KINDS) {
      const rule = table[policyValue][kind];
      it(`${kind} under the policy ${policyValue}: ${rule ?? 'allowed'}`, () => {
        const wished = wish({ policyValue, kind });
        const reason = { code: 'cannot-buy', rule, product: wished.product.id };
        assert.deepEqual(mayBuy(wished), rule ? { ok: false, reason } : { ok: true });
      });
    }

  it('can be asked for where only the policy or a price that is not known stands in the way', () => {
    const rules: BuyRule[] = [
      'disabled',
      'guest',
      'kind',
      'country',
      'product-country',
      'policy',
      'no-such-trial',
      'trials-only',
      'no-price',
    ];
    assert.deepEqual(rules.filter(mayRequestInstead), ['policy', 'trials-only', 'no-price']);
  });
});
