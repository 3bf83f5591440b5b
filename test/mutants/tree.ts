import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LUA } from '../support/tree/scripts.ts';
import { ROOT } from '../support/tree/sources.ts';
import type { Mutant } from './mutants.ts';

const COPIED = ['services', 'test', 'demo', 'package.json', 'tsconfig.json', '.mocharc.json'];

/** A copy of the project in which scripts can be broken. */
export interface Tree {
  /** Puts a mutant in the place of its script, runs the tests of some files, and puts the script back. */
  survives(mutant: Mutant, tests: readonly string[]): Promise<boolean>;
  /** Whether the tests pass as it is. */
  passes(tests: readonly string[]): Promise<boolean>;
  remove(): Promise<void>;
}

export const copyTree = async (): Promise<Tree> => {
  const folder = await mkdtemp(join(tmpdir(), 'mutants-'));
  for (const name of COPIED) await cp(join(ROOT, name), join(folder, name), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const passes = (tests: readonly string[]): Promise<boolean> =>
    promisify(execFile)(process.execPath, ['node_modules/mocha/bin/mocha.js', '--bail', ...tests], {
      cwd: folder,
    }).then(
      () => true,
      () => false,
    );
  return {
    passes,
    async survives({ script, source }, tests) {
      const file = join(LUA, `${script}.lua`);
      await writeFile(join(folder, file), source);
      const survived = await passes(tests);
      await cp(join(ROOT, file), join(folder, file));
      return survived;
    },
    remove: () => rm(folder, { recursive: true }),
  };
};
