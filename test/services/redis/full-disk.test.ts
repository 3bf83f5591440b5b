import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { connectRedis, isUnreachable, type Redis } from '../../../services/redis/client.ts';
import type { RedisServer } from '../../../services/redis/redis-server.ts';
import { findRedis } from '../../../services/redis/server.ts';
import { capturedLog } from '../../support/attack/captured-log.ts';
import { PATH, serverPid, temporaryDirectory, untilGone } from '../../support/redis/redis.ts';

const run = promisify(execFile);

describe('A Redis server of our own on a disk that is full', () => {
  let dataDir: string;
  let server: RedisServer | undefined;
  let redis: Redis | undefined;

  before(async function () {
    dataDir = await temporaryDirectory();
    await run('mount', ['-t', 'tmpfs', '-o', 'size=6m,mode=0700', 'none', dataDir]).catch(() => {
      process.stderr.write('\nTHE TEST OF THE FULL DISK IS LEFT OUT, as this user may not mount a small one.\n\n');
      this.skip();
    });
  });
  after(async () => {
    redis?.destroy();
    await server?.stop();
    await run('umount', [dataDir]).catch(() => undefined);
    await rm(dataDir, { recursive: true, force: true });
  });

  const filler = () => join(dataDir, 'filler');
  const fill = () => writeFile(filler(), new Uint8Array(8_000_000)).catch(() => undefined);

  const isLocked = () =>
    stat(join(dataDir, 'redis.lock')).then(
      () => true,
      () => false,
    );

  /** Writes until it is refused. */
  const writeInVain = async (client: Redis): Promise<void> => {
    for (;;)
      try {
        await client.set('seats', 'x'.repeat(100_000));
      } catch (error) {
        assert.ok(isUnreachable(error));
        return;
      }
  };

  it('is started again as soon as there is room, with all that it had acknowledged', async () => {
    const { log, logged } = capturedLog();
    server = await findRedis({ dataDir, path: PATH, log });
    redis = await connectRedis({ ...server.connection, log });
    await redis.set('kept', 'yes');
    const pid = await serverPid(redis);
    await fill();
    await writeInVain(redis);
    await untilGone(pid);
    while (!/The disk is full/.test(logged())) await sleep(10);
    await rm(filler());
    while ((await redis.get('kept').catch(() => undefined)) !== 'yes') await sleep(10);
    await redis.set('seats', '3');
    // Who started it gives it up a moment after it answers.
    while (await isLocked()) await sleep(10);
  });
});
