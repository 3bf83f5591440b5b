import assert from 'node:assert/strict';
import { chmod, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FolderNotPrivate, keepPrivate, makePrivateFolder } from '../../../services/files/private-folder.ts';
import { spawnBot } from '../../support/bots/started-bot.ts';
import { temporaryDirectory } from '../../support/redis/redis.ts';

const modeOf = async (path: string): Promise<string> => ((await stat(path)).mode & 0o7777).toString(8);

/** What others may read below a folder, and the folder itself. */
const openToOthers = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => !entry.isSocket()).map((entry) => join(entry.parentPath, entry.name));
  const modes = await Promise.all([folder, ...paths].map(async (path) => [path, await modeOf(path)] as const));
  return modes.filter(([, mode]) => !mode.endsWith('00')).map(([path, mode]) => `${path} ${mode}`);
};

describe('A private folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await temporaryDirectory();
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is made for its owner alone, whatever is above it', async () => {
    await makePrivateFolder(join(folder, 'a', 'b'));
    assert.deepEqual([await modeOf(join(folder, 'a')), await modeOf(join(folder, 'a', 'b'))], ['700', '700']);
  });

  it('is taken away from others where it is there, with all that is in it', async () => {
    await mkdir(join(folder, 'mail'));
    await writeFile(join(folder, 'mail', 'a.eml'), 'To: Megan');
    for (const path of ['mail/a.eml', 'mail', '']) await chmod(join(folder, path), 0o777);
    await keepPrivate(folder);
    assert.deepEqual(await openToOthers(folder), []);
  });

  it('is not made of what all share', async () => {
    await chmod(folder, 0o1777);
    await assert.rejects(keepPrivate(folder), FolderNotPrivate);
    assert.equal(await modeOf(folder), '1777');
  });

  it('is nothing to a start that needs none', async () => {
    await keepPrivate(join(folder, 'none'));
    assert.deepEqual(await readdir(folder), []);
  });
});

describe('What a started bot keeps', () => {
  it('is for its owner alone, also in a folder that others could read', async () => {
    const dataDir = await temporaryDirectory();
    await writeFile(join(dataDir, 'old.log'), 'of an earlier version', { mode: 0o644 });
    await chmod(dataDir, 0o755);
    const umask = process.umask(0);
    const bot = await spawnBot({ dataDir }).finally(() => process.umask(umask));
    await bot.prints(/^Data/m);
    assert.deepEqual(await openToOthers(dataDir), []);
    assert.ok((await readdir(dataDir)).includes('appendonlydir'));
    await bot.stop();
    await rm(dataDir, { recursive: true });
  });

  it('is refused a folder that all share, in one line', async () => {
    const dataDir = await temporaryDirectory();
    await chmod(dataDir, 0o1777);
    const bot = await spawnBot({ dataDir });
    await assert.rejects(bot.prints(/^Data/m));
    assert.match(
      bot.complained(),
      /^Other users of this machine can read .*Set DATA_DIR to a folder of the bot's own\.$/m,
    );
    await rm(dataDir, { recursive: true });
  });
});
