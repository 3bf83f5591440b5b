import type { NewPaymentMethod, PaymentMethodFacts, PaymentMethodField } from '../api/billing.ts';
import type { Verdict } from '../api/errors.ts';
import { holdsCardNumber } from './cards.ts';
import { refused } from './verdict.ts';

const LINE = /^[^\p{Cc}\p{Zl}\p{Zp}]{1,256}$/u;
const LINES = /^[^\p{Cc}\p{Zl}\p{Zp}]*(?:\r?\n[^\p{Cc}\p{Zl}\p{Zp}]*)*$/u;
const LONGEST_ADDRESS = 500;
const LAST_YEAR = 2199;

const FORMS: { readonly [Field in PaymentMethodField]: (card: Partial<NewPaymentMethod>) => boolean } = {
  brand: ({ brand = '' }) => LINE.test(brand) && brand.trim() !== '',
  last4: ({ last4 = '' }) => /^\d{4}$/.test(last4),
  expiryMonth: ({ expiryMonth = 0 }) => Number.isInteger(expiryMonth) && expiryMonth >= 1 && expiryMonth <= 12,
  expiryYear: ({ expiryYear = 0 }) => Number.isInteger(expiryYear) && expiryYear >= 2000 && expiryYear <= LAST_YEAR,
  holder: ({ holder = '' }) => LINE.test(holder) && holder.trim() !== '',
  address: ({ address = '' }) => address.length <= LONGEST_ADDRESS && LINES.test(address),
  token: ({ token = '' }) => LINE.test(token) && token.trim() === token,
};

/**
 * Whether a card may be kept: every field is well formed, none of them holds the number of a card, and it has not
 * expired. Refuses `card-number`, `bad-card`, `card-expired`.
 */
export const checkPaymentMethod = (card: NewPaymentMethod, now: number): Verdict => {
  if ([card.brand, card.last4, card.holder, card.address, card.token].some(holdsCardNumber))
    return refused({ code: 'card-number' });
  const wrong = (Object.keys(FORMS) as PaymentMethodField[]).find((field) => !FORMS[field](card));
  if (wrong) return refused({ code: 'bad-card', field: wrong });
  return isPaymentMethodExpired(card, now) ? refused({ code: 'card-expired' }) : { ok: true };
};

/** Whether the last month that a card is good for is over; months are those of UTC, the provider has the last word. */
export const isPaymentMethodExpired = (
  { expiryYear, expiryMonth }: Pick<PaymentMethodFacts, 'expiryYear' | 'expiryMonth'>,
  now: number,
): boolean => now >= Date.UTC(expiryYear, expiryMonth);

/** Whether the card is good for no longer than to the end of next month. */
export const paymentMethodExpiresSoon = (
  card: Pick<PaymentMethodFacts, 'expiryYear' | 'expiryMonth'>,
  now: number,
): boolean => {
  const today = new Date(now);
  return isPaymentMethodExpired(card, Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 2));
};
