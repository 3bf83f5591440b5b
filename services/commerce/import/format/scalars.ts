import { findIana } from 'windows-iana';
import { z } from 'zod';
import { isCurrency } from '../../../currencies/currencies.ts';
import { isPseudonym } from '../../../directory/pseudonyms.ts';
import type { ProductId, SubscriptionRef, Term, UserId } from '../../api/types.ts';
import { lengthOf } from '../../rules/term.ts';
import { idText, isPrintable, plainText } from '../../rules/text.ts';

/** The smallest values of a tenant file. Each says in plain English what it must be. */

const GUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
/** No instant of a file is before this. */
export const EARLIEST = Date.UTC(2000, 0);
const LATEST = Date.UTC(2200, 0);

const accepts = (construct: () => unknown): boolean => {
  try {
    construct();
    return true;
  } catch {
    return false;
  }
};

/** A GUID of any version, in lower case. */
export const guid = <Id extends string = string>() =>
  z
    .string()
    .regex(GUID, 'must be a GUID')
    .transform((text) => text.toLowerCase() as Id);

/** The id of a person, or the pseudonym of one who was erased, as an export writes it. */
export const formerUserId = z
  .string()
  .refine((id) => GUID.test(id) || isPseudonym(id), 'must be a GUID')
  .transform((id) => id.toLowerCase() as UserId);

/** Printable text with something in it. */
export const text = (longest = 256) =>
  plainText(longest)
    .refine((value) => /\S/u.test(value), 'must not be empty')
    .refine(isPrintable, 'must not contain control characters or broken text');

/** Text of several lines, which may be empty. */
export const message = plainText(2000).refine(
  (value) => isPrintable(value.replaceAll(/[\t\r\n]/g, ' ')),
  'must not contain control characters',
);

/** What may not be known: null, or not there at all, which is the same. */
export const unknown = <Known extends z.ZodType>(known: Known) => known.nullish().transform((value) => value ?? null);

/** A product of Microsoft's catalogue, or a SKU: its GUID (then in lower case), or its name such as `POWER_BI_PRO_DEPT`. */
export const productId = idText()
  .regex(/^[A-Z\d][\w().-]{0,99}$/i, 'must be the id of a product or SKU, such as CFQ7TTC0H9MP')
  .transform((id) => (GUID.test(id) ? id.toLowerCase() : id) as ProductId);

export const subscriptionRef = z
  .string()
  .regex(/^[A-Z]-\d{1,12}$/, 'must be a reference such as S-1001')
  .transform((ref) => ref as SubscriptionRef);

/** An ISO 8601 instant → milliseconds since 1970. */
export const instant = z.iso
  .datetime({ offset: true, error: 'must be an instant such as 2026-11-01T09:00:00Z' })
  .transform((iso) => Date.parse(iso))
  .refine((at) => at >= EARLIEST && at < LATEST, 'must be between the years 2000 and 2200');

export const currency = z.string().refine(isCurrency, 'must be an ISO 4217 currency such as SEK');

export const country = z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166 country of two letters such as SE');

/** BCP 47. */
export const locale = z
  .string()
  .max(64)
  .refine((tag) => accepts(() => new Intl.Locale(tag)), 'must be a BCP 47 language tag such as sv-SE');

const isIana = (name: string): boolean =>
  /^[A-Z]/i.test(name) && accepts(() => new Intl.DateTimeFormat('en', { timeZone: name }));

/** An IANA name, not an offset; that of Windows becomes the zone that Unicode's CLDR has for it. */
export const timeZone = plainText(64)
  .transform((name) => findIana(name)[0] ?? name)
  .refine(isIana, 'must be a time zone such as Europe/Stockholm or W. Europe Standard Time');

/** An ISO 8601 length of whole years, months, weeks and days. */
export const term = z
  .string()
  .refine((length) => lengthOf(length) !== undefined, 'must be an ISO 8601 length such as P1M or P3Y')
  .transform((length) => length as Term);

export const domain = plainText(253).regex(
  /^[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)*$/i,
  'must be a domain name',
);

/** An address-like name without spaces, and without what nobody sees. */
export const userName = z
  .string()
  .regex(/^[^\s@\p{C}]+@[^\s@\p{C}]+$/u, 'must look like name@domain')
  .pipe(plainText(256));

export const count = (most: number, least = 1) => z.number().int().min(least).max(most);

const amount = z.number().int().min(0).max(1e12);

/** An amount of money, one-off; of a credit it is negative. */
export const money = z.strictObject({ amount: z.number().int().min(-1e12).max(1e12), currency });

/** What a payment provider calls a card. */
export const cardToken = plainText(256).regex(/^[!-~]+$/, 'must be what the payment provider calls the card');

/** What a payment is called that we have asked for: tenant, person, operation, digest, and which one it is. */
export const paymentId = z
  .string()
  .max(500)
  .regex(
    /^[^\s:]+:[^\s:]+:[!-~]+:[\da-f]{40}:(?:\d{1,10}|refund)$/,
    'must be the id of a payment, as an export writes it',
  );

/** A price for one license and month. */
export const priceForMonth = z
  .strictObject({ amount, currency, per: z.literal('month') })
  .transform(({ per: _, ...price }) => price);
