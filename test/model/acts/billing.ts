import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Commerce } from '../../../services/commerce/index.ts';
import { idAfter, type Real, readerFor } from '../real/real.ts';
import { BILLING_ADMIN, MEMBER, OTHER_PURCHASER, PURCHASER } from '../world/beginning.ts';
import { DAY } from '../world/calendar.ts';
import { cardRefusals, cardsInOrder, isUnpaid, leftOf } from '../world/money.ts';
import { needs } from '../world/people.ts';
import { type ModelInvoice, note, subscriptionsOf, type World } from '../world/world.ts';
import { anyOf, asker, askerOf, asking, must, usd } from './act.ts';
import { cardChoice, chosenCard } from './buying.ts';

const payer = anyOf(PURCHASER, OTHER_PURCHASER, BILLING_ADMIN, MEMBER);

/** The invoice of a world that is this one in another. */
const invoiceIn = ({ invoices }: World, wanted: ModelInvoice | undefined): ModelInvoice | undefined =>
  invoices.find((each) => wanted && isSameInvoice(each, wanted));

const isSameInvoice = (a: ModelInvoice, b: ModelInvoice): boolean =>
  a.ref === b.ref && a.owner === b.owner && a.issuedAt === b.issuedAt && a.dueAt === b.dueAt && a.amount === b.amount;

/** What the service calls an invoice. */
const idOf = async (
  commerce: Commerce,
  real: Real,
  world: World,
  invoice: ModelInvoice | undefined,
): Promise<string> => {
  if (!invoice) return 'none';
  const all = await commerce.listInvoices(readerFor(real, world, invoice.owner), {
    from: 0,
    to: invoice.issuedAt + DAY,
  });
  const { ref, issuedAt, dueAt, amount } = invoice;
  const found = all.invoices.find(
    (each) =>
      each.subscription === ref && each.issuedAt === issuedAt && each.dueAt === dueAt && each.amount.amount === amount,
  );
  return found?.id ?? 'gone';
};

export const payInvoice = asking(
  'invoices',
  fc.tuple(fc.nat({ max: 30 }), asker, cardChoice),
  ([position, n, choice], before) => {
    const unpaid = before.invoices.filter(isUnpaid);
    const from = position % 4 > 0 && unpaid.length > 0 ? unpaid : before.invoices;
    const invoice = position === 30 ? undefined : from[position % Math.max(1, from.length)];
    const by = askerOf(n, invoice?.owner ?? PURCHASER);
    const wanted = chosenCard(before, by, choice);
    // A repeat means the same one, also where a file has taken its place.
    let id: string | undefined;
    return {
      text: `pay an invoice of ${invoice?.amount} for ${invoice?.ref} with ${wanted ?? 'the usual card'}`,
      by,
      async call(commerce, actor, intent, real) {
        id ??= await idOf(commerce, real, before, invoice);
        return commerce.payInvoice(actor, id, wanted, intent);
      },
      refusals: (world) => {
        const now = invoiceIn(world, invoice);
        const isTheirs = now?.owner === by;
        return [
          needs(world, by, 'own'),
          !isTheirs && 'no-such-invoice',
          isTheirs && !isUnpaid(now) && 'already-paid',
          ...cardRefusals(world, { owner: by, wanted }),
        ];
      },
      happens: (world, { invoice: paid, charged }) => {
        const now = must(invoiceIn(world, invoice));
        assert.deepEqual(charged, usd(leftOf(now)));
        world.books.charged += leftOf(now);
        Object.assign(now, { status: 'paid', moved: true });
        note(world, by, 'pay-invoice', paid);
      },
    };
  },
);

/** Months from now to whose end a card is good. */
const months = fc.integer({ min: -1, max: 4 });
const endIn = ({ now }: World, ahead: number): number =>
  Date.UTC(new Date(now).getUTCFullYear(), new Date(now).getUTCMonth() + ahead + 1);
const facesOf = (end: number) => {
  const lastDay = new Date(end - 1);
  return { expiryMonth: lastDay.getUTCMonth() + 1, expiryYear: lastDay.getUTCFullYear() };
};
const cardFrom = (end: number, declined: boolean) => ({
  ...facesOf(end),
  brand: 'Visa',
  last4: '1111',
  holder: 'Somebody',
  token: declined ? 'card_000000000002' : 'card_good',
});

export const addCard = asking(
  'cards',
  fc.tuple(months, fc.nat({ max: 5 }), asker, payer),
  ([ahead, kind, n, rightful], before) => {
    const by = askerOf(n, rightful);
    const [end, declined] = [endIn(before, ahead), kind === 0];
    return {
      text: `add a card for ${ahead} months${declined ? ', which is declined' : ''}`,
      by,
      call: (commerce, actor, intent) => commerce.addPaymentMethod(actor, cardFrom(end, declined), intent),
      refusals: (world) => [
        needs(world, by, 'own'),
        world.now >= end && 'card-expired',
        world.cards.filter(({ owner }) => owner === by).length >= 20 && 'too-many',
      ],
      happens: (world, { paymentMethod: id }) => {
        world.cards.push({ id, owner: by, end, declined });
        const hasProfile = world.profiles.some(({ owner }) => owner === by);
        if (!hasProfile) world.profiles.push({ id: idAfter(id), owner: by, name: `Person ${by} – Small`, card: id });
        note(world, by, 'add-payment-method', id);
      },
    };
  },
);

const cardNamed = (world: World, by: number, n: number): string => chosenCard(world, by, 12 + (n % 8)) ?? 'none';
const ownCard = (world: World, by: number, id: string) =>
  world.cards.find((card) => card.id === id && card.owner === by);

export const changeCard = asking(
  'cards',
  fc.tuple(fc.nat(7), months, anyOf<'edit' | 'replace'>('edit', 'replace'), fc.nat({ max: 5 }), asker, payer),
  ([position, ahead, how, kind, n, rightful], before) => {
    const by = askerOf(n, rightful);
    const id = cardNamed(before, by, position);
    const [end, declined] = [endIn(before, ahead), kind === 0];
    return {
      text: `${how} card ${id} for ${ahead} months${declined ? ', which is declined' : ''}`,
      by,
      call: (commerce, actor, intent) =>
        how === 'edit'
          ? commerce.editPaymentMethod(actor, id, facesOf(end), intent)
          : commerce.replacePaymentMethod(actor, id, cardFrom(end, declined), intent),
      refusals: (world) => [
        needs(world, by, 'own'),
        !ownCard(world, by, id) && 'no-such-payment-method',
        world.now >= end && 'card-expired',
      ],
      happens: (world) => {
        const card = must(ownCard(world, by, id));
        Object.assign(card, how === 'edit' ? { end } : { end, declined });
        note(world, by, `${how}-payment-method`, id);
      },
    };
  },
);

export const detachCard = asking('cards', fc.tuple(fc.nat(7), asker, payer), ([position, n, rightful], before) => {
  const by = askerOf(n, rightful);
  const id = cardNamed(before, by, position);
  return {
    text: `take card ${id} off file`,
    by,
    call: (commerce, actor, intent) => commerce.detachPaymentMethod(actor, id, intent),
    refusals: (world) => {
      const pays = subscriptionsOf(world).some((s) => s.purchaser === by && s.card === id && s.autoRenew);
      return [
        needs(world, by, 'own'),
        !ownCard(world, by, id) && 'no-such-payment-method',
        (pays || world.profiles.some((each) => each.owner === by && each.card === id)) && 'card-in-use',
      ];
    },
    happens: (world) => {
      world.cards.splice(world.cards.indexOf(must(ownCard(world, by, id))), 1);
      note(world, by, 'detach-payment-method', id);
    },
  };
});

export const saveProfile = asking(
  'billing profiles',
  fc.tuple(fc.nat(7), fc.nat({ max: 5 }), fc.nat({ max: 3 }), asker, payer),
  ([position, which, name, n, rightful], before) => {
    const by = askerOf(n, rightful);
    const [id, card] = [before.profiles[which]?.id, cardNamed(before, by, position)];
    const own = (world: World) => world.profiles.find((each) => each.id === id && each.owner === by);
    const wanted = { name: `Profile ${name}`, paymentMethodId: card };
    return {
      text: `save billing profile ${id ?? 'anew'} with card ${card}`,
      by,
      call: (commerce, actor, intent) => commerce.saveBillingProfile(actor, { ...wanted, ...(id && { id }) }, intent),
      refusals: (world) => [
        needs(world, by, 'own'),
        id !== undefined && !own(world) && 'no-such-billing-profile',
        !cardsInOrder(world, by).some((each) => each.id === card) && 'no-such-payment-method',
      ],
      happens: (world, { billingProfile }) => {
        const present = own(world);
        if (present) Object.assign(present, { name: wanted.name, card });
        else world.profiles.push({ id: billingProfile, owner: by, name: wanted.name, card });
        note(world, by, 'save-billing-profile', billingProfile);
      },
    };
  },
);
