import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type FileChoice, type FontFile, filesFor } from './font-files.ts';
import { type Shaper, shaperOf } from './shaper.ts';

/** How heavy letters are. */
export type Weight = 'regular' | 'bold';

/** A font in one weight, ready to be put into a document. */
export interface Face {
  readonly name: string;
  readonly data: Buffer;
  readonly shaper: Shaper;
}

/** Finds the face for a letter of a text; undefined where no font has it. */
type FaceChoice = (codePoint: number) => Face | undefined;

/** The faces of one weight. */
export interface FaceSet {
  readonly base: Face;
  readonly all: readonly Face[];
  readonly choiceFor: (text: string) => FaceChoice;
}

const BASE = { regular: 'DejaVuSans', bold: 'DejaVuSans-Bold' } as const;
const WEIGHT_OF_CSS = { regular: 400, bold: 700 } as const;
/** What no name asks for, and shaping does, beside the parts of letters: joiners, and a circle for a lonely mark. */
const FOR_SHAPING = '\u200c\u200d\u25cc';
/** DejaVu has these too, but not in bold. */
const BETTER_ELSEWHERE = /\p{Script=Hebrew}/u;
/** Its letters are joined, so that all of them must be of one face; DejaVu has not those of Urdu and Sindhi. */
const JOINED = /\p{Script=Arabic}/u;

/** Loads DejaVu, which has Latin, Greek, Cyrillic, Armenian, Georgian and Arabic, and beside it what these texts need. */
export const loadFaces = async (weight: Weight, texts: readonly string[]): Promise<FaceSet> => {
  const base = await baseFace(weight);
  const filesOf = (text: string) => filesFor(foreignIn(text, base).map(codePointOf));
  const wanted = new Map<FontFile, string>();
  for (const text of new Set(texts)) collect(wanted, foreignIn(text, base), filesOf(text));
  const cut = [...wanted].map(async ([file, letters]) => [file, await cutOut(file, letters, weight)] as const);
  const faces = new Map(await Promise.all(cut));
  return {
    base,
    all: [base, ...faces.values()],
    choiceFor: (text) => {
      const [files, foreign] = [filesOf(text), new Set(foreignIn(text, base).map(codePointOf))];
      return (codePoint) => {
        const file = foreign.has(codePoint) ? files(codePoint) : undefined;
        return [file && faces.get(file), base].find((face) => has(face, codePoint));
      };
    },
  };
};

/** The letters of a text that are not taken from the base. */
const foreignIn = (text: string, base: Face): string[] => {
  const letters = Array.from(text);
  const isMissing = (letter: string) => !has(base, codePointOf(letter));
  const areJoinedElsewhere = letters.some((letter) => JOINED.test(letter) && isMissing(letter));
  return letters.filter(
    (letter) => isMissing(letter) || BETTER_ELSEWHERE.test(letter) || (areJoinedElsewhere && JOINED.test(letter)),
  );
};

const codePointOf = (letter: string): number => letter.codePointAt(0) ?? 0;

const collect = (wanted: Map<FontFile, string>, letters: readonly string[], files: FileChoice): void => {
  for (const letter of letters) {
    const file = files(codePointOf(letter));
    if (file) wanted.set(file, (wanted.get(file) ?? FOR_SHAPING) + letter + letter.normalize('NFKD'));
  }
};

const baseFace = async (weight: Weight): Promise<Face> => {
  const path = createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${BASE[weight]}.ttf`);
  return faceOf(path, await readFile(path));
};

/** Only the letters that are needed, in one weight of all that the file has. */
const cutOut = async ({ path }: FontFile, letters: string, weight: Weight): Promise<Face> => {
  const { default: subsetFont } = await import('subset-font');
  const options = { targetFormat: 'sfnt', variationAxes: { wght: WEIGHT_OF_CSS[weight] } } as const;
  return faceOf(`${path}, ${weight}`, await subsetFont(await readFile(path), letters, options));
};

const faceOf = async (name: string, data: Buffer): Promise<Face> => ({ name, data, shaper: await shaperOf(data) });

const has = (face: Face | undefined, codePoint: number): boolean => face?.shaper.codePoints.has(codePoint) ?? false;
