import fc from 'fast-check';

/** Numbers that the networks and payment providers publish for tests; they belong to nobody. */
export const PUBLISHED = {
  'Visa of 13': ['4222222222222'],
  Visa: ['4242424242424242', '4111111111111111', '4012888888881881'],
  'Visa of 19': ['4000000000000000006', '4110144110144110142'],
  Mastercard: ['5555555555554444', '5105105105105100'],
  'Mastercard from 2': ['2223003122003222', '2720992593319364', '2221000000000009'],
  'American Express': ['378282246310005', '371449635398431'],
  Discover: ['6011111111111117', '6445644564456445', '6500000000000002'],
  JCB: ['3530111333300000', '3566002020360505'],
  Diners: ['30569309025904', '38520000023237', '36227206271667'],
  UnionPay: ['6200000000000005', '6205500000000000004'],
  Maestro: ['6759649826438453', '6304000000000000', '5018000000000009', '6799990100000000019'],
} as const;

/** The zeros of the digits that a keyboard may have: Latin, full width, Arabic, Persian, Devanagari, Bengali, Thai, bold. */
const ZEROS = [0x30, 0xff10, 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0x1d7ce];

const script = fc.constantFrom(...ZEROS).map((zero) => (digit: string) => String.fromCodePoint(zero + Number(digit)));

/** Zero and nine as they stand in circles. */
const circles = fc.constant((digit: string) => (digit === '0' ? '⓪' : String.fromCodePoint(0x245f + Number(digit))));

/** The digits as they are, with a keycap around each, as phones make them. */
const keycaps = fc.constant((digit: string) => `${digit}\ufe0f\u20e3`);

const SIGNS =
  ' |\u00a0|\u2009|\u202f|\u3000|  |\t|\n|\r\n|-|‐|‑|–|—|−|ー|/|.|,|:|;|_|·|\u200b|\u2060|\ufeff|\u00ad|\u202e|, |\u00a0- | / |&nbsp;|<br>|<br/>'.split(
    '|',
  );
const separator = fc.constantFrom(...SIGNS);

/** Where digits are grouped: not at all, in fours, as on an American Express, each alone, or anyhow. */
const grouping = (length: number): fc.Arbitrary<ReadonlySet<number>> =>
  fc.oneof(
    fc.constant(new Set<number>()),
    fc.constant(new Set([4, 8, 12, 16])),
    fc.constant(new Set([4, 10])),
    fc.constant(new Set(Array.from({ length }, (_, i) => i))),
    fc.uniqueArray(fc.integer({ min: 1, max: length - 1 }), { maxLength: 6 }).map((cuts) => new Set(cuts)),
  );

const BEFORE = ['', 'my card is ', 'kort:', '7 ', '1. ', '2026-11-29 ', 'nr', '(', 'S-1001 ', '٣ '];
const AFTER = ['', ', thanks', ' 12/28', ' 123', ' 12/28 123', ' exp 12/28 cvc 123', '/1228', ')', '. Tack!', ' ١٢٣'];

/** A published number as somebody might write it, with something before and after. */
export const writtenNumber = (numbers: readonly string[]): fc.Arbitrary<string> =>
  fc.constantFrom(...numbers).chain((number) =>
    fc
      .record({
        digit: fc.oneof({ weight: 6, arbitrary: script }, circles, keycaps),
        cuts: grouping(number.length),
        signs: fc.array(separator, { minLength: number.length, maxLength: number.length }),
        before: fc.constantFrom(...BEFORE),
        after: fc.constantFrom(...AFTER),
      })
      .map(({ digit, cuts, signs, before, after }) => {
        const written = [...number].map((each, i) => (i > 0 && cuts.has(i) ? signs[i] : '') + digit(each));
        return before + written.join('') + after;
      }),
  );
