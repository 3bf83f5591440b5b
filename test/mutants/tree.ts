import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../support/tree/sources.ts';
import type { Mutant } from './mutants.ts';

const COPIED = ['bench', 'bot', 'cards', 'demo', 'docs', 'locales', 'manifest', 'services', 'test', 'tools'];
const FILES = ['README.md', 'package.json', 'package-lock.json', 'tsconfig.json', '.mocharc.json'];

/** Seconds of a processor that a run may take: a mutant may go round for ever. One that waits for ever is ended by mocha. */
const MAY_TAKE = 240;
const LIMITED = ['-c', `ulimit -t ${MAY_TAKE} && exec "$0" "$@"`];

/** Mocha as its own program starts it: one process, which can be ended. */
const MOCHA = ['--import=tsx', realpathSync(join(ROOT, 'node_modules', 'mocha', 'lib', 'cli', 'cli.js'))];

/** What came of a run; one that did not end was ended. */
export type Outcome = 'passed' | 'failed' | 'endless';

/** A copy of the project in which sources can be broken. */
export interface Tree {
  /** Runs the tests of some files to the first that fails, as they are or with a mutant in the place of its source. */
  run(tests: readonly string[], mutant?: Mutant): Promise<Outcome>;
  remove(): Promise<void>;
}

export const copyTree = async (): Promise<Tree> => {
  const folder = await mkdtemp(join(tmpdir(), 'mutants-'));
  const temporary = join(folder, 'tmp');
  for (const name of [...COPIED, ...FILES]) await cp(join(ROOT, name), join(folder, name), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  await mkdir(temporary);
  const runAsIs = async (tests: readonly string[]): Promise<Outcome> => {
    const run = spawn('sh', [...LIMITED, process.execPath, ...MOCHA, '--bail', ...tests], {
      cwd: folder,
      env: { ...process.env, TMPDIR: temporary },
      stdio: 'ignore',
    });
    const [code] = await once(run, 'exit');
    if (code === null) killServersIn(temporary);
    return code === null ? 'endless' : code === 0 ? 'passed' : 'failed';
  };
  return {
    async run(tests, mutant) {
      if (!mutant) return runAsIs(tests);
      const file = join(folder, mutant.file);
      const source = await readFile(file);
      await writeFile(file, mutant.source);
      const outcome = await runAsIs(tests);
      await writeFile(file, source);
      return outcome;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};

/** Who is killed cannot stop the servers that it has started. */
const killServersIn = (temporary: string): void => {
  for (const name of readdirSync(temporary, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('redis.pid')) continue;
    try {
      process.kill(Number(readFileSync(join(temporary, name), 'utf8')), 'SIGKILL');
    } catch {
      // It has ended.
    }
  }
};
