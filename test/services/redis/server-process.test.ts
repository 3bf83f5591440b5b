import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { connectRedis, isUnreachable, type Redis } from '../../../services/redis/client.ts';
import type { RedisServer } from '../../../services/redis/redis-server.ts';
import { findRedis, RedisUnavailable } from '../../../services/redis/server.ts';
import { kill9, PATH, serverPid, startRedis, temporaryDirectory, untilGone } from '../../support/redis/redis.ts';

const log = pino({ level: 'silent' });

const startElsewhere = async (dataDir: string): Promise<ChildProcess> => {
  const starter = spawn(process.execPath, ['--import', 'tsx', 'test/support/redis/redis-starter.ts', dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(starter.stdout, 'data');
  return starter;
};

const kill = async (starter: ChildProcess): Promise<void> => {
  starter.kill('SIGKILL');
  await once(starter, 'close');
};

/** Goes on until Redis has answered it. */
const persist = async <T>(command: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await command();
    } catch (error) {
      assert.ok(isUnreachable(error), `not a sign of an unreachable Redis: ${error}`);
    }
    await sleep(5);
  }
};

describe('A Redis server of our own', () => {
  let dataDir: string;
  let servers: RedisServer[];
  let clients: Redis[];
  const find = async (directory: string) => {
    const server = await findRedis({ dataDir: directory, path: PATH, log });
    servers.push(server);
    return server;
  };
  const connect = async ({ connection }: RedisServer) => {
    const redis = await connectRedis({ ...connection, log });
    clients.push(redis);
    return redis;
  };

  beforeEach(async () => {
    dataDir = await temporaryDirectory();
    servers = [];
    clients = [];
  });
  afterEach(async () => {
    for (const redis of clients) redis.destroy();
    await Promise.all(servers.map((server) => server.stop()));
    await rm(dataDir, { recursive: true, force: true });
  });

  it('keeps the data over a stop', async () => {
    const first = await find(dataDir);
    await (await connect(first)).set('seats', '3');
    await first.stop();
    const second = await find(dataDir);
    assert.equal(await (await connect(second)).get('seats'), '3');
    assert.equal(second.keepsData, true);
  });

  it('has ended once it is stopped', async () => {
    const server = await find(dataDir);
    const pid = await serverPid(await connect(server));
    await server.stop();
    assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
  });

  it('is restarted when it is killed, with every acknowledged write, and the client comes back', async () => {
    const { redis, kill9, stop } = await startRedis();
    const acknowledged: string[] = [];
    let killed: Promise<void> | undefined;
    for (let n = 0; n < 400; n++) {
      if (n === 200) killed = kill9();
      await persist(() => redis.set(`write:${n}`, n));
      acknowledged.push(`write:${n}`);
    }
    await killed;
    assert.ok(!(await persist(() => redis.mGet(acknowledged))).includes(null));
    await stop();
  });

  it('is restarted as often as it is killed', async () => {
    const { redis, kill9, stop } = await startRedis();
    const pids = new Set<number>();
    for (let n = 0; n < 3; n++) {
      pids.add(await persist(() => serverPid(redis)));
      await kill9();
    }
    assert.equal(pids.size, 3);
    assert.equal(await persist(() => redis.ping()), 'PONG');
    await stop();
  });

  it('is taken over when its starter was killed, and stopped in its stead', async () => {
    const starter = await startElsewhere(dataDir);
    const server = await find(dataDir);
    const redis = await connect(server);
    const pid = await serverPid(redis);
    assert.match(server.description, /found running/);
    await redis.set('seats', '3');
    await kill(starter);
    assert.equal(await redis.get('seats'), '3');
    await server.stop();
    await untilGone(pid);
    await assert.rejects(redis.get('seats'), isUnreachable);
  });

  it('is taken over when its starter was killed before', async () => {
    await kill(await startElsewhere(dataDir));
    const server = await find(dataDir);
    const redis = await connect(server);
    assert.match(server.description, /found running/);
    await server.stop();
    await assert.rejects(redis.ping(), isUnreachable);
  });

  it('is left running while another process uses it, and then restarted by that one', async () => {
    const starter = await startElsewhere(dataDir);
    const ours = await find(dataDir);
    const redis = await connect(ours);
    const pid = await serverPid(redis);
    await ours.stop();
    assert.equal(await serverPid(redis), pid);
    await kill9(pid);
    const successor = await persist(() => serverPid(redis));
    assert.notEqual(successor, pid);
    await kill(starter);
    await kill9(successor);
  });

  it('outlives its starter while somebody else uses it', async () => {
    const first = await find(dataDir);
    const second = await find(dataDir);
    const redis = await connect(second);
    await first.stop();
    assert.equal(await redis.ping(), 'PONG');
    const pid = await serverPid(redis);
    await second.stop();
    await untilGone(pid);
    await assert.rejects(redis.ping(), isUnreachable);
  });

  it('is one server when many start at once', async () => {
    const started = await Promise.all([find(dataDir), find(dataDir), find(dataDir), find(dataDir)]);
    const pids = await Promise.all(started.map(async (server) => serverPid(await connect(server))));
    assert.equal(new Set(pids).size, 1);
  });

  it('starts although a process died in the middle of starting it', async () => {
    await writeFile(join(dataDir, 'redis.lock'), String(process.pid));
    const server = await find(dataDir);
    assert.equal(await (await connect(server)).ping(), 'PONG');
  });

  it('is reached in a directory whose path is too long for a socket', async () => {
    const server = await find(join(dataDir, 'long'.repeat(40)));
    assert.ok('path' in server.connection && server.connection.path.length <= 100);
    const redis = await connect(server);
    const again = await find(join(dataDir, 'long'.repeat(40)));
    assert.equal(await serverPid(await connect(again)), await serverPid(redis));
  });

  it('lets nobody else at its directory and its socket', async () => {
    const own = join(dataDir, 'data');
    await find(own);
    assert.equal((await stat(own)).mode & 0o777, 0o700);
    assert.equal((await stat(join(own, 'redis.sock'))).mode & 0o777, 0o700);
  });

  it('is durable', async () => {
    const server = await find(dataDir);
    const redis = await connect(server);
    assert.deepEqual(
      { ...(await redis.configGet('append*')), ...(await redis.configGet('maxmemory-policy')) },
      {
        appendonly: 'yes',
        appendfsync: 'always',
        appendfilename: 'appendonly.aof',
        appenddirname: 'appendonlydir',
        'maxmemory-policy': 'noeviction',
      },
    );
  });

  it('tells the last lines of its log when it does not start', async () => {
    const first = await find(dataDir);
    await (await connect(first)).set('seats', '3');
    await first.stop();
    await writeFile(join(dataDir, 'appendonlydir', 'appendonly.aof.manifest'), 'nonsense\n');
    await assert.rejects(find(dataDir), (error) => {
      assert.ok(error instanceof RedisUnavailable);
      assert.match(error.message, /redis-server does not start: .*AOF manifest/);
      assert.ok(!error.message.includes('\n'));
      return true;
    });
  });

  it('refuses a data directory that is a file', async () => {
    const file = join(dataDir, 'file');
    await writeFile(file, '');
    await assert.rejects(find(file), { name: 'RedisUnavailable', message: /cannot use the directory .*EEXIST/ });
  });
});
