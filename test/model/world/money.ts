import { DAY } from './calendar.ts';
import type { ModelCard, ModelInvoice, ModelSubscription, World } from './world.ts';

const DAYS_TO_TAKE_BACK = 7;

export const monthsIn = ({ term }: Pick<ModelSubscription, 'term'>): number => (term === 'P1Y' ? 12 : 1);

export const priceOfTerm = (s: Pick<ModelSubscription, 'price' | 'quantity' | 'term'>): number =>
  s.price * s.quantity * monthsIn(s);

/** What so many licenses cost for what is left of the term: charges are rounded up, credits down. */
export const shareOfTerm = (s: ModelSubscription, licenses: number, now: number, upwards: boolean): number => {
  const whole = BigInt(s.price * licenses * monthsIn(s));
  const length = BigInt(s.expiresAt - s.termStart);
  const left = BigInt(Math.min(Math.max(s.expiresAt - now, 0), s.expiresAt - s.termStart));
  const rest = (whole * left) % length;
  return Number((whole * left) / length) + (upwards && rest > 0n ? 1 : 0);
};

/** What ending a subscription gives back; null where nothing. */
export const creditOf = ({ account, now }: World, s: ModelSubscription): number | null => {
  if (s.trial || s.status !== 'Active' || now >= s.expiresAt) return null;
  const early = now <= s.termStart + DAYS_TO_TAKE_BACK * DAY;
  return account === 'MOSA' || early ? shareOfTerm(s, s.quantity, now, false) : null;
};

export const isUnpaid = ({ status }: ModelInvoice): boolean => status === 'due';
export const leftOf = ({ amount, credited }: ModelInvoice): number => amount - credited;

/** A person's cards: first the one that is charged if none is chosen. */
export const cardsInOrder = (world: World, owner: number, usual?: string): ModelCard[] => {
  const [first] = world.profiles.filter((each) => each.owner === owner).sort(byId);
  const place = ({ id }: ModelCard) => (id === usual ? 0 : id === first?.card ? 1 : 2);
  return world.cards.filter((card) => card.owner === owner).sort((a, b) => place(a) - place(b) || byId(a, b));
};

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);

/** How somebody wants to pay, and what is charged where they choose nothing. */
export interface Paying {
  readonly owner: number;
  readonly wanted?: string | undefined;
  readonly usual?: string | undefined;
}

/** Why a card cannot be charged. */
export const cardRefusals = (world: World, { owner, wanted, usual }: Paying): (string | false)[] => {
  const cards = cardsInOrder(world, owner, usual);
  const card = wanted === undefined ? cards[0] : cards.find(({ id }) => id === wanted);
  if (!card) return [wanted === undefined ? 'no-payment-method' : 'no-such-payment-method'];
  return [world.now >= card.end && 'card-expired', card.declined && 'payment-declined'];
};

/** The first term of a purchase, or more of it: charged at once. */
export const charge = (world: World, s: ModelSubscription, amount: number): void => {
  if (amount === 0) return;
  world.books.charged += amount;
  file(world, s, { amount, status: 'paid', moved: true });
};

/** A renewal, which is to be paid. */
export const bill = (world: World, s: ModelSubscription, at: number): void => {
  file(world, s, { amount: priceOfTerm(s), status: 'due', moved: false }, { issuedAt: at, dueAt: at + 14 * DAY });
};

/** What becomes of a credit. */
export interface CreditUsed {
  readonly settled: number;
  readonly back: number;
  readonly kept: number;
}

/** It settles what is still to be paid for the subscription, the newest first; what is left goes to a card. */
export const credit = (world: World, s: ModelSubscription, amount: number | null): CreditUsed | undefined => {
  if (!amount) return undefined;
  const unpaid = world.invoices.filter((each) => each.ref === s.ref && each.owner === s.purchaser && isUnpaid(each));
  let left = amount;
  for (const invoice of unpaid.sort((a, b) => b.issuedAt - a.issuedAt)) {
    const part = Math.min(left, leftOf(invoice));
    invoice.credited += part;
    if (leftOf(invoice) === 0) invoice.status = 'credited';
    left -= part;
  }
  const back = cardsInOrder(world, s.purchaser ?? -1, s.card).length > 0 ? left : 0;
  if (world.provider.away) world.provider.owed += back;
  else world.books.refunded += back;
  file(world, s, { amount: -amount, status: 'paid', moved: back > 0 });
  return { settled: amount - left, back, kept: left - back };
};

const file = (
  world: World,
  s: ModelSubscription,
  facts: Pick<ModelInvoice, 'amount' | 'status' | 'moved'>,
  { issuedAt, dueAt } = { issuedAt: world.now, dueAt: world.now },
): void => {
  const { ref, productId, purchaser } = s;
  world.invoices.push({ ref, productId, owner: purchaser ?? -1, issuedAt, dueAt, credited: 0, ...facts });
};
