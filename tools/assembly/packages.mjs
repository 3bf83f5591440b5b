/** Puts the packages that take long to load into few files, once for each state of `package-lock.json`. */
import { createHash, randomUUID } from 'node:crypto';
import { access, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * What is loaded at every start and stands in hundreds of files, as it is imported. Packages that read files of their own
 * cannot be among them; everything else is loaded from where it is installed.
 */
const PACKED = [
  '@microsoft/teams-ai',
  '@microsoft/teams-ai/lib/Application.js',
  'adaptive-expressions',
  'adaptivecards-templating',
  'botbuilder',
  'bullmq',
  'chrono-node/en',
  'pino',
  'redis',
  'restify',
  'zod',
];

const fileOf = (specifier) => `${specifier.replace(/\W+/g, '-')}.mjs`;

/** Files that a package asks for only to see whether they are there. */
const OPTIONAL = ['dtrace-provider', 'bunyan'];

const FRAMEWORK = /node_modules\/(@microsoft\/teams-ai|botbuilder[^/]*|botframework[^/]*)\/.*\.js$/;
const TOP_LEVEL_IMPORT = /^const (\w+) = require\(("[^"]+")\);$/gm;

/** Of the framework only what is used is loaded: each import waits until something of it is asked for. */
const loadedWhenUsed = {
  name: 'loaded-when-used',
  setup(bundler) {
    bundler.onLoad({ filter: FRAMEWORK }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const late = 'const $1 = new Proxy({}, { get: (_, name) => require($2)[name] });';
      return { contents: text.replace(TOP_LEVEL_IMPORT, late), loader: 'js' };
    });
  },
};

/** A file for each package, with the names that it exports: what it assigns to them is known only once it is loaded. */
const entries = {
  name: 'entries',
  setup(bundler) {
    bundler.onResolve({ filter: /^packed:/ }, ({ path }) => ({
      path: path.slice('packed:'.length),
      namespace: 'packed',
    }));
    bundler.onLoad({ filter: /.*/, namespace: 'packed' }, async ({ path }) => {
      const names = Object.keys(await import(path)).filter(
        (name) => /^[\w$]+$/.test(name) && name !== 'module.exports',
      );
      return { contents: `export { ${names.join(', ')} } from ${JSON.stringify(path)};`, resolveDir: ROOT };
    });
  },
};

/** Names of CommonJS that the packages use. */
const BANNER = `import { createRequire } from 'node:module';
import { dirname as directoryOf } from 'node:path';
import { fileURLToPath as pathOf } from 'node:url';
const require = createRequire(import.meta.url);
const __filename = pathOf(import.meta.url);
const __dirname = directoryOf(__filename);`;

const digest = async () => {
  const texts = await Promise.all(
    [join(ROOT, 'package-lock.json'), import.meta.filename].map((path) => readFile(path)),
  );
  return texts
    .reduce((hash, text) => hash.update(text), createHash('sha256'))
    .digest('hex')
    .slice(0, 16);
};

const exists = (path) =>
  access(path).then(
    () => true,
    () => false,
  );

const pack = async (outdir) => {
  const { build } = await import('esbuild');
  await build({
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'error',
    entryPoints: Object.fromEntries(PACKED.map((name) => [fileOf(name).replace(/\.mjs$/, ''), `packed:${name}`])),
    outdir,
    banner: { js: BANNER },
    external: OPTIONAL,
    plugins: [entries, loadedWhenUsed],
  });
};

/**
 * The packed packages: what is imported → the file that has it.
 * Several may start at the same time, so the folder is put in place in one go.
 */
export const packedPackages = async () => {
  const folder = join(ROOT, 'dist', 'packages', await digest());
  if (!(await exists(folder))) {
    const draft = `${folder}.${randomUUID()}`;
    await pack(draft);
    await writeFile(join(draft, 'package.json'), '{ "type": "module" }\n');
    await rename(draft, folder).catch(() => rm(draft, { recursive: true }));
  }
  return new Map(PACKED.map((name) => [name, join(folder, fileOf(name))]));
};
