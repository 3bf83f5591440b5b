import type { NamesAsked, NamesFound } from '../../../services/commerce/api/recognition.ts';
import type { SubscriptionRef } from '../../../services/commerce/api/types.ts';
import { joined } from '../../../services/text/normal-form.ts';
import { parts } from '../grammar/core/sentence.ts';
import { canMeanAny } from '../grammar/core/tags.ts';
import type { Mention } from './mention.ts';
import { tagsOfWord, type Word, wordsOf } from './words.ts';

/** Where something like a number stands in a text, and what it may be the number of. */
export interface Numbered {
  readonly from: number;
  readonly to: number;
  readonly refs: readonly SubscriptionRef[];
  /** As `joined` makes it; undefined where it is no number of an invoice. */
  readonly invoice: string | undefined;
  /** An id, in small letters. */
  readonly request: string | undefined;
}

/** Letters and digits, with single signs between them. */
const NUMBERED = /(?<![\p{L}\p{N}])[\p{L}\p{N}]+(?:[-/._#][\p{L}\p{N}]+)*/gu;
/** "S 1001". */
const WITH_BLANK = /(?<![\p{L}\p{N}])[a-z] \d{4,12}(?![\p{L}\p{N}])/giu;
/** "INV 2026 0017". */
const WITH_BLANKS =
  /(?<![\p{L}\p{N}])(?:\p{L}{1,5}|\d{1,8})(?: (?:\d(?:[\d/._-]{0,14}\d)?|\p{Lu}{1,4})){1,3}(?![\p{L}\p{N}])/gu;

const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const REFERENCE = /^([a-z])[- ]?(\d{1,12})$/i;
/** Digits alone that could as well be a number of licenses, unless the words say otherwise. */
const [FEWEST_DIGITS, LONG_NUMBER] = [3, 6];

/** The letters that references begin with: bought by self-service, bought centrally. */
const LETTERS = ['S', 'C'] as const;

/** All in a text that may be the number of a subscription, an invoice or a request. */
export const numbersIn = (text: string): Numbered[] => {
  const words = wordsOf(text);
  const counts = /(?<![\p{L}\p{N}])\d{3,}/u.test(text) && parts(text).some((part) => canMeanAny(part, COUNTING));
  const matches = [NUMBERED, WITH_BLANK, WITH_BLANKS].flatMap((pattern) => [...text.matchAll(pattern)]);
  return matches.flatMap((match): Numbered[] => {
    const [written] = match;
    if (!/\d/.test(written)) return [];
    const place = { from: match.index, to: match.index + written.length };
    if (GUID.test(written)) return [{ ...place, refs: [], invoice: undefined, request: written.toLowerCase() }];
    const before = words.filter(({ to }) => to <= match.index).slice(-2);
    const numbered = {
      ...place,
      refs: refsOf(written, leads(before, BEFORE_SUBSCRIPTION) || (leads(before.slice(-1), LINKS) && !counts)),
      invoice: invoiceOf(written, before),
      request: undefined,
    };
    return numbered.refs.length > 0 || numbered.invoice !== undefined ? [numbered] : [];
  });
};

const refsOf = (written: string, mayBeBare: boolean): SubscriptionRef[] => {
  const [, letter, digits] = REFERENCE.exec(written) ?? [];
  if (letter) return [`${letter.toUpperCase()}-${digits}` as SubscriptionRef];
  return mayBeBare && /^\d{3,12}$/.test(written) ? LETTERS.map((each) => `${each}-${written}` as SubscriptionRef) : [];
};

const invoiceOf = (written: string, before: readonly Word[]): string | undefined => {
  const digits = written.replace(/\D/g, '').length;
  if (digits < FEWEST_DIGITS || written.length > 40) return undefined;
  const isQuantity = /^\d+$/.test(written) && digits < LONG_NUMBER && !leads(before, BEFORE_INVOICE);
  return isQuantity ? undefined : joined(written);
};

const leads = (before: readonly Word[], tags: readonly string[]): boolean =>
  before.some((word) => tagsOfWord(word).some((tag) => tags.includes(tag)) || NUMBER_WORDS.includes(word.key));

const NUMBER_WORDS = ['no', 'nr', 'number', 'num', 'nummer', 'ref'];
const BEFORE_INVOICE = ['invoice', 'invoices', 'pay'];
/** What a subscription stands behind, and never a number of licenses. */
const BEFORE_SUBSCRIPTION = [
  ...['subscription', 'subscriptions', 'purchase', 'cancel', 'reactivate', 'take-over', 'takeover', 'move'],
  ...['assign', 'unassign', 'show', 'export-users', 'recurring-billing'],
];

/** "History for 1002" means it, "set it to 1002" does not. */
const LINKS = ['for', 'from', 'to'];
const COUNTING = ['buy', 'get', 'add', 'set', 'set-quantity', 'remove', 'license', 'licenses', 'days', 'spend', 'want'];

/** What of these numbers to ask the tenant for. */
export const askedOf = (numbers: readonly Numbered[]): Pick<NamesAsked, 'subscriptions' | 'invoices' | 'requests'> => ({
  subscriptions: [...new Set(numbers.flatMap(({ refs }) => refs))],
  invoices: [...new Set(numbers.flatMap(({ invoice }) => invoice ?? []))],
  requests: numbers.flatMap(({ request }) => request ?? []),
});

/** What they are the numbers of. */
export const numberedIn = (
  numbers: readonly Numbered[],
  { subscriptions, invoices, requests }: Pick<NamesFound, 'subscriptions' | 'invoices' | 'requests'>,
): Mention[] =>
  numbers.flatMap(({ from, to, refs, invoice, request }) => {
    const of = (kind: Mention['kind'], meant: Mention['meant']): Mention[] =>
      meant.length > 0 ? [{ from, to, kind, meant, exact: meant.length === 1 }] : [];
    const subscribed = subscriptions.filter((ref) => refs.includes(ref)).map((ref) => ({ id: ref, name: ref }));
    const invoiced = invoices.filter(({ number }) => joined(number) === invoice);
    return [
      ...of('subscription', subscribed),
      ...of(
        'invoice',
        invoiced.map(({ id, number }) => ({ id, name: number })),
      ),
      ...of('request', request !== undefined && requests.includes(request) ? [{ id: request, name: request }] : []),
    ];
  });
