/** What most cards have: Visa, Mastercard, American Express. */
const COMMON = [
  /^4\d{15}$/,
  /^(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}$/,
  /^3[47]\d{13}$/,
] as const;

/** All numbers of 13 to 19 digits that networks give out: ISO/IEC 7812, with the beginnings that each publishes. */
const ANY = [
  ...COMMON,
  /^4\d{12}(?:\d{6})?$/, // Visa
  /^3(?:0[0-59]|[689]\d)\d{11}(?:\d{2,5})?$/, // Diners Club
  /^(?:35(?:2[89]|[3-8]\d)\d{12,15}|(?:1800|2131)\d{11})$/, // JCB
  /^(?:50|5[6-8]|6\d)\d{11,17}$/, // Maestro, Discover, UnionPay, RuPay, Dankort
  /^(?:81\d{14,17}|220[0-4]\d{12,15}|(?:8600|9860|9792)\d{12})$/, // UnionPay, Mir, Uzcard, Humo, Troy
] as const;

const SHORTEST = 13;
const LONGEST = 19;

/** Whether a text holds what may be the number of a card, however its digits are written and whatever stands around it. */
export const holdsCardNumber = (text: string | undefined): boolean => digitRuns(text).some(runHoldsCardNumber);

/** Whether a text holds so many digits in a row that a card's number may be meant, be it right or mistyped. */
export const holdsManyDigits = (text: string): boolean =>
  digitRuns(text).some((groups) => groups.join('').length >= SHORTEST - 1);

/** Luhn: from the right every second digit counts double, and all digits add up to a multiple of ten. */
export const hasCheckDigit = (digits: string): boolean => {
  const sum = [...digits].reverse().reduce((total, digit, position) => {
    const counted = Number(digit) * (position % 2 === 0 ? 1 : 2);
    return total + (counted > 9 ? counted - 9 : counted);
  }, 0);
  return sum % 10 === 0;
};

/**
 * Looks at every stretch, as more digits may stand before and behind: a date, a security code. What most cards have is
 * found wherever it is; the others, which any long number resembles, only where groups of digits begin and end.
 */
const runHoldsCardNumber = (groups: readonly string[]): boolean => {
  const digits = groups.join('');
  const edges = edgesOf(groups);
  for (let start = 0; start + SHORTEST <= digits.length; start++)
    for (let end = start + SHORTEST; end <= Math.min(start + LONGEST, digits.length); end++) {
      const networks = edges.has(start) && edges.has(end) ? ANY : COMMON;
      if (isNumberOf(networks, digits.slice(start, end))) return true;
    }
  return false;
};

const isNumberOf = (networks: readonly RegExp[], digits: string): boolean =>
  networks.some((network) => network.test(digits)) && hasCheckDigit(digits);

/** Where groups begin and end in the run that they make. */
const edgesOf = (groups: readonly string[]): ReadonlySet<number> => {
  let end = 0;
  const edges = new Set([end]);
  for (const { length } of groups) {
    end += length;
    edges.add(end);
  }
  return edges;
};

/** What a chat client may make of blanks and line breaks. */
const MARKUP = /<[^<>]*>|&#?\w{1,8};/g;
/** Ends a run of digits: letters, but for those written as a stroke or not at all, and the plus of a telephone number. */
const APART = /(?:(?!\p{Default_Ignorable_Code_Point})[\p{Lu}\p{Ll}\p{Lt}\p{Lo}]|(?<!\p{N})\+)+/u;
/** Decimal digits of any script, and those in circles that NFKC leaves alone. */
const DIGIT = /\p{Nd}|[\u24f5-\u24ff\u2776-\u2793\u{1f10b}\u{1f10c}]/gu;

/** The digits of a text as ASCII, whatever they are written in: runs between letters, each in the groups it has. */
const digitRuns = (text = ''): string[][] =>
  /\p{N}/u.test(text)
    ? text
        .normalize('NFKC')
        .replace(MARKUP, ' ')
        .split(APART)
        .map((run) => run.replace(DIGIT, asciiDigit).match(/\d+/g) ?? [])
    : [];

const isDecimal = (codePoint: number): boolean => /\p{Nd}/u.test(String.fromCodePoint(codePoint));

/** The digits of a script stand in a row, from its zero on. */
const asciiDigit = (digit: string): string => {
  if (digit >= '0' && digit <= '9') return digit;
  const codePoint = digit.codePointAt(0) ?? 0;
  if (!isDecimal(codePoint)) return circled(codePoint);
  let zero = codePoint;
  while (isDecimal(zero - 1)) zero--;
  return String((codePoint - zero) % 10);
};

/** Ones in circles; nine more numbers follow each. A circle that is in none of these rows is a zero. */
const CIRCLED_ONES = [0x24f5, 0x2776, 0x2780, 0x278a];

const circled = (codePoint: number): string => {
  const one = CIRCLED_ONES.find((from) => codePoint >= from && codePoint < from + 10);
  return one === undefined ? '0' : String(codePoint - one + 1);
};
