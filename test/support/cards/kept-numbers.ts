import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TEST_CARDS } from '../../../services/payments/test-cards.ts';
import { PUBLISHED } from './written.ts';

/** What tests type in chat and on the payment page; others of the sandbox look like ids. */
export const TYPED: readonly string[] = [
  ...TEST_CARDS.map(({ number }) => number.replaceAll(' ', '')),
  ...Object.values(PUBLISHED).flat(),
].filter((digits) => !/0{8}/.test(digits));

/** The ten digits of each script, in the order of Unicode. */
const VALUES = new Map(
  Array.from({ length: 0x1ffff }, (_, codePoint) => String.fromCodePoint(codePoint))
    .filter((sign) => /\p{Nd}/u.test(sign))
    .map((sign, i) => [sign, String(i % 10)]),
);

/** A text in ASCII digits and letters alone, so that it does not matter how a number in it is written. */
const bare = (text: string): string => {
  const written = text.replace(/&nbsp;|<br\/?>|\\[nrt]|\\u[0-9a-f]{4}/g, '');
  // Most of what is searched is ASCII, and there is much of it.
  return /[^\0-\x7f]/.test(written) ? inAscii(written) : written.replace(/[^a-z\d]+/gi, '');
};

const inAscii = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{Nd}]+/gu, '')
    .replace(/\p{Nd}/gu, (sign) => VALUES.get(sign) ?? sign);

/** The numbers of cards that tests type, or other wanted words, that a text holds, however they are written. */
export const keptNumbers = (text: string, numbers = TYPED): string[] => {
  const digits = bare(text);
  return numbers.filter((number) => digits.includes(bare(number)));
};

/** The files below a folder that hold any of them. */
export const filesWithNumbers = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found = await Promise.all(
    files.map(async (file) => [file, keptNumbers(await readFile(file, 'utf8'))] as const),
  );
  return found.filter(([, numbers]) => numbers.length > 0).map(([file, numbers]) => `${file}: ${numbers.join(', ')}`);
};
