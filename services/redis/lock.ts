import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { beginningOf } from './process-beginning.ts';
import { RedisUnavailable } from './unavailable.ts';

/** Milliseconds. */
const LONGEST_WAIT = 60_000;
const CHECKED_EVERY = 50;

/** Those of this process take turns here, by lock file, in their order. */
const turns = new Map<string, Promise<unknown>>();

/**
 * Runs the work while nobody else, in this process or another on this machine, runs work under the same lock file.
 * The lock of a process that died is broken, and so is one in which nothing stands.
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
  const giveUpAt = performance.now() + LONGEST_WAIT;
  while (!(await isTaken(file))) {
    const found = await readFile(file, 'utf8').catch(() => undefined);
    if (found !== undefined && !(await isHeld(found))) await remove(file, found);
    if (performance.now() > giveUpAt)
      throw new RedisUnavailable(`Another start is under way: remove ${file} if no other bot uses this directory`);
    await sleep(CHECKED_EVERY);
  }
  return await work().finally(() => rm(file, { force: true }));
};

/** The file appears with what stands in it, or not at all, also where the disk is full or the power fails meanwhile. */
const isTaken = async (file: string): Promise<boolean> => {
  const draft = besides(file);
  try {
    await writeFile(draft, `${process.pid} ${await beginningOf(process.pid)} ${randomUUID()}`, { flush: true });
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
};

/** Whether the process that wrote it lives: not one that has got its number since, in this life of the machine or another. */
const isHeld = async (content: string): Promise<boolean> => {
  const [, pid, beginning] = /^(\d+) (.+) \S+$/.exec(content) ?? [];
  return beginning !== undefined && (await beginningOf(Number(pid))) === beginning;
};

/** Removes the lock that was found, and no other one that has come in its place meanwhile. */
const remove = async (file: string, found: string): Promise<void> => {
  const aside = besides(file);
  try {
    await rename(file, aside);
    if ((await readFile(aside, 'utf8')) !== found) await link(aside, file);
  } catch (error) {
    // Somebody else was faster.
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    await rm(aside, { force: true });
  }
};

const besides = (file: string): string => `${file}.${randomUUID()}`;
