import { randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Draft } from './take.ts';

/** A draft on disk. */
export interface FileDraft extends Draft {
  /** What was written, from the beginning. */
  readonly read: () => Readable;
  readonly close: () => Promise<void>;
}

/** Texts are gathered before they are written. */
const FULL = 256 * 1024;

/** Opens a draft in a folder. It has no name there, so that nothing is left of it when its process dies. */
export const openDraft = async (folder: string): Promise<FileDraft> => {
  const path = join(folder, `backup-${randomUUID()}`);
  const file: FileHandle = await open(path, 'w+', 0o600);
  await unlink(path);
  let [gathered, size, position] = ['', 0, 0];
  const flush = async () => {
    const bytes = Buffer.from(gathered);
    [gathered, size] = ['', 0];
    await file.write(bytes, 0, bytes.length, position);
    position += bytes.length;
  };
  return {
    async write(text) {
      gathered += text;
      size += text.length;
      if (size >= FULL) await flush();
    },
    async restart() {
      [gathered, size, position] = ['', 0, 0];
      await file.truncate(0);
    },
    async finish() {
      await flush();
    },
    read: () => file.createReadStream({ start: 0, autoClose: false }),
    close: () => file.close(),
  };
};
