import bidiFactory from 'bidi-js';
import type { Face, FaceSet } from './faces.ts';

/** What is shaped as one: a letter with its marks, or a part of it that comes of another face. */
export interface Letter {
  readonly text: string;
  /** What it stands for, also where another is drawn instead. */
  readonly spoken: string;
  readonly face: Face;
  /** Odd from right to left; deeper levels stand within others (UAX #9). */
  readonly level: number;
  /** Where it begins in its paragraph, in code units. */
  readonly start: number;
}

// The module is the factory itself; its types say that it has it as a member.
const bidi = (bidiFactory as unknown as typeof bidiFactory.default)();
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const CONTROL = /\p{Cc}/gu;
const HALF = /\p{Cs}/gu;
/** Has no look of its own, so nobody misses it: joiners, directions, the choice between two looks. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;
const REPLACEMENT = '\ufffd';

/** A text as one paragraph: composed, without line ends and halves of letters. */
export const paragraphOf = (text: string): string =>
  text.replace(CONTROL, ' ').replace(HALF, REPLACEMENT).normalize('NFC');

/** A paragraph in the order in which it is read. A letter that no font has becomes one that stands for what is missing. */
export const lettersOf = (paragraph: string, { base, choiceFor }: FaceSet): Letter[] => {
  const faceFor = choiceFor(paragraph);
  const { levels } = bidi.getEmbeddingLevels(paragraph, 'auto');
  const letters: Letter[] = [];
  for (const { segment, index: start } of graphemes.segment(paragraph)) {
    const level = levels[start] ?? 0;
    const first = faceFor(codePointOf(segment));
    const parts = Array.from(segment).flatMap((spoken): Pick<Letter, 'text' | 'spoken' | 'face'>[] => {
      const face = first?.shaper.codePoints.has(codePointOf(spoken)) ? first : faceFor(codePointOf(spoken));
      if (face) return [{ text: spoken, spoken, face }];
      return INVISIBLE.test(spoken) ? [] : [{ text: REPLACEMENT, spoken, face: base }];
    });
    letters.push(...runsOf(parts.map((part) => ({ ...part, level, start }))));
  }
  return letters;
};

const codePointOf = (letter: string): number => letter.codePointAt(0) ?? 0;

/** Puts together what follows each other in one face and one direction. */
export const runsOf = (letters: readonly Letter[]): Letter[] => {
  const runs: Letter[] = [];
  for (const letter of letters) {
    const last = runs.at(-1);
    if (last?.face === letter.face && last.level === letter.level)
      runs[runs.length - 1] = { ...last, text: last.text + letter.text, spoken: last.spoken + letter.spoken };
    else runs.push(letter);
  }
  return runs;
};

/** From left to right: what stands deeper is turned first (UAX #9, L2). */
export const inVisualOrder = (runs: readonly Letter[]): Letter[] => {
  const ordered = [...runs];
  for (let level = Math.max(0, ...runs.map((run) => run.level)); level > 0; level -= 1)
    for (let from = 0; from < ordered.length; from += 1) {
      let to = from;
      while ((ordered[to]?.level ?? -1) >= level) to += 1;
      if (to > from) ordered.splice(from, to - from, ...ordered.slice(from, to).reverse());
      from = to;
    }
  return ordered;
};
