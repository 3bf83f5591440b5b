/**
 * Drops each check of each script, one at a time, and asks whether a test notices: `npm run test:mutants [script…]`.
 * Prints a table; ends with 1 where a check can be dropped unnoticed.
 */
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { LUA, scriptNames } from '../support/tree/scripts.ts';
import { ROOT } from '../support/tree/sources.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import { copyTree, type Tree } from './tree.ts';

/** Asked one after the other, the quickest first. */
const TESTS: readonly (readonly string[])[] = [
  ['test/proof/late-plans.test.ts'],
  ['test/services/commerce/**/*.test.ts', 'test/services/jobs/*.test.ts'],
  ['test/proof/interleaving.test.ts', 'test/proof/concurrency.test.ts', 'test/model/*.test.ts'],
];

const say = (...cells: (string | number)[]): void => {
  const [script = '', line = '', check = '', caught = ''] = cells;
  process.stdout.write(
    `${String(script).padEnd(20)} ${String(line).padStart(4)}  ${String(check).padEnd(56)} ${caught}\n`,
  );
};

const wanted = process.argv.slice(2);
const names = scriptNames();
const scripts = names.filter((name) => wanted.length === 0 || wanted.includes(name));
const sources = await Promise.all(scripts.map((name) => readFile(join(ROOT, LUA, `${name}.lua`), 'utf8')));
const left: Mutant[] = scripts.flatMap((name, i) => mutantsOf(name, sources[i] ?? ''));
const total = left.length;
let survivors = 0;

const work = async (tree: Tree): Promise<void> => {
  for (let mutant = left.shift(); mutant; mutant = left.shift()) {
    let survived = true;
    for (const tests of TESTS) survived &&= await tree.survives(mutant, tests);
    if (survived) survivors += 1;
    say(mutant.script, mutant.line, mutant.check, survived ? 'SURVIVED' : 'caught');
  }
};

const trees = await Promise.all(Array.from({ length: availableParallelism() }, copyTree));
try {
  for (const tests of TESTS)
    if (!(await trees[0]?.passes(tests))) throw new Error(`These tests fail already: ${tests.join(' ')}`);
  say('script', 'line', 'check that is dropped', '');
  await Promise.all(trees.map(work));
} finally {
  await Promise.all(trees.map((tree) => tree.remove()));
}
say(`${total - survivors} of ${total} caught`);
process.exitCode = survivors === 0 ? 0 : 1;
