import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Language } from '../../../locales/index.ts';

/** A sentence that is not understood as it should be. */
export interface WrongSentence {
  readonly sentence: string;
  readonly language: Language;
  readonly wanted: unknown;
  readonly got: unknown;
}

/** The list beside a test of the sentences that are known to be wrong, a line each. */
export interface KnownWrong {
  readonly file: URL;
  /** The sentences that are wrong today. */
  readonly wrongToday: () => readonly WrongSentence[];
}

const linesOf = (wrong: readonly WrongSentence[]): string[] => wrong.map((each) => JSON.stringify(each));

/** Fails where a sentence turned wrong, turned right or is wrong in another way than the list says. */
export const assertKnownWrong = ({ file, wrongToday }: KnownWrong): void => {
  const known = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const today = linesOf(wrongToday());
  const changed = {
    turnedWrong: today.filter((line) => !known.includes(line)),
    turnedRight: known.filter((line) => !today.includes(line)),
  };
  const unchanged = { turnedWrong: [], turnedRight: [] };
  assert.deepEqual(
    changed,
    unchanged,
    `\`npm run test:known-wrong\` rewrites the list:\n${JSON.stringify(changed, null, 2)}`,
  );
};

/** Writes the list anew. */
export const rewriteKnownWrong = ({ file, wrongToday }: KnownWrong): void =>
  writeFileSync(
    file,
    linesOf(wrongToday())
      .map((line) => `${line}\n`)
      .join(''),
  );
