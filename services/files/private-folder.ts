import { chmod, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Modes of what only its owner may read. */
const [OWNERS_FOLDER, OWNERS_FILE] = [0o700, 0o600];
const OTHERS = 0o077;
/** What a system shares among all, such as /tmp, is marked so. */
const SHARED = 0o1000;

/** A folder cannot be kept from other users of the machine; the message is one line for the person who starts the bot. */
export class FolderNotPrivate extends Error {}

/** From now on this process, and those that it starts, make files that only their owner may read. */
export const makePrivateFiles = (): void => {
  process.umask(OTHERS);
};

/**
 * Makes a folder that only its owner may enter, and takes one that is there away from all others.
 * @throws {FolderNotPrivate} where others may enter and it is not ours to change
 */
export const makePrivateFolder = async (folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: OWNERS_FOLDER });
  await keepPrivate(folder);
};

/**
 * Takes a folder, if there is one, away from all but its owner, with what is in it. Where a system has no such rights
 * (Windows), nothing is changed.
 * @throws {FolderNotPrivate} where others may enter and it is not ours to change
 */
export const keepPrivate = async (folder: string): Promise<void> => {
  const mode = await stat(folder).then(
    (found) => found.mode,
    () => 0,
  );
  if (process.platform === 'win32' || (mode & OTHERS) === 0) return;
  if (mode & SHARED) throw notPrivate(folder, 'it is shared by all');
  try {
    await chmod(folder, OWNERS_FOLDER);
  } catch (error) {
    throw notPrivate(folder, (error as NodeJS.ErrnoException).code ?? String(error));
  }
  await takeFromOthers(folder);
};

const notPrivate = (folder: string, reason: string): FolderNotPrivate =>
  new FolderNotPrivate(
    `Other users of this machine can read ${folder}, and that cannot be changed (${reason}). Set DATA_DIR to a folder of the bot's own.`,
  );

/** What an earlier version has left open; nobody can come by it any more, but a copy of it would be as open. */
const takeFromOthers = async (folder: string): Promise<void> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile() || each.isDirectory())) {
    const mode = entry.isDirectory() ? OWNERS_FOLDER : OWNERS_FILE;
    // What goes away meanwhile, or is another user's, is in a folder that nobody else can enter.
    await chmod(join(entry.parentPath, entry.name), mode).catch(() => undefined);
  }
};
