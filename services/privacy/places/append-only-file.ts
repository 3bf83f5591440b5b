import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isUnreachable, type Redis } from '../../redis/client.ts';
import { saidBy } from '../../redis/health/trouble.ts';
import type { Place } from './place.ts';

/** Milliseconds. */
const ASKED_EVERY = 50;

/**
 * What Redis has written on disk: every command of the past stands there, until the file is written anew from what there
 * is now. Of a server elsewhere only it knows; it is asked to do the same.
 */
export const appendOnlyFile = (redis: Redis, folder: string): Place => ({
  name: 'append-only file',
  async erase() {
    if (!(await keepsFile(redis))) return 0;
    // One may be under way that began too early.
    await untilRewritten(redis);
    // One that may not be asked does so by itself, when the file has grown.
    const asked = await redis.sendCommand(['BGREWRITEAOF']).catch(unlessRefused);
    if (asked !== undefined) await untilRewritten(redis);
    return 0;
  },
  async find(wanted) {
    const own = join(folder, 'appendonlydir');
    const files = await readdir(own).catch(() => []);
    const texts = await Promise.all(files.map((file) => readFile(join(own, file), 'utf8').catch(() => '')));
    return files.filter((_, i) => wanted.has(texts[i] ?? ''));
  },
});

const unlessRefused = (error: unknown): undefined => {
  if (isUnreachable(error) && saidBy(error) !== 'forbidden') throw error;
  return undefined;
};

const stateOf = async (redis: Redis): Promise<string> => redis.info('persistence').catch(() => '');

const keepsFile = async (redis: Redis): Promise<boolean> => /^aof_enabled:1/m.test(await stateOf(redis));

const untilRewritten = async (redis: Redis): Promise<void> => {
  while (/^aof_rewrite_(in_progress|scheduled):1/m.test(await stateOf(redis))) await sleep(ASKED_EVERY);
};
