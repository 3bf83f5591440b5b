import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from '../../../services/redis/lock.ts';
import { beginningOf } from '../../../services/redis/process-beginning.ts';
import { temporaryDirectory } from '../../support/redis/redis.ts';

describe('A lock between processes', () => {
  let folder: string;
  let file: string;
  let living: ChildProcess;

  before(async () => {
    living = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
    await once(living, 'spawn');
  });
  after(async () => {
    living.kill();
    await once(living, 'exit');
  });
  beforeEach(async () => {
    folder = await temporaryDirectory();
    file = join(folder, 'redis.lock');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const isGot = async () => assert.equal(await withLock(file, async () => 'got'), 'got');

  it('leaves nothing behind, whatever becomes of the work', async () => {
    await isGot();
    await assert.rejects(
      withLock(file, () => Promise.reject(new Error('broken'))),
      /broken/,
    );
    assert.deepEqual(await readdir(folder), []);
  });

  it('names its process while it is held', async () => {
    const content = await withLock(file, () => readFile(file, 'utf8'));
    assert.ok(content.startsWith(`${process.pid} ${await beginningOf(process.pid)} `));
  });

  it('is broken where nothing stands in it, as a full disk or a power cut leaves it', async () => {
    await writeFile(file, '');
    await isGot();
    await writeFile(file, '\0\0\0\0');
    await isGot();
  });

  it('is broken where its process has died', async () => {
    const dead = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await once(dead, 'exit');
    await writeFile(file, `${dead.pid} long ago x`);
    await isGot();
    await writeFile(file, `${dead.pid}`);
    await isGot();
  });

  it('is broken where another process has got the number of the one that held it, as 1 in every container', async () => {
    for (const pid of [1, living.pid]) {
      await writeFile(file, `${pid} another-life/17 x`);
      await isGot();
    }
  });

  it('is waited for while its process lives', async () => {
    await writeFile(file, `${living.pid} ${await beginningOf(living.pid ?? 0)} x`);
    let got = false;
    const waiting = withLock(file, async () => {
      got = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(got, false);
    await rm(file);
    await waiting;
  });

  it('is held by one at a time where many break it at once', async () => {
    for (let n = 0; n < 5; n++) {
      await writeFile(file, '');
      let inside = 0;
      // Paths that differ are not in the same line of this process.
      const names = [...Array(8).keys()].map((each) => `${folder}/${'./'.repeat(each)}redis.lock`);
      await Promise.all(
        names.map((name) =>
          withLock(name, async () => {
            assert.equal(++inside, 1);
            await new Promise((resolve) => setTimeout(resolve, 1));
            inside -= 1;
          }),
        ),
      );
    }
  });
});
