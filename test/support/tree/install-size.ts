import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { lockedPackages } from './lock.ts';
import { ROOT } from './sources.ts';

/** Bytes that a package takes on disk, without those that are installed below it. */
const sizeOf = (folder: string): number =>
  readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules')
    .reduce((sum, entry) => {
      const path = join(folder, entry.name);
      return sum + 512 * lstatSync(path).blocks + (entry.isDirectory() ? sizeOf(path) : 0);
    }, 0);

/** The packages of a production install, with the bytes that each takes on disk, the largest first. */
export const productionPackages = (): { readonly path: string; readonly bytes: number }[] =>
  lockedPackages()
    .filter(({ path, dev }) => !dev && existsSync(join(ROOT, path)))
    .map(({ path }) => ({ path, bytes: sizeOf(join(ROOT, path)) }))
    .sort((a, b) => b.bytes - a.bytes);
