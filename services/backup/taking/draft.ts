import { randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { textLines } from '../lines.ts';

/** Where a backup is put together, in lines; what is there of a try that came to nothing is thrown away. */
export interface Draft {
  readonly write: (text: string) => Promise<void>;
  readonly restart: () => Promise<void>;
  /** What was written, from the beginning. */
  readonly lines: () => AsyncGenerator<string>;
  readonly close: () => Promise<void>;
}

/** Texts are gathered before they are written. */
const FULL = 256 * 1024;

/** Opens a draft in a folder. It has no name there, so that nothing is left of it when its process dies. */
export const openDraft = async (folder: string): Promise<Draft> => {
  const path = join(folder, `backup-${randomUUID()}`);
  const file: FileHandle = await open(path, 'w+', 0o600);
  await unlink(path);
  let [gathered, size, position] = ['', 0, 0];
  const flush = async () => {
    const [bytes, at] = [Buffer.from(gathered), position];
    [gathered, size, position] = ['', 0, position + bytes.length];
    await file.write(bytes, 0, bytes.length, at);
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
    async *lines() {
      await flush();
      yield* textLines(file.createReadStream({ start: 0, autoClose: false, encoding: 'utf8' }));
    },
    close: () => file.close(),
  };
};
