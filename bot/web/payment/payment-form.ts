import {
  checkPaymentMethod,
  hasCheckDigit,
  holdsManyDigits,
  isPaymentMethodExpired,
} from '../../../services/commerce/index.ts';
import type { CardSecret, PaymentMethodInput } from '../../../services/payments/payments.ts';

/** The fields of the payment page, in their order; the first two that hold a secret are asked for a new payment method alone. */
export const FIELDS = ['number', 'expiry', 'securityCode', 'holder', 'address'] as const;
export type Field = (typeof FIELDS)[number];

/** What is wrong with a field; each has a text. */
export type Fault =
  | 'number-missing'
  | 'number-wrong'
  | 'number-here'
  | 'declined'
  | 'issuer-expired'
  | 'not-a-test-card'
  | 'expiry-wrong'
  | 'expired'
  | 'code-wrong'
  | 'holder-wrong'
  | 'address-wrong';

export type Faults = Readonly<Partial<Record<Field, Fault>>>;

/** What may be shown again in a form that is to be corrected: neither number nor security code. */
export type Kept = Readonly<Record<'expiry' | 'holder' | 'address', string>>;

export type ParsedPaymentForm =
  | { readonly ok: true; readonly input: PaymentMethodInput }
  | { readonly ok: false; readonly faults: Faults };

interface ParseOptions {
  /** Whether number and security code are asked for. */
  readonly withNumber: boolean;
  readonly now: number;
}

/** Reads what somebody has filled in. */
export const parsePaymentForm = (form: URLSearchParams, { withNumber, now }: ParseOptions): ParsedPaymentForm => {
  const secret = withNumber ? secretOf(form) : undefined;
  const expiry = expiryOf(filledIn(form, 'expiry'));
  const [holder, address] = [filledIn(form, 'holder'), filledIn(form, 'address')];
  const faults = definedFaults({
    ...(secret && secretFaults(secret)),
    expiry: expiryFault(expiry, now),
    holder: textFault('holder', holder),
    address: textFault('address', address),
  });
  if (!expiry || Object.keys(faults).length > 0) return { ok: false, faults };
  return { ok: true, input: { ...expiry, holder, address, secret } };
};

/** What of a form is shown again. A number typed into the wrong field is not, even where it is mistyped. */
export const keptOf = (form: URLSearchParams): Kept => {
  const kept = (field: Field) => withoutDigits(filledIn(form, field));
  return { expiry: kept('expiry'), holder: kept('holder'), address: kept('address') };
};

const withoutDigits = (text: string): string => (holdsManyDigits(text) ? '' : text);

const filledIn = (form: URLSearchParams, field: Field): string => (form.get(field) ?? '').trim();

const secretOf = (form: URLSearchParams): CardSecret => ({
  number: filledIn(form, 'number').replace(/[\s-]/g, ''),
  securityCode: filledIn(form, 'securityCode'),
});

/** American Express prints four digits on the front, everybody else three on the back. */
const codeLength = (number: string): number => (/^3[47]/.test(number) ? 4 : 3);

const secretFaults = ({ number, securityCode }: CardSecret) => ({
  number: numberFault(number),
  securityCode:
    /^\d+$/.test(securityCode) && securityCode.length === codeLength(number) ? undefined : ('code-wrong' as const),
});

const numberFault = (number: string): Fault | undefined => {
  if (number === '') return 'number-missing';
  return /^\d{13,19}$/.test(number) && hasCheckDigit(number) ? undefined : 'number-wrong';
};

type Expiry = Pick<PaymentMethodInput, 'expiryMonth' | 'expiryYear'>;

/** `12/28`, `12 / 2028`, and `1228` as keyboards without a slash have it. */
const EXPIRY = /^(\d{1,2})\s*[/.\s-]\s*(\d{4}|\d{2})$|^(\d{2})(\d{4}|\d{2})$/;

const expiryOf = (text: string): Expiry | undefined => {
  const [, month, year, bareMonth, bareYear] = EXPIRY.exec(text) ?? [];
  const expiryMonth = Number(month ?? bareMonth ?? 0);
  const written = Number(year ?? bareYear);
  if (expiryMonth < 1 || expiryMonth > 12) return undefined;
  return { expiryMonth, expiryYear: written < 100 ? 2000 + written : written };
};

const expiryFault = (expiry: Expiry | undefined, now: number): Fault | undefined => {
  if (!expiry || (!isPaymentMethodExpired(expiry, now) && textFault('expiryYear', expiry.expiryYear)))
    return 'expiry-wrong';
  return isPaymentMethodExpired(expiry, now) ? 'expired' : undefined;
};

/** A card without a fault, to look at one field of another by. */
const FAULTLESS = { brand: '-', last4: '0000', token: '-', holder: '-', expiryMonth: 12, expiryYear: 2199 };
const WRONG = { holder: 'holder-wrong', address: 'address-wrong', expiryYear: 'expiry-wrong' } as const;

const textFault = (field: keyof typeof WRONG, value: string | number): Fault | undefined => {
  const verdict = checkPaymentMethod({ ...FAULTLESS, [field]: value }, 0);
  if (verdict.ok) return undefined;
  return verdict.reason.code === 'card-number' ? 'number-here' : WRONG[field];
};

const definedFaults = (faults: Readonly<Record<string, Fault | undefined>>): Faults =>
  Object.fromEntries(Object.entries(faults).filter(([, fault]) => fault !== undefined));
