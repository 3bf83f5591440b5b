import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  BILLERS,
  type ProductId,
  SOURCES,
  STATUSES,
  type Subscription,
  type SubscriptionRef,
  TERMS,
  type Term,
  TRIALS,
  type UserId,
} from '../../../../services/commerce/api/types.ts';
import {
  decodeExtras,
  decodeSubscription,
  encodeSubscription,
} from '../../../../services/commerce/store/subscription-hash.ts';

const whole = fc.nat({ max: 1e9 });
const subscriptions: fc.Arbitrary<Subscription> = fc.record(
  {
    ref: fc.nat().map((number) => `S-${number}` as SubscriptionRef),
    productId: fc.nat().map((number) => `CFQ7${number}` as ProductId),
    source: fc.constantFrom(...SOURCES),
    purchaserId: fc.option(fc.uuid().map((id) => id as UserId)),
    quantity: whole,
    assigned: whole,
    term: fc.option(fc.constantFrom<Term>(...TERMS, 'P3Y', 'P1Y6M')),
    unitPrice: fc.option(
      fc.record({ amount: fc.nat({ max: 1e12 }), currency: fc.constantFrom('SEK', 'USD') }, { noNullPrototype: true }),
    ),
    createdAt: whole,
    expiresAt: fc.option(whole),
    autoRenew: fc.option(fc.boolean()),
    billedBy: fc.constantFrom(...BILLERS),
    status: fc.constantFrom(...STATUSES),
    trial: fc.option(fc.constantFrom(...TRIALS)),
    version: whole,
  },
  { noNullPrototype: true },
);
const NO_MORE = {
  id: '1c7c05d7-66c2-5164-996f-85b41fb49eb3',
  names: { product: 'Power BI Pro', purchaser: '' },
  moving: '',
  releasing: false,
  paymentMethodId: '',
};

describe('A subscription in a hash', () => {
  it('comes back as it was, with what is stored beside it', () => {
    fc.assert(
      fc.property(subscriptions, (subscription) => {
        const hash = encodeSubscription(subscription, NO_MORE);
        assert.deepEqual(decodeSubscription(hash), subscription);
        assert.deepEqual(decodeExtras(hash), NO_MORE);
      }),
    );
  });

  it('is none where there is no hash', () => {
    assert.equal(decodeSubscription({}), undefined);
  });
});
