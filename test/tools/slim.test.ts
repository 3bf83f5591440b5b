import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryDirectory } from '../support/redis/redis.ts';
import { ROOT } from '../support/tree/sources.ts';

const slim = (folder: string) => promisify(execFile)(process.execPath, ['tools/slim.mjs', folder], { cwd: ROOT });

/** A folder of packages with such files. */
const packagesWith = async (...files: readonly string[]): Promise<string> => {
  const folder = await temporaryDirectory();
  for (const file of files) {
    await mkdir(join(folder, file, '..'), { recursive: true });
    await writeFile(join(folder, file), 'x'.repeat(3_000_000));
  }
  return folder;
};

const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name).slice(folder.length + 1)] : [],
  );

describe('npm run slim', () => {
  it('takes out what no program loads, and says how much', async () => {
    const kept = [
      'a/index.js',
      'a/package.json',
      'a/LICENSE.md',
      '@b/c/lib/x.mjs',
      '@b/c/font.woff2',
      '@b/c/NOTICE.md',
    ];
    const gone = ['a/index.js.map', 'a/index.d.ts', 'a/README.md', '@b/c/lib/x.d.mts', '@b/c/src/x.ts', '@b/c/x.cts'];
    const folder = await packagesWith(...kept, ...gone);
    const { stdout } = await slim(folder);
    assert.equal(stdout, 'The packages took 34 MB of the disk, and take 17 MB now.\n');
    assert.deepEqual((await filesIn(folder)).sort(), kept.sort());
  });

  it('follows no link out of the folder', async () => {
    const [folder, elsewhere] = [await packagesWith('a/index.js'), await packagesWith('types.d.ts')];
    await symlink(elsewhere, join(folder, 'linked'));
    await slim(folder);
    assert.deepEqual(await filesIn(elsewhere), ['types.d.ts']);
  });

  it('leaves an install for development as it is', async () => {
    const folder = await packagesWith('tsx/index.js', 'a/index.d.ts');
    await assert.rejects(slim(folder), { code: 1, stderr: /for development/ });
    assert.deepEqual((await filesIn(folder)).sort(), ['a/index.d.ts', 'tsx/index.js']);
  });
});
