import type { Letter } from './letters.ts';

/** How wide letters are that follow each other, in points. */
export type Measure = (letters: readonly Letter[]) => number;

const words = new Intl.Segmenter('und', { granularity: 'word' });

/** Cuts a paragraph into lines that are no wider: between words where it can, else within one. */
export const linesOf = (paragraph: string, letters: readonly Letter[], width: number, measure: Measure): Letter[][] => {
  const lines: Letter[][] = [[]];
  const put = (part: readonly Letter[], orElse: (part: readonly Letter[]) => void): void => {
    const line = lines.at(-1) ?? [];
    if (measure(withoutEnd([...line, ...part])) <= width) line.push(...part);
    else orElse(part);
  };
  const beginWith = (part: readonly Letter[]) => lines.push([...part]);
  for (const part of unbreakables(paragraph, letters))
    put(part, () => {
      if (measure(withoutEnd(part)) <= width) beginWith(part);
      else for (const letter of part) put([letter], beginWith);
    });
  return lines.filter((line) => line.length > 0).map(withoutEnd);
};

/** The blanks at the end of a line take no room. */
const withoutEnd = (line: readonly Letter[]): Letter[] =>
  line.slice(0, line.findLastIndex(({ text }) => text.trim() !== '') + 1);

/** Words with the blanks and signs that follow them; in scripts that leave no blanks, too. */
const unbreakables = (paragraph: string, letters: readonly Letter[]): Letter[][] => {
  const starts = new Set<number>();
  let before = { isWord: false, isBlank: true };
  for (const { segment, index, isWordLike = false } of words.segment(paragraph)) {
    const isBlank = segment.trim() === '';
    if (!isBlank && (before.isBlank || (before.isWord && isWordLike))) starts.add(index);
    before = { isWord: isWordLike, isBlank };
  }
  const parts: Letter[][] = [];
  for (const letter of letters) {
    const last = parts.at(-1);
    if (!last || (starts.has(letter.start) && last.at(-1)?.start !== letter.start)) parts.push([letter]);
    else last.push(letter);
  }
  return parts;
};
