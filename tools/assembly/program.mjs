/** Puts a program of this project together, unless that was done since its sources were last changed. */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packedPackages, ROOT } from './packages.mjs';

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

/** Packages are loaded from where they are installed, but for those that are packed. */
const packages = (packed) => ({
  name: 'packages',
  setup(bundler) {
    bundler.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point'
        ? undefined
        : { path: packed.has(path) ? pathToFileURL(packed.get(path)).href : path, external: true },
    );
  },
});

const optionsFor = (entry, packed) => ({
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  chunkNames: 'parts/[name]-[hash]',
  sourcemap: 'linked',
  sourcesContent: false,
  logLevel: 'error',
  metafile: true,
  write: false,
  absWorkingDir: ROOT,
  entryPoints: [join(ROOT, entry)],
  outbase: ROOT,
  outdir: join(ROOT, 'dist'),
  banner: { js: `const ROOT_URL = new URL(${JSON.stringify(pathToFileURL(ROOT).href)});` },
  plugins: [ownAddress, packages(packed)],
});

const put = async (path, contents) => {
  const draft = `${path}.${randomUUID()}`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(draft, contents);
  await rename(draft, path);
};

/** When each of some files was changed last, and its size. */
const statesOf = (paths) =>
  Promise.all(
    paths.map(async (path) => {
      const { mtimeMs = 0, size = 0 } = await stat(join(ROOT, path)).catch(() => ({}));
      return [path, mtimeMs, size];
    }),
  );

const isCurrent = async (record, packed) => {
  try {
    const { sources, packages } = JSON.parse(await readFile(record, 'utf8'));
    const now = await statesOf(sources.map(([path]) => path));
    return packages === [...packed.values()].join() && JSON.stringify(now) === JSON.stringify(sources);
  } catch {
    return false;
  }
};

/** The file of a program, `bot/index.ts`, ready to be run. The entry is put in place last, in one go. */
export const builtProgram = async (entry) => {
  const packed = await packedPackages();
  const made = join(ROOT, 'dist', entry.replace(/\.ts$/, '.mjs'));
  const record = `${made}.json`;
  if (await isCurrent(record, packed)) return made;
  const { build, stop } = await import('esbuild');
  const { outputFiles, metafile } = await build(optionsFor(entry, packed));
  // Its process would stay as long as the program.
  await stop();
  const sources = await statesOf([...Object.keys(metafile.inputs), relative(ROOT, import.meta.filename)]);
  const last = ({ path }) => path === made;
  for (const { path, contents } of [...outputFiles].sort((a, b) => last(a) - last(b))) await put(path, contents);
  await put(record, JSON.stringify({ sources, packages: [...packed.values()].join() }));
  return made;
};
