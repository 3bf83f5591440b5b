/**
 * Breaks one thing at a time, and asks whether a test notices: `npm run test:mutants`. That tries what `named.ts` lists, and
 * of every file of `plan.ts` some that the operators make besides: `SEED` chooses others, `MOST` how many of a file in all, `JOBS` how
 * many at once. `npm run test:mutants -- term.ts` tries those alone that have this in their line. Prints a table; ends with 1 where
 * something can be broken unnoticed that `explained.ts` does not explain.
 */
import { availableParallelism } from 'node:os';
import { explanationOf } from './explained.ts';
import { chosen, type Mutant, mutantsOf, nameOf } from './mutants.ts';
import { NAMED_FILES, namedIn } from './named.ts';
import { PLAN, testsOf } from './plan.ts';
import { copyTree, type Outcome, type Tree } from './tree.ts';

type Fate = 'caught' | 'explained' | 'survived';

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const { SEED = '1', MOST, JOBS = availableParallelism() } = process.env;
const wanted = process.argv.slice(2);
const planned = PLAN.flatMap(({ files, most }) => files.map((file) => ({ file, most: Number(MOST ?? most) })));
const unplanned = NAMED_FILES.filter((named) => !planned.some(({ file }) => file === named));
if (unplanned.length > 0) throw new Error(`No tests are planned for ${unplanned.join(', ')}`);

const isWanted = (mutant: Mutant): boolean =>
  wanted.length === 0 || wanted.some((part) => nameOf(mutant).includes(part));

/** Those that have a name first; the operators may make the same ones. */
const triedOf = async (file: string, most: number): Promise<Mutant[]> => {
  const named = namedIn(file);
  const all = [...named, ...chosen(await mutantsOf(file), Math.max(0, most - named.length), SEED)];
  return [...new Map(all.map((each) => [each.source, each])).values()].filter(isWanted);
};

const left = (await Promise.all(planned.map(({ file, most }) => triedOf(file, most)))).flat();
const fates = new Map<string, Record<Fate, number>>(
  left.map(({ file }) => [file, { caught: 0, explained: 0, survived: 0 }]),
);

/** What came of tests as it is, by their names. */
const unbroken = new Map<string, Promise<Outcome>>();

/** A mutant is caught only by tests that pass without it. */
const passAsItIs = async (tree: Tree, tests: readonly string[]): Promise<boolean> => {
  const name = tests.join(' ');
  const outcome = unbroken.get(name) ?? tree.run(tests);
  unbroken.set(name, outcome);
  if ((await outcome) !== 'passed') say(`These tests fail already: ${name}`);
  return (await outcome) === 'passed';
};

const fateOf = async (tree: Tree, mutant: Mutant): Promise<Fate> => {
  if (explanationOf(mutant)) return 'explained';
  for (const tests of testsOf(mutant.file))
    if ((await tree.run(tests, mutant)) !== 'passed' && (await passAsItIs(tree, tests))) return 'caught';
  return 'survived';
};

say(`${left.length} mutants of ${fates.size} files`);
const work = async (tree: Tree): Promise<void> => {
  for (let mutant = left.shift(); mutant; mutant = left.shift()) {
    const fate = await fateOf(tree, mutant);
    const counts = fates.get(mutant.file);
    if (counts) counts[fate] += 1;
    say(`${fate.padEnd(10)} ${mutant.line.toString().padStart(4)} ${nameOf(mutant)}`);
  }
};

const began = performance.now();
const trees = await Promise.all(Array.from({ length: Number(JOBS) }, copyTree));
try {
  await Promise.all(trees.map(work));
} finally {
  await Promise.all(trees.map((tree) => tree.remove()));
}

const line = (first: string, ...cells: (string | number)[]): void =>
  say(first.padEnd(62) + cells.map((cell) => String(cell).padStart(10)).join(''));
const row = (file: string, { caught, explained, survived }: Record<Fate, number>): void =>
  line(file, caught + explained + survived, caught, explained, survived);
line('file', 'mutants', 'caught', 'explained', 'survivors');
for (const [file, counts] of fates) row(file, counts);
const total = { caught: 0, explained: 0, survived: 0 };
for (const counts of fates.values()) for (const fate of Object.keys(total) as Fate[]) total[fate] += counts[fate];
row(`all, in ${Math.round((performance.now() - began) / 60_000)} minutes`, total);
process.exitCode = total.survived === 0 ? 0 : 1;
