import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PolicyChange } from '../../../../services/commerce/api/policies.ts';
import {
  OFFER_TYPES,
  POLICY_VALUES,
  type Policies,
  type PolicyValue,
  type ProductId,
} from '../../../../services/commerce/api/types.ts';
import { effectiveValue, offerTypeValue, planPolicy, valuesFor } from '../../../../services/commerce/rules/policy.ts';
import { aProduct } from './samples.ts';

const [POWERBI, VISIO, COPILOT] = ['POWERBI', 'VISIO', 'COPILOT'] as [ProductId, ProductId, ProductId];
const visio = aProduct({ id: VISIO, name: 'Visio Plan 1', trialWithoutCard: true });
const catalogue = [aProduct({ id: POWERBI }), visio, aProduct({ id: COPILOT, name: 'Copilot' })];
const products = new Map(catalogue.map((product) => [product.id, product]));
const policies: Policies = {
  AllowSelfServicePurchase: {
    defaultValue: 'Enabled',
    products: { [COPILOT]: 'Disabled' },
    offerTypes: { DYNAMICSCE: 'Disabled' },
  },
};
const policy = policies.AllowSelfServicePurchase;
const plan = (...changes: PolicyChange[]) => planPolicy(changes, policies, products);
const off = { product: POWERBI, value: 'Disabled' } as const;

describe('The policy', () => {
  it('has three values for a product with a trial without a card, two otherwise', () => {
    assert.deepEqual(valuesFor(visio), POLICY_VALUES);
    assert.deepEqual(valuesFor(aProduct()), ['Enabled', 'Disabled']);
  });

  it('takes changes of several offer types for several, and the last of one for all of it', () => {
    const verdict = plan(
      { offerType: 'SaaS', value: 'Disabled' },
      { offerType: 'POWERBIVISUALS', value: 'Disabled' },
      { offerType: 'DYNAMICSBC', value: 'Disabled' },
      { offerType: 'DYNAMICSBC', value: 'Enabled' },
    );
    assert.ok(verdict.ok);
    assert.deepEqual(verdict.policies.AllowSelfServicePurchase.offerTypes, {
      DYNAMICSCE: 'Disabled',
      SaaS: 'Disabled',
      POWERBIVISUALS: 'Disabled',
    });
    assert.equal(verdict.differences.length, 2);
  });

  for (const offerType of OFFER_TYPES)
    it(`has two values for ${offerType}`, () => assert.deepEqual(valuesFor(offerType), ['Enabled', 'Disabled']));

  it('falls back on the default where a product or offer type has no value', () => {
    assert.equal(effectiveValue(policy, POWERBI), 'Enabled');
    assert.equal(effectiveValue(policy, COPILOT), 'Disabled');
    assert.equal(offerTypeValue(policy, 'SaaS'), 'Enabled');
    assert.equal(offerTypeValue(policy, 'DYNAMICSCE'), 'Disabled');
  });
});

describe('Changing the policy', () => {
  it('changes one product and shows what it was', () => {
    const changed = { ...policy, products: { [COPILOT]: 'Disabled', [POWERBI]: 'Disabled' } };
    assert.deepEqual(plan(off), {
      ok: true,
      policies: { AllowSelfServicePurchase: changed },
      differences: [{ ...off, before: 'Enabled' }],
    });
  });

  it('changes what holds for new products, and leaves what is there as it is', () => {
    const verdict = plan({ newProducts: true, value: 'Disabled' });
    assert.ok(verdict.ok);
    const after = verdict.policies.AllowSelfServicePurchase;
    assert.deepEqual(verdict.differences, [{ newProducts: true, value: 'Disabled', before: 'Enabled' }]);
    for (const id of products.keys()) assert.equal(effectiveValue(after, id), effectiveValue(policy, id));
    for (const offerType of OFFER_TYPES)
      assert.equal(offerTypeValue(after, offerType), offerTypeValue(policy, offerType));
    assert.equal(effectiveValue(after, 'NEW' as ProductId), 'Disabled');
    assert.ok(!plan({ newProducts: true, value: 'OnlyTrialsWithoutPaymentMethod' }).ok);
  });

  it('changes offer types and several products at once', () => {
    const verdict = plan(
      off,
      { product: VISIO, value: 'OnlyTrialsWithoutPaymentMethod' },
      { offerType: 'SaaS', value: 'Disabled' },
    );
    assert.ok(verdict.ok);
    assert.equal(verdict.differences.length, 3);
    const { AllowSelfServicePurchase: after } = verdict.policies;
    assert.deepEqual(after.offerTypes, { DYNAMICSCE: 'Disabled', SaaS: 'Disabled' });
    assert.equal(effectiveValue(after, VISIO), 'OnlyTrialsWithoutPaymentMethod');
  });

  it('is none where the value holds already', () => {
    assert.deepEqual(plan({ product: COPILOT, value: 'Disabled' }, { offerType: 'SaaS', value: 'Enabled' }), {
      ok: true,
      policies,
      differences: [],
    });
  });

  it('takes the last of two changes of the same product', () => {
    const verdict = plan(off, { product: POWERBI, value: 'Enabled' });
    assert.deepEqual(verdict, { ok: true, policies, differences: [] });
  });

  const refusals: [string, PolicyChange, object][] = [
    [
      'trials only for a product without such a trial',
      { product: POWERBI, value: 'OnlyTrialsWithoutPaymentMethod' },
      { code: 'policy-value-not-allowed', target: 'Power BI Pro', allowed: ['Enabled', 'Disabled'] },
    ],
    [
      'trials only for an offer type',
      { offerType: 'SaaS', value: 'OnlyTrialsWithoutPaymentMethod' },
      { code: 'policy-value-not-allowed', target: 'SaaS', allowed: ['Enabled', 'Disabled'] },
    ],
    [
      'a value that does not exist',
      { product: VISIO, value: 'Perhaps' as PolicyValue },
      { code: 'policy-value-not-allowed', target: 'Visio Plan 1', allowed: [...POLICY_VALUES] },
    ],
    [
      'a product that does not exist',
      { product: 'NOTHING' as ProductId, value: 'Enabled' },
      { code: 'no-such-product', wanted: 'NOTHING', products: catalogue },
    ],
    [
      'an offer type that does not exist',
      { offerType: 'toString' as 'SaaS', value: 'Enabled' },
      { code: 'no-such-product', wanted: 'toString', products: catalogue },
    ],
  ];
  for (const [name, change, reason] of refusals)
    it(`is refused as a whole with ${name}`, () => assert.deepEqual(plan(off, change), { ok: false, reason }));

  it('is undone by the values before', () => {
    const one = fc.oneof(
      fc.record({
        product: fc.constantFrom(POWERBI, COPILOT),
        value: fc.constantFrom('Enabled' as const, 'Disabled' as const),
      }),
      fc.record({ product: fc.constant(VISIO), value: fc.constantFrom(...POLICY_VALUES) }),
      fc.record({
        offerType: fc.constantFrom(...OFFER_TYPES),
        value: fc.constantFrom('Enabled' as const, 'Disabled' as const),
      }),
    );
    const values = ({ AllowSelfServicePurchase: p }: Policies) => [
      ...catalogue.map(({ id }) => effectiveValue(p, id)),
      ...OFFER_TYPES.map((offerType) => offerTypeValue(p, offerType)),
    ];
    fc.assert(
      fc.property(fc.array(one), (changes) => {
        const done = plan(...changes);
        assert.ok(done.ok);
        const undo = done.differences.map(({ before, ...change }): PolicyChange => ({ ...change, value: before }));
        const undone = planPolicy(undo, done.policies, products);
        assert.ok(undone.ok);
        assert.deepEqual(values(undone.policies), values(policies));
        assert.equal(undone.differences.length, done.differences.length);
      }),
    );
  });
});
