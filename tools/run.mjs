/**
 * Runs a program of this project: `node tools/run.mjs bot/index.ts [argument…]`. It is put together into one file first,
 * which takes a fraction of a second and makes the start several times faster than compiling each file as it is loaded.
 */
import { randomUUID } from 'node:crypto';
import { readFile, rename, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Each source keeps its own `import.meta.url`, by which it finds the files beside it. */
const ownAddress = {
  name: 'own-address',
  setup(bundler) {
    bundler.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const address = JSON.stringify(relative(ROOT, path));
      return { contents: text.replaceAll('import.meta.url', `new URL(${address}, ROOT_URL).href`), loader: 'ts' };
    });
  },
};

/** Several may start at the same time, so the file is put in place in one go. */
const bundle = async (entry) => {
  const made = join(ROOT, 'dist', `${entry.replace(/\.ts$/, '')}.mjs`);
  const draft = `${made}.${randomUUID()}.mjs`;
  const options = { bundle: true, platform: 'node', format: 'esm', packages: 'external', sourcemap: 'inline' };
  const banner = { js: `const ROOT_URL = new URL(${JSON.stringify(pathToFileURL(ROOT).href)});` };
  await build({ ...options, entryPoints: [join(ROOT, entry)], outfile: draft, banner, plugins: [ownAddress] });
  await rename(draft, made).finally(() => rm(draft, { force: true }));
  return made;
};

process.setSourceMapsEnabled(true);
process.argv.splice(1, 1);
await import(pathToFileURL(await bundle(process.argv[1])).href);
