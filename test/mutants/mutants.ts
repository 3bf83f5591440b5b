import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { ROOT } from '../support/tree/sources.ts';
import { type Edit, OPERATORS } from './operators.ts';

/** A source with one thing broken in it. */
export interface Mutant {
  /** From the project's root. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** What stands there, and what is put into its place. */
  readonly was: string;
  readonly now: string;
  readonly source: string;
}

/** What a mutant is known by, wherever its lines come to stand. */
export const nameOf = ({ file, was, now }: Pick<Mutant, 'file' | 'was' | 'now'>): string => `${file}: ${was} → ${now}`;

export const sourceOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** What an edit makes of a source. */
export const mutant = (file: string, source: string, { from, to, text }: Edit): Mutant => {
  const [start, end] = [source.lastIndexOf('\n', from - 1) + 1, source.indexOf('\n', to)];
  const [before, behind] = [source.slice(start, from), source.slice(to, end)];
  return {
    file,
    line: source.slice(0, from).split('\n').length,
    was: source.slice(start, end).replaceAll(/\s+/g, ' ').trim(),
    now: `${before}${text}${behind}`.replaceAll(/\s+/g, ' ').trim(),
    source: source.slice(0, from) + text + source.slice(to),
  };
};

/** Every mutant of a file that its operators make, each once, but for those that say the same or nothing at all. */
export const mutantsOf = async (file: string): Promise<Mutant[]> => {
  const source = sourceOf(file);
  const code = withoutComments(file, source);
  const all = OPERATORS.flatMap((operator) => operator(code)).map((edit) => mutant(file, source, edit));
  const programs = new Set([await programOf(file, source)]);
  const different: Mutant[] = [];
  for (const each of all) {
    const program = await programOf(file, each.source);
    if (program === undefined || programs.has(program)) continue;
    programs.add(program);
    different.push(each);
  }
  return different;
};

/** The source with blanks in the place of comments. */
const withoutComments = (file: string, source: string): string =>
  source.replaceAll(file.endsWith('.lua') ? /--.*/g : /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/ .*/gm, (comment) =>
    comment.replaceAll(/[^\n]/g, ' '),
  );

/** The source without types and comments; undefined where it is no program. */
const programOf = async (file: string, source: string): Promise<string | undefined> => {
  if (file.endsWith('.lua')) return source.replaceAll(/ *--.*/g, '');
  return transform(source, { loader: 'ts', minifySyntax: true, minifyWhitespace: true, legalComments: 'none' }).then(
    ({ code }) => code,
    () => undefined,
  );
};

/** So many of them, by a seed: the same ones as long as what they break stays as it is. */
export const chosen = (mutants: readonly Mutant[], most: number, seed: string): Mutant[] => {
  const rank = (each: Mutant) =>
    createHash('sha1')
      .update(`${seed} ${nameOf(each)}`)
      .digest('hex');
  return [...mutants]
    .sort((a, b) => rank(a).localeCompare(rank(b)))
    .slice(0, most)
    .sort((a, b) => a.line - b.line);
};
