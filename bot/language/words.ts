/** Patterns are matched as whole words: letters and digits of any alphabet make a word. */
const wholeWords = (pattern: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, 'iu');

const compiled = new Map<string, RegExp>();

/** The compiled form of a pattern of whole words, case aside. */
export const words = (pattern: string): RegExp => {
  const known = compiled.get(pattern) ?? wholeWords(pattern);
  compiled.set(pattern, known);
  return known;
};

/** One white space between words, straight quotes and dashes, no end marks: what is left is what was meant. */
export const tidy = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[‐‑‒–—]/g, '-')
    .replace(/["“”„’'`´]/g, '')
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/[?!.,;:]+(?=\s|$)/g, '')
    .trim();

/** A text with the first match of any pattern taken out, and that match. The longest match wins. */
export const take = (
  text: string,
  patterns: readonly string[],
): { match: RegExpExecArray; rest: string } | undefined => {
  const matches = patterns.map((pattern) => words(pattern).exec(text)).filter((match) => match !== null);
  const [match] = matches.sort((a, b) => b[0].length - a[0].length);
  return match && { match, rest: tidy(`${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`) };
};
