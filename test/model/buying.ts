import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PurchaseKind } from '../../services/commerce/api/buying.ts';
import type { PolicyValue, ProductId, TermOnSale } from '../../services/commerce/api/types.ts';
import { BLOCKED, PLAIN, TRIED, userId } from '../support/tenants/small-tenant.ts';
import { ADMIN, anyOf, asker, askerOf, CARDS_END, command, PURCHASER, people, STRANGER } from './command.ts';
import { type Model, type ModelSubscription, reactivate } from './model.ts';
import { expectOutcome, type Reason } from './real.ts';

const product = anyOf<ProductId>(PLAIN, TRIED, BLOCKED);
const kind = anyOf<PurchaseKind>('purchase', 'purchase', 'trial-with-card', 'trial-no-card');

/** Why somebody cannot buy a product in this way. */
const buyRefusals = (model: Model, productId: ProductId, way: PurchaseKind): Reason[] => {
  const value = model.policy.get(productId);
  const noCard = way === 'trial-no-card';
  return [
    value === 'Disabled' && 'cannot-buy',
    value === 'OnlyTrialsWithoutPaymentMethod' && !noCard && 'cannot-buy',
    noCard && productId !== TRIED && 'cannot-buy',
    !noCard && model.now >= CARDS_END && 'card-expired',
  ];
};

const TRIALS = { purchase: null, 'trial-with-card': 'card', 'trial-no-card': 'no-card' } as const;

export const buy = fc
  .tuple(product, fc.integer({ min: 0, max: 4 }), kind, anyOf<TermOnSale>('P1M', 'P1Y'))
  .map(([productId, quantity, way, term]) =>
    command(`buy ${quantity} of ${productId}, ${way}, ${term}`, async (model, real) => {
      const reasons = [...buyRefusals(model, productId, way), quantity < 1 && 'bad-quantity'];
      const done = await expectOutcome(real, PURCHASER, reasons, (actor, operationId) =>
        real.commerce.buy(actor, { productId, quantity, kind: way, term }, { operationId }),
      );
      const trial = TRIALS[way];
      if (done)
        add(model, { ref: done.ref, productId, quantity, source: 'self-service', trial, term: trial ? 'P1M' : term });
    }),
  );

const add = (
  model: Model,
  given: Pick<ModelSubscription, 'ref' | 'productId' | 'quantity' | 'source' | 'trial' | 'term'>,
): void => {
  assert.ok(!model.subscriptions.has(given.ref), `${given.ref} was given out twice`);
  const rest = { status: 'Active', holders: new Map(), createdAt: model.now, expiresAt: 0 } as const;
  model.add({ ...rest, autoRenew: given.trial !== 'no-card', ...given, holders: new Map() });
  const made = model.subscriptions.get(given.ref);
  assert.ok(made);
  const { trial, autoRenew } = made;
  reactivate(made, model.now);
  Object.assign(made, { trial, autoRenew });
};

export const buyCentrally = fc.tuple(product, asker, fc.integer({ min: 0, max: 4 })).map(([productId, n, quantity]) =>
  command(`buy ${quantity} of ${productId} centrally by ${n}`, async (model, real) => {
    const by = askerOf(n, ADMIN);
    const reasons = [by !== ADMIN && 'forbidden', quantity < 1 && 'bad-quantity'];
    const order = { productId, quantity, term: 'P1Y' } as const;
    const done = await expectOutcome(real, by, reasons, (actor, operationId) =>
      real.commerce.buyCentrally(actor, order, { operationId }),
    );
    if (!done) return;
    const same = [...model.subscriptions.values()].filter((s) => s.source === 'central' && s.productId === productId);
    const grown = same.sort((a, b) => b.expiresAt - a.expiresAt || (a.ref < b.ref ? 1 : -1))[0];
    assert.equal(done.grown, grown !== undefined);
    if (!grown) return add(model, { ref: done.ref, productId, quantity, source: 'central', trial: null, term: 'P1Y' });
    assert.equal(done.ref, grown.ref);
    grown.quantity += quantity;
  }),
);

export const changePolicy = fc
  .tuple(product, asker, anyOf<PolicyValue>('Enabled', 'Disabled', 'OnlyTrialsWithoutPaymentMethod'))
  .map(([productId, n, value]) =>
    command(`set the policy of ${productId} to ${value} by ${n}`, async (model, real) => {
      const senseless = value === 'OnlyTrialsWithoutPaymentMethod' && productId !== TRIED;
      const by = askerOf(n, ADMIN);
      const reasons = [by !== ADMIN && 'forbidden', senseless && 'policy-value-not-allowed'];
      const done = await expectOutcome(real, by, reasons, (actor, operationId) =>
        real.commerce.changePolicy(actor, [{ product: productId, value }], { operationId }),
      );
      if (!done) return;
      assert.equal(done.differences.length, model.policy.get(productId) === value ? 0 : 1);
      model.policy.set(productId, value);
    }),
  );

export const requestLicense = fc.tuple(product, people).map(([productId, users]) =>
  command(`request ${productId} for ${users}`, async (model, real) => {
    const reasons = [
      model.policy.get(productId) === 'Enabled' && 'can-buy',
      users.length === 0 && 'nothing-asked',
      users.includes(STRANGER) && 'not-assignable-people',
    ];
    const done = await expectOutcome(real, 2, reasons, (actor, operationId) =>
      real.commerce.requestLicense(actor, { productId, forUserIds: users.map(userId) }, { operationId }),
    );
    if (done) model.requests.push({ id: done.request, at: model.now, decided: false });
  }),
);

export const decide = fc
  .tuple(fc.nat({ max: 3 }), asker, anyOf<'approved' | 'denied'>('approved', 'denied'))
  .map(([position, n, decision]) =>
    command(`${decision} request ${position} by ${n}`, async (model, real) => {
      const by = askerOf(n, ADMIN);
      const request = model.requests[position];
      const reasons = [
        by !== ADMIN && 'forbidden',
        (!request || model.isForgotten(request)) && 'no-such-request',
        request?.decided && 'already-decided',
      ];
      const done = await expectOutcome(real, by, reasons, (actor, operationId) =>
        real.commerce.decideRequests(actor, [{ request: request?.id ?? 'none', decision }], { operationId }),
      );
      if (done && request) request.decided = true;
    }),
  );
