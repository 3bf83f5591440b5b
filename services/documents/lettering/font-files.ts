import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** What has letters that the fonts of the page have not; the first that has all letters of a text is taken. */
const FAMILIES = [
  'noto-sans-arabic',
  'noto-sans-hebrew',
  'noto-sans-devanagari',
  'noto-sans-bengali',
  'noto-sans-tamil',
  'noto-sans-thai',
  'noto-sans-jp',
  'noto-sans-sc',
  'noto-sans-kr',
  'noto-emoji',
] as const;

type Family = (typeof FAMILIES)[number];
type Range = readonly [from: number, to: number];

/** A file with some of the letters of a family, such as those of one script, in all weights. */
export interface FontFile {
  readonly path: string;
  /** The code points that it is meant for; it may lack some. */
  readonly ranges: readonly Range[];
}

/** Which file to take for a letter. */
export type FileChoice = (codePoint: number) => FontFile | undefined;

/** The files for a text: its letters come of as few families as they can, so that a name is of one hand. */
export const filesFor = (codePoints: readonly number[]): FileChoice => {
  const misses = (family: Family) => codePoints.filter((each) => fileIn(family, each) === undefined).length;
  const byFit = FAMILIES.map((family) => ({ family, misses: misses(family) })).sort((a, b) => a.misses - b.misses);
  return (codePoint) => {
    for (const { family } of byFit) {
      const file = fileIn(family, codePoint);
      if (file) return file;
    }
    return undefined;
  };
};

const fileIn = (family: Family, codePoint: number): FontFile | undefined =>
  filesOf(family).find(({ ranges }) => ranges.some(([from, to]) => from <= codePoint && codePoint <= to));

const known = new Map<Family, readonly FontFile[]>();

const filesOf = (family: Family): readonly FontFile[] => {
  const files = known.get(family) ?? readFiles(family);
  known.set(family, files);
  return files;
};

/** Numbered parts stand in brackets: `[12]`. */
const readFiles = (family: Family): FontFile[] => {
  const root = `@fontsource-variable/${family}`;
  const parts = JSON.parse(readFileSync(require.resolve(`${root}/unicode.json`), 'utf8')) as Record<string, string>;
  return Object.entries(parts).map(([part, ranges]) => ({
    path: require.resolve(`${root}/files/${family}-${part.replace(/[[\]]/g, '')}-wght-normal.woff2`),
    ranges: ranges.split(',').map(rangeOf),
  }));
};

/** `U+0E01-0E5B`, or `U+200C`. */
const rangeOf = (text: string): Range => {
  const [from = '', to = from] = text.replace('U+', '').split('-');
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
};
