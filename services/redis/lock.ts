import { readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { RedisUnavailable } from './unavailable.ts';

/** Milliseconds. */
const LONGEST_WAIT = 60_000;
const CHECKED_EVERY = 50;

/** Those of this process take turns here, by lock file; so a file with our own process id is left from an earlier life. */
const turns = new Map<string, Promise<unknown>>();

/**
 * Runs the work while nobody else, in this process or another on this machine, runs work under the same lock file.
 * The lock of a process that died is broken.
 * @throws {RedisUnavailable} when a living process holds it for more than a minute
 */
export const withLock = <T>(file: string, work: () => Promise<T>): Promise<T> => {
  const turn = (turns.get(file) ?? Promise.resolve()).then(() => holding(file, work));
  turns.set(
    file,
    turn.catch(() => undefined),
  );
  return turn;
};

const holding = async <T>(file: string, work: () => Promise<T>): Promise<T> => {
  const giveUpAt = Date.now() + LONGEST_WAIT;
  while (!(await isCreated(file))) {
    if (await isStale(file)) await rm(file, { force: true });
    if (Date.now() > giveUpAt)
      throw new RedisUnavailable(`Another start is under way: remove ${file} if no other bot uses this directory`);
    await sleep(CHECKED_EVERY);
  }
  return await work().finally(() => rm(file, { force: true }));
};

const isCreated = (file: string): Promise<boolean> =>
  writeFile(file, String(process.pid), { flag: 'wx' }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );

const isStale = async (file: string): Promise<boolean> => {
  const holder = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
  return holder === process.pid || (!Number.isNaN(holder) && !isAlive(holder));
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};
