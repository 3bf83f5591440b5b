/** One file of a recipe: a new one as it is to be, or what to change in one that exists. */
interface Step {
  readonly path: string;
  readonly isChange: boolean;
  readonly block: string;
}

export interface Recipe {
  /** What is added: `command`. */
  readonly name: string;
  /** In how many files, as the heading says: `five`. */
  readonly count: string;
  readonly steps: readonly Step[];
}

const HEADING = /^## Add a (\w+): (\w+) files$/;
const BLOCK = /^```(\w+) (\S+)\n([\s\S]*?)^```$/gm;

/** The recipes of a document: a section each, with a code block for each file, which names its path. */
export const recipesIn = (document: string): Recipe[] =>
  document.split(/^(?=## )/m).flatMap((section) => {
    const [, name, count] = HEADING.exec(section.split('\n')[0] ?? '') ?? [];
    if (!name || !count) return [];
    const steps = [...section.matchAll(BLOCK)].map(([, language, path = '', block = '']) => ({
      path,
      block,
      isChange: language === 'diff',
    }));
    return [{ name, count, steps }];
  });

/**
 * A file after a step. Of a change, the lines that stay or go must stand together in the file, once.
 * @throws Error where they do not
 */
export const applyStep = ({ path, isChange, block }: Step, text: string): string => {
  if (!isChange) return block;
  const hunks = block.split(/^…\n/m).map((hunk) => hunk.split('\n').filter((line) => line !== ''));
  const changed = hunks.reduce((so, hunk) => {
    const before = linesOf(hunk.filter((line) => !line.startsWith('+')));
    const [start, end, more] = so.split(before);
    if (start === undefined || end === undefined || more !== undefined)
      throw new Error(`${path} has these lines ${end === undefined ? 'nowhere' : 'more than once'}:${before}`);
    return start + linesOf(hunk.filter((line) => !line.startsWith('-'))) + end;
  }, `\n${text}`);
  return changed.slice(1);
};

/** Whole lines, without the marks of a change. */
const linesOf = (hunk: readonly string[]): string => `\n${hunk.map((line) => `${line.slice(1)}\n`).join('')}`;
