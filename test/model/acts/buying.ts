import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PurchaseKind } from '../../../services/commerce/api/buying.ts';
import type { ProductId, TermOnSale } from '../../../services/commerce/api/types.ts';
import { ADMIN, BILLING_ADMIN, MEMBER, OTHER_PURCHASER, PURCHASER } from '../world/beginning.ts';
import { monthsLater } from '../world/calendar.ts';
import { cardRefusals, cardsInOrder, charge, monthsIn, priceOfTerm, shareOfTerm } from '../world/money.ts';
import { tell } from '../world/news.ts';
import { isKnown, needs, personIn } from '../world/people.ts';
import { held } from '../world/policy.ts';
import { type ModelSubscription, note, subscriptionsOf, type World } from '../world/world.ts';
import { anyOf, asker, askerOf, asking, product, type Reason, usd } from './act.ts';

const kind = anyOf<PurchaseKind>('purchase', 'purchase', 'trial-with-card', 'trial-no-card');
/** Too many to be canceled at once under some agreements, at times. */
const quantity = fc.nat({ max: 12 }).map((n) => (n === 12 ? 27 : n % 5));
/** Which card somebody chooses: mostly none. */
export const cardChoice = fc.nat({ max: 39 }).map((n) => (n < 32 ? undefined : n - 20));

/** One of the cards of the world, mostly of that person, or one that nobody has. */
export const chosenCard = (world: World, owner: number, n: number | undefined): string | undefined => {
  if (n === undefined) return undefined;
  const own = cardsInOrder(world, owner);
  return (n < 17 ? own[n % Math.max(1, own.length)] : world.cards[n % world.cards.length])?.id ?? 'none';
};

/** Whether a policy or the domain keeps somebody from buying in this way. */
const forbidden = (world: World, by: number, productId: ProductId, way: PurchaseKind): boolean => {
  const found = world.products.get(productId);
  const value = held(world.policy, productId);
  const noCard = way === 'trial-no-card';
  return (
    personIn(world, by).guest ||
    found?.closedHere === true ||
    value === 'Disabled' ||
    (value === 'OnlyTrialsWithoutPaymentMethod' && !noCard) ||
    (noCard && !found?.trial)
  );
};

/** Whether somebody may buy it in the ordinary way. */
export const mayPurchase = (world: World, by: number, productId: ProductId) =>
  !forbidden(world, by, productId, 'purchase');

const TRIALS = { purchase: null, 'trial-with-card': 'card', 'trial-no-card': 'no-card' } as const;

export const buy = asking(
  'buying',
  fc.tuple(
    product,
    quantity,
    kind,
    anyOf<TermOnSale>('P1M', 'P1Y'),
    asker,
    anyOf(PURCHASER, OTHER_PURCHASER, BILLING_ADMIN, MEMBER),
    cardChoice,
    fc.nat({ max: 15 }),
  ),
  ([productId, licenses, way, term, n, rightful, choice, haggling], before) => {
    const by = askerOf(n, rightful);
    const wanted = chosenCard(before, by, choice);
    const trial = TRIALS[way];
    const order = { productId, quantity: licenses, kind: way, term, ...(wanted && { paymentMethodId: wanted }) };
    const wrong = haggling === 0 ? { quoted: 1 } : {};
    return {
      text: `buy ${licenses} of ${productId}, ${way}, ${term}, with ${wanted ?? 'the usual card'}`,
      by,
      call: (commerce, actor, intent) => commerce.buy(actor, { ...order, ...wrong }, intent),
      refusals: (world): Reason[] => {
        if (!isKnown(world, by)) return ['unknown-person', 'no-such-customer', 'no-such-product'];
        const cards = trial === 'no-card' ? [] : cardRefusals(world, { owner: by, wanted });
        return [
          !world.products.has(productId) && 'no-such-product',
          forbidden(world, by, productId, way) && 'cannot-buy',
          licenses < 1 && 'bad-quantity',
          haggling === 0 && 'price-changed',
          ...cards.filter((reason) => trial === null || reason !== 'payment-declined'),
        ];
      },
      happens: (world, { ref, charged, expiresAt }) => {
        const length = trial ? ('P1M' as const) : term;
        const card = trial === 'no-card' ? '' : (wanted ?? cardsInOrder(world, by)[0]?.id);
        const given = { ref, productId, quantity: licenses, trial, term: length, card };
        const made = add(world, { ...given, source: 'self-service', purchaser: by }, by);
        assert.equal(expiresAt, made.expiresAt);
        assert.deepEqual(charged, trial ? null : usd(priceOfTerm(made)));
        if (!trial) charge(world, made, priceOfTerm(made));
        tell(world, { kind: 'purchase-made', to: 'admins', subject: ref, by });
        note(world, by, 'buy', ref);
      },
    };
  },
);

type New = Pick<
  ModelSubscription,
  'ref' | 'productId' | 'source' | 'purchaser' | 'quantity' | 'trial' | 'term' | 'card'
>;

const add = (world: World, given: New, by: number): ModelSubscription => {
  const { now } = world;
  assert.ok(!world.subscriptions.has(given.ref), `${given.ref} was given out twice`);
  const made: ModelSubscription = {
    ...given,
    price: world.products.get(given.productId)?.price ?? Number.NaN,
    createdAt: now,
    day: new Date(now).getUTCDate(),
    termStart: now,
    expiresAt: monthsLater(now, monthsIn(given)),
    status: 'Active',
    holders: new Map(),
    autoRenew: given.trial !== 'no-card',
    resizedAt: now,
    scheduled: undefined,
    move: undefined,
    everMoved: false,
    history: [{ at: now, kind: 'purchased', quantity: given.quantity, by }],
  };
  world.subscriptions.set(made.ref, made);
  return made;
};

/** The central subscription of a product that runs longest. */
const growing = (world: World, productId: ProductId): ModelSubscription | undefined =>
  subscriptionsOf(world)
    .filter((s) => s.source === 'central' && s.productId === productId && s.status === 'Active' && s.autoRenew)
    .sort((a, b) => b.expiresAt - a.expiresAt || (a.ref < b.ref ? 1 : -1))[0];

export const buyCentrally = asking(
  'buying centrally',
  fc.tuple(product, asker, anyOf(ADMIN, BILLING_ADMIN), fc.nat({ max: 5 })),
  ([productId, n, rightful, licenses]) => ({
    text: `buy ${licenses} of ${productId} centrally`,
    by: askerOf(n, rightful),
    call: (commerce, actor, intent) =>
      commerce.buyCentrally(actor, { productId, quantity: licenses, term: 'P1Y' }, intent),
    refusals: (world) => [
      needs(world, askerOf(n, rightful), 'buy-centrally'),
      !world.products.has(productId) && 'no-such-product',
      licenses < 1 && 'bad-quantity',
    ],
    happens: (world, { ref, quantity: total, grown, cost }) => {
      const by = askerOf(n, rightful);
      const present = growing(world, productId);
      note(world, by, 'buy-centrally', ref);
      assert.equal(grown, present !== undefined);
      if (!present) {
        const given = { ref, productId, quantity: licenses, trial: null, term: 'P1Y', card: undefined } as const;
        const made = add(world, { ...given, source: 'central', purchaser: null }, by);
        return assert.deepEqual([total, cost], [licenses, usd(priceOfTerm(made))]);
      }
      assert.equal(ref, present.ref);
      assert.deepEqual(cost, usd(shareOfTerm(present, licenses, world.now, true)));
      present.quantity += licenses;
      present.history.push({ at: world.now, kind: 'quantity-changed', quantity: present.quantity, by });
      assert.equal(total, present.quantity);
    },
  }),
);
