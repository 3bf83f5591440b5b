import { fork, spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { PATH } from '../redis/redis.ts';
import { ROOT } from '../tree/sources.ts';

/** Runs a program of the project, named from its root, in a process of its own, as the product is run. */
export const runProgram = (path: string, ...args: readonly string[]) =>
  fork(join(ROOT, 'tools', 'run.mjs'), [path, ...args]);

/** Runs a command beside the bot, such as `backup`, on the bot's own Redis, to its end. */
export const runBeside = (dataDir: string, command: string, ...args: readonly string[]) =>
  runCommandWith({ DATA_DIR: dataDir, LOG_LEVEL: 'error' }, command, ...args);

/** Runs a command with these variables set, and no other than the path, to its end. */
export const runCommandWith = async (
  variables: Readonly<Record<string, string>>,
  command: string,
  ...args: readonly string[]
) => {
  const env = { PATH, ...variables };
  const child = spawn(process.execPath, ['tools/run.mjs', `bot/start/commands/${command}.ts`, ...args], { env });
  const closed = new Promise<number>((done) => child.once('close', (code) => done(code ?? -1)));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { out, err, code };
};
