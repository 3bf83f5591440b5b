/** A word of these lengths may have letters that changed places, another slip, a longer one. */
const [SHORTEST, SHORT, LONG] = [4, 5, 8];

/**
 * Whether a word is another with one slip: a letter wrong, missing, too many, or two that changed places; of a long word
 * two neighbouring letters. Not for short words, which are too much alike: "Bert" is no misspelt "Berg".
 * @param short the fewest letters of a word with any slip; fewer are enough where few words can be meant
 */
export const isSlip = (typed: string, meant: string, short = SHORT): boolean => {
  const shorter = Math.min(typed.length, meant.length);
  if (shorter < SHORTEST) return false;
  let start = 0;
  while (start < shorter && typed[start] === meant[start]) start += 1;
  let end = 0;
  while (end < shorter - start && typed.at(-1 - end) === meant.at(-1 - end)) end += 1;
  const [wrong, right] = [typed.slice(start, typed.length - end), meant.slice(start, meant.length - end)];
  if (isTurned(wrong, right)) return true;
  const most = shorter >= LONG ? 2 : shorter >= short ? 1 : 0;
  return Math.max(wrong.length, right.length) <= most;
};

const isTurned = (a: string, b: string): boolean => a.length === 2 && a[0] === b[1] && a[1] === b[0];
