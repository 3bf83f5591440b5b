import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT, sourcesOf } from '../support/tree/sources.ts';

/** What people come for. A feature has this one name in every layer, as a folder of the bot, the cards and the service. */
const FEATURES = [
  'audit',
  'billing',
  'buying',
  'centralizing',
  'exports',
  'home',
  'licenses',
  'moves',
  'notices',
  'partners',
  'policies',
  'privacy',
  'reports',
  'requests',
  'subscriptions',
];
const MOST_FILES = 15;
const MOST_LINES = 300;

const entriesOf = (folder: string) =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }).map((entry) => ({
    folder: join(folder, entry.parentPath.slice(join(ROOT, folder).length)),
    name: entry.name,
    isFolder: entry.isDirectory(),
  }));
const foldersIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
const not = (names: readonly string[], known: readonly string[]) => names.filter((name) => !known.includes(name));

describe('The layout', () => {
  it('has a folder for each feature in the bot, and no other there', () =>
    assert.deepEqual(foldersIn('bot/features').sort(), FEATURES));

  it('calls a feature the same among the cards', () =>
    assert.deepEqual(not(foldersIn('cards'), [...FEATURES, 'kit']), []));

  it('calls a feature the same in the commerce service', () => {
    const machinery = ['api', 'rules', 'store', 'import', 'migrations', 'core', 'clock', 'reminders'];
    assert.deepEqual(not(foldersIn('services/commerce'), [...FEATURES, ...machinery]), []);
  });

  it('is mirrored by the tests', () => {
    const folders = ['bot', 'cards', 'services', 'manifest', 'demo'].flatMap((layer) => [
      layer,
      ...entriesOf(layer).flatMap(({ folder, name, isFolder }) => (isFolder ? [join(folder, name)] : [])),
    ]);
    const tested = ['bot', 'cards', 'services', 'manifest', 'demo'].flatMap((layer) =>
      sourcesOf(join('test', layer)).map(({ path }) => dirname(path).slice('test/'.length)),
    );
    assert.deepEqual(not([...new Set(tested)], folders), []);
  });

  it(`has ${MOST_FILES} source files a folder at most`, () => {
    const layers = ['bot', 'cards', 'services', 'locales', 'manifest', 'demo', 'bench', 'docs', 'test'];
    const sources = layers.flatMap(entriesOf).filter(({ name }) => /\.(ts|lua)$/.test(name));
    const counts = new Map<string, number>();
    for (const { folder } of sources) counts.set(folder, (counts.get(folder) ?? 0) + 1);
    assert.ok(counts.size > 50);
    assert.deepEqual(
      [...counts].filter(([, count]) => count > MOST_FILES),
      [],
    );
  });

  it(`has no file of more than ${MOST_LINES} lines`, () => {
    const files = sourcesOf('bot', 'cards', 'services', 'locales', 'manifest', 'demo', 'bench', 'docs', 'test');
    assert.deepEqual(
      files.filter(({ text }) => text.split('\n').length > MOST_LINES).map(({ path }) => path),
      [],
    );
  });
});
