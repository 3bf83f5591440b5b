import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { RedisUnavailable } from './unavailable.ts';

/** Milliseconds. */
const LONGEST_WAIT = 60_000;
const CHECKED_EVERY = 50;

/** What this process has written into lock files it holds: after a restart in a container an old one has its pid too. */
const held = new Set<string>();

/**
 * Runs the work while nobody else, in this process or another on this machine, runs work under the same lock file.
 * The lock of a process that died is broken.
 * @throws {RedisUnavailable} when a living process holds it for more than a minute
 */
export const withLock = async <T>(file: string, work: () => Promise<T>): Promise<T> => {
  const mine = `${process.pid} ${randomUUID()}`;
  held.add(mine);
  try {
    await acquire(file, mine);
    return await work().finally(() => rm(file, { force: true }));
  } finally {
    held.delete(mine);
  }
};

const acquire = async (file: string, mine: string): Promise<void> => {
  const giveUpAt = Date.now() + LONGEST_WAIT;
  while (!(await isCreated(file, mine))) {
    const holder = await readFile(file, 'utf8').catch(() => '');
    if (isStale(holder)) await rm(file, { force: true });
    if (Date.now() > giveUpAt)
      throw new RedisUnavailable(`Another start is under way: remove ${file} if no other bot uses this directory`);
    await sleep(CHECKED_EVERY);
  }
};

const isCreated = (file: string, content: string): Promise<boolean> =>
  writeFile(file, content, { flag: 'wx' }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );

const isStale = (holder: string): boolean => {
  const pid = Number.parseInt(holder, 10);
  if (Number.isNaN(pid)) return false;
  return pid === process.pid ? !held.has(holder) : !isAlive(pid);
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};
