/**
 * Breaks one thing at a time, and asks whether a test notices: `npm run test:mutants`. That tries what `named.ts` lists, and
 * of every file of `plan.ts` some mutants that the operators make; `SEED` chooses others, `JOBS` how many at once. `npm run test:mutants -- term.ts` tries all
 * of the files whose path has that in it. Prints a table; ends with 1 where something can be broken unnoticed that `explained.ts`
 * does not explain.
 */
import { availableParallelism } from 'node:os';
import { explanationOf } from './explained.ts';
import { chosen, type Mutant, mutantsOf, nameOf } from './mutants.ts';
import { NAMED_FILES, namedIn } from './named.ts';
import { PLAN, testsOf } from './plan.ts';
import { copyTree, type Outcome, type Tree } from './tree.ts';

type Fate = 'caught' | 'explained' | 'survived';

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const seed = process.env['SEED'] ?? '1';
const wanted = process.argv.slice(2);
const planned = PLAN.flatMap(({ files, most }) => files.map((file) => ({ file, most })));
const unplanned = NAMED_FILES.filter((named) => !planned.some(({ file }) => file === named));
if (unplanned.length > 0) throw new Error(`No tests are planned for ${unplanned.join(', ')}`);
const files = planned.filter(({ file }) => wanted.length === 0 || wanted.some((part) => file.includes(part)));

/** Those that have a name first; the operators may make the same ones. */
const triedOf = async (file: string, most: number): Promise<Mutant[]> => {
  const made = await mutantsOf(file);
  const all = [...namedIn(file), ...chosen(made, wanted.length > 0 ? made.length : most, seed)];
  return [...new Map(all.map((each) => [each.source, each])).values()];
};

const fates = new Map<string, Record<Fate, number>>(
  files.map(({ file }) => [file, { caught: 0, explained: 0, survived: 0 }]),
);

/** Tests that pass as it is, by their names. */
const proven = new Map<string, Promise<Outcome>>();

/** A mutant is caught only by tests that pass without it. */
const prove = async (tree: Tree, tests: readonly string[]): Promise<void> => {
  const name = tests.join(' ');
  const proof = proven.get(name) ?? tree.run(tests);
  proven.set(name, proof);
  if ((await proof) !== 'passed') throw new Error(`These tests fail already: ${name}`);
};

const fateOf = async (tree: Tree, mutant: Mutant): Promise<Fate> => {
  if (explanationOf(mutant)) return 'explained';
  for (const tests of testsOf(mutant.file)) {
    if ((await tree.run(tests, mutant)) === 'passed') continue;
    await prove(tree, tests);
    return 'caught';
  }
  return 'survived';
};

const left: Mutant[] = [];
for (const { file, most } of files) left.push(...(await triedOf(file, most)));
say(`${left.length} mutants of ${files.length} files`);

const work = async (tree: Tree): Promise<void> => {
  for (let mutant = left.shift(); mutant; mutant = left.shift()) {
    const fate = await fateOf(tree, mutant);
    const counts = fates.get(mutant.file);
    if (counts) counts[fate] += 1;
    say(`${fate.padEnd(10)} ${mutant.line.toString().padStart(4)} ${nameOf(mutant)}`);
  }
};

const began = performance.now();
const jobs = Number(process.env['JOBS'] ?? availableParallelism());
const trees = await Promise.all(Array.from({ length: jobs }, copyTree));
try {
  await Promise.all(trees.map(work));
} finally {
  await Promise.all(trees.map((tree) => tree.remove()));
}

const row = (file: string, { caught, explained, survived }: Record<Fate, number>): void =>
  say(
    [
      file.padEnd(62),
      ...[caught + explained + survived, caught, explained, survived].map((n) => String(n).padStart(10)),
    ].join(''),
  );
say(
  `${'file'.padEnd(62)}${['mutants', 'caught', 'explained', 'survivors'].map((title) => title.padStart(10)).join('')}`,
);
for (const [file, counts] of fates) row(file, counts);
const total = { caught: 0, explained: 0, survived: 0 };
for (const counts of fates.values()) for (const fate of Object.keys(total) as Fate[]) total[fate] += counts[fate];
row(`all, in ${Math.round((performance.now() - began) / 60_000)} minutes`, total);
process.exitCode = total.survived === 0 ? 0 : 1;
