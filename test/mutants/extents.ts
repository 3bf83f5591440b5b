/** What stands before a condition, and before and behind an operand of one. */
const WORDS = String.raw`\b(?:if|elseif|return|while|not|throw)|(?<![=!<>~])=|=>|\s[?:]`;
const JOINS = String.raw`\s(?:and|or|&&|\|\||\?\?)`;
const BEFORE_CONDITION = new RegExp(`[;,\\n]\\s*$|(?:${WORDS})\\s+$`);
const BEFORE_OPERAND = new RegExp(`[;,\\n]\\s*$|(?:${WORDS}|${JOINS})\\s+$`);
const BEHIND_OPERAND = new RegExp(String.raw`^(?:[;,\n)\]}]|\s(?:then|do|end|\?|:)\s|${JOINS}\s)`);

/** How far back and ahead is looked for those. */
const SIGHT = 24;

/** What a character does to how deep in brackets one is. */
const step = (char: string): number => ('([{'.includes(char) ? 1 : ')]}'.includes(char) ? -1 : 0);

/** Where the bracket closes that opens at `at`, behind it; brackets in texts count. */
export const closingOf = (text: string, at: number): number => {
  let depth = 0;
  for (let i = at; i < text.length; i += 1) {
    depth += step(text.charAt(i));
    if (depth === 0) return i + 1;
  }
  return text.length;
};

/** Where the operand ends that begins at `from`. */
export const operandEnd = (text: string, from: number): number => {
  let i = from;
  while (i < text.length && !BEHIND_OPERAND.test(text.slice(i, i + SIGHT)))
    i = step(text.charAt(i)) > 0 ? closingOf(text, i) : i + 1;
  return i;
};

const start =
  (bound: RegExp) =>
  (text: string, to: number): number => {
    let depth = 0;
    for (let i = to; i > 0; i -= 1) {
      const within = depth - step(text.charAt(i - 1));
      if (within < 0 || (depth === 0 && bound.test(text.slice(Math.max(0, i - SIGHT), i)))) return i;
      depth = within;
    }
    return 0;
  };

/** Where the operand begins that ends at `to`. */
export const operandStart = start(BEFORE_OPERAND);

/** Where the condition begins that ends at `to`. */
export const conditionStart = start(BEFORE_CONDITION);
