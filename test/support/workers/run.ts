import { fork } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../tree/sources.ts';

/** Runs a program of the project, named from its root, in a process of its own, as the product is run. */
export const runProgram = (path: string, ...args: readonly string[]) =>
  fork(join(ROOT, 'tools', 'run.mjs'), [path, ...args]);
