/**
 * Takes out of a production install what no program loads: source maps, types and their sources, texts for developers.
 * Licenses stay. `npm ci --omit=dev && npm run slim`, or `node tools/slim.mjs <folder of packages>`.
 */
import { existsSync } from 'node:fs';
import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NOT_LOADED = /\.(map|[cm]?ts|flow|md|markdown)$/i;
const KEPT = /licen[cs]e|notice|copying/i;

/** Takes it out below a folder, behind no link; gives the bytes on disk before and after. */
const slimmed = async (folder) => {
  let [before, after] = [0, 0];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      const below = await slimmed(path);
      [before, after] = [before + below.before, after + below.after];
    } else if (entry.isFile()) {
      const bytes = 512 * (await lstat(path)).blocks;
      const goes = NOT_LOADED.test(entry.name) && !KEPT.test(entry.name);
      if (goes) await rm(path);
      [before, after] = [before + bytes, after + (goes ? 0 : bytes)];
    }
  }
  return { before, after };
};

const [folder = fileURLToPath(new URL('../node_modules', import.meta.url))] = process.argv.slice(2);
const megabytes = (bytes) => `${Math.round(bytes / 2 ** 20)} MB`;
if (existsSync(join(folder, 'tsx')) || (await lstat(folder)).isSymbolicLink()) {
  process.stderr.write(
    'This is an install for development, which needs its types. Install with npm ci --omit=dev first.\n',
  );
  process.exitCode = 1;
} else {
  const { before, after } = await slimmed(folder);
  process.stdout.write(`The packages took ${megabytes(before)} of the disk, and take ${megabytes(after)} now.\n`);
}
