import { statfs } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Bytes. */
const ENOUGH = 1024 * 1024;
/** Milliseconds. */
const LOOKED_EVERY = 500;

interface WaitForRoom {
  /** Ends the waiting. */
  readonly signal: AbortSignal;
  /** Called once where it begins. */
  readonly onFull: () => void;
}

/**
 * Waits while the disk of a folder is full.
 * @returns whether it was
 */
export const untilRoom = async (folder: string, { signal, onFull }: WaitForRoom): Promise<boolean> => {
  if (await hasRoom(folder)) return false;
  onFull();
  while (!signal.aborted && !(await hasRoom(folder)))
    await sleep(LOOKED_EVERY, undefined, { signal }).catch(() => undefined);
  return true;
};

/** A system that does not tell leaves it to the next try. */
const hasRoom = (folder: string): Promise<boolean> =>
  statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize >= ENOUGH,
    () => true,
  );
