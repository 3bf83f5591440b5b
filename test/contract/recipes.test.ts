import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { applyStep, type Recipe, recipesIn } from '../support/tree/recipes.ts';
import { ROOT } from '../support/tree/sources.ts';

const recipes = recipesIn(readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8'));
const COUNTS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const LEFT_OUT = ['node_modules', '.git', '.data', 'build'];
const CONTRACTS = ['boundaries', 'circles', 'documents', 'layout', 'locales', 'manifest', 'names', 'registry', 'verbs'];
const LOOKING_AT_ALL = [
  ...CONTRACTS.map((name) => `test/contract/${name}.test.ts`),
  'test/bot/conversation/roles.test.ts',
  'test/bot/features/notices/cards.test.ts',
  'test/bot/features/notices/kinds.test.ts',
  'test/bot/understanding/grammar/rules.test.ts',
];

/** A copy of the tree to which the recipes are applied, word for word. */
const follow = (all: readonly Recipe[]): string => {
  const copy = mkdtempSync(join(tmpdir(), 'recipe-'));
  for (const name of readdirSync(ROOT).filter((each) => !LEFT_OUT.includes(each)))
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  for (const step of all.flatMap(({ steps }) => steps)) {
    const file = join(copy, step.path);
    const text = applyStep(step, existsSync(file) ? readFileSync(file, 'utf8') : '');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return copy;
};

/** Runs a command in the copy and says what it says when it fails. */
const run = (copy: string, ...command: string[]): void => {
  const { status, stdout, stderr } = spawnSync('npx', ['--no-install', ...command], { cwd: copy, encoding: 'utf8' });
  assert.equal(status, 0, `${command.join(' ')}\n${stdout}\n${stderr}`);
};

describe('The recipes', () => {
  it('are those for a command, a change and a notice', () =>
    assert.deepEqual(
      recipes.map(({ name }) => name),
      ['command', 'change', 'notice'],
    ));

  for (const { name, count, steps } of recipes)
    it(`take ${count} files for a ${name}, as the heading says`, () =>
      assert.equal(COUNTS.indexOf(count), new Set(steps.map(({ path }) => path)).size));

  it('lead to a tree that passes the types, the style, the contracts and the tests', () => {
    const copy = follow(recipes);
    try {
      run(copy, 'tsx', 'docs/write.ts');
      run(copy, 'tsc');
      run(copy, 'biome', 'check', '--error-on-warnings', '.');
      run(copy, 'mocha', '--reporter', 'dot', ...testsOf(recipes));
    } finally {
      rmSync(copy, { recursive: true });
    }
  });
});

/** The tests that the recipes bring or change, and those that look at every command and notice. */
const testsOf = (all: readonly Recipe[]): string[] => {
  const brought = all.flatMap(({ steps }) => steps.map(({ path }) => path)).filter((path) => path.startsWith('test/'));
  assert.ok(brought.length >= all.length);
  return [...brought.filter((path) => path.endsWith('.test.ts')), ...LOOKING_AT_ALL];
};
