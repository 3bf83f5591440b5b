import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import type { Place, Wanted } from './place.ts';

/** Redis has its own way with what it keeps there. */
const OF_REDIS = 'appendonlydir';
/** Below these a file is about one or a few people, and goes whole. */
const GOES_WHOLE = /^(mail|exports)\//;

/** The bot's folder: mails that were written for want of a mail server, exports on their way. */
export const dataFolder = (folder: string): Place => {
  const find = async (wanted: Wanted): Promise<string[]> => {
    const found: string[] = [];
    for (const file of await filesIn(folder)) if (await tellsOf(join(folder, file), wanted)) found.push(file);
    return found;
  };
  return {
    name: 'files',
    find,
    async erase(wanted) {
      const found = (await find(wanted)).filter((file) => GOES_WHOLE.test(file));
      for (const file of found) await rm(join(folder, file), { force: true });
      return found.length;
    },
  };
};

/** Paths from the folder, with slashes. */
const filesIn = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(ifGone([]));
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length))
    .filter((file) => !file.startsWith(OF_REDIS));
};

const tellsOf = async (file: string, wanted: Wanted): Promise<boolean> => {
  const text = wanted.has(file) ? '' : await readFile(file, 'utf8').catch(ifGone(''));
  return wanted.has(file) || wanted.has(text) || (/\.eml(\.part)?$/.test(file) && wanted.has(await wordsOf(text)));
};

/** A mail as its reader sees it. */
const wordsOf = async (mail: string): Promise<string> => {
  const { attachments: _, html, text, ...head } = await PostalMime.parse(mail);
  return [JSON.stringify(head), html ?? '', text ?? ''].join('\n');
};

/** Files come and go meanwhile. */
const ifGone =
  <Value>(instead: Value) =>
  (error: NodeJS.ErrnoException): Value => {
    if (error.code === 'ENOENT') return instead;
    throw error;
  };
