import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { lockedPackages } from '../support/tree/lock.ts';
import { ROOT, sourcesOf } from '../support/tree/sources.ts';

const packages = lockedPackages();
const shipped = packages.filter(({ dev }) => !dev);

/** Licenses that ask for no more than their text and a notice; that of fonts lets documents have them. */
const FREE = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
  'Zlib',
];
/** Looked at by hand: the terms of the font, and tools that are not part of what runs. */
const READ: Readonly<Record<string, string>> = {
  'dejavu-fonts-ttf': 'SEE LICENSE IN README.md AND LICENSE',
  '@microsoft/m365agentsplayground': 'SEE LICENSE IN LICENSE',
  argparse: 'PSF-2.0',
};

/** Of an expression such as `(AFL-2.1 OR MIT)` one is enough. */
const isFree = (license = ''): boolean =>
  license
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((each) => each.split(' AND ').every((part) => FREE.includes(part)));

/** The table of what is held at the rim: package, version, who knows it. */
const rim = [
  ...readFileSync(join(ROOT, 'docs/third-party.md'), 'utf8').matchAll(
    /^\| ([@\w/.-]+) \| ([\d][^ ]*) \| [^|]+ \| ([^|]+) \|/gm,
  ),
].map(([, name = '', version = '', knownTo = '']) => ({ name, version, knownTo }));

describe('What we did not write', () => {
  it('comes from the npm registry, with the digest of its content', () => {
    assert.ok(packages.length > 400);
    const doubtful = packages.filter(
      ({ integrity = '', resolved }) =>
        !integrity.startsWith('sha512-') || (resolved && !resolved.startsWith('https://registry.npmjs.org/')),
    );
    assert.deepEqual(
      doubtful.map(({ path }) => path),
      [],
    );
  });

  it('has licenses that ask for nothing but their mention, or that somebody has read', () => {
    const unread = packages.filter(({ name, license }) => !isFree(license) && READ[name] !== license);
    assert.deepEqual(
      unread.map(({ name, license }) => `${name}: ${license ?? 'none'}`),
      [],
    );
  });

  it('and what is not looked after any more is in the table, as the lock file has it', () => {
    assert.ok(rim.length > 8);
    for (const { name, version } of rim)
      assert.deepEqual(
        [...new Set(packages.filter((each) => each.name === name).map((each) => each.version))],
        [version],
        name,
      );
    const listed = new Set(rim.map(({ name }) => name));
    const given = shipped.filter(({ name, deprecated }) => deprecated && !listed.has(name));
    assert.deepEqual(
      given.map(({ name, deprecated }) => `${name}: ${deprecated}`),
      [],
    );
  });

  it('and is known to those alone whom the table names', () => {
    const sources = sourcesOf('bot', 'cards', 'services', 'locales', 'manifest', 'demo');
    for (const { name, knownTo } of rim) {
      const folders = [...knownTo.matchAll(/`([^`]+)`/g)].map(([, folder]) => `${folder}/`);
      const users = sources.filter(({ imports }) =>
        imports.some(({ from, typeOnly }) => !typeOnly && (from === name || from.startsWith(`${name}/`))),
      );
      const others = users.filter(({ path }) => !folders.some((folder) => path.startsWith(folder)));
      assert.deepEqual(
        others.map(({ path }) => path),
        [],
        name,
      );
    }
  });

  it('is told in full by npm run sbom, without a network', async () => {
    const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'sbom'], {
      cwd: ROOT,
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, npm_config_offline: 'true' },
    });
    const { bomFormat, components } = JSON.parse(stdout) as { bomFormat: string; components: { purl: string }[] };
    assert.equal(bomFormat, 'CycloneDX');
    const told = new Set(components.map(({ purl }) => decodeURIComponent(purl)));
    const wanted = packages.map(({ name, version }) => `pkg:npm/${name}@${version}`);
    assert.deepEqual(
      wanted.filter((purl) => !told.has(purl)),
      [],
    );
  });
});
