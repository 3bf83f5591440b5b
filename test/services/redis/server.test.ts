import assert from 'node:assert/strict';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { pino } from 'pino';
import { connectRedis } from '../../../services/redis/client.ts';
import { findRedis, RedisUnavailable } from '../../../services/redis/server.ts';
import { PATH, startRedis, type TestRedis, temporaryDirectory } from '../../support/redis/redis.ts';

const log = pino({ level: 'silent' });

const urlOf = ({ connection }: TestRedis): string =>
  'url' in connection ? connection.url : `unix://${connection.path}`;

describe('Finding Redis', () => {
  let dataDir: string;
  const find = (redisUrl: string | undefined, path = PATH) =>
    findRedis({ redisUrl, dataDir, path, log, patience: 500 });

  beforeEach(async () => {
    dataDir = await temporaryDirectory();
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  it('takes the given one before one of our own, and does not stop it', async () => {
    const given = await startRedis();
    const found = await find(urlOf(given));
    assert.deepEqual(found.connection, { url: urlOf(given) });
    assert.deepEqual(found.warnings, []);
    await found.stop();
    assert.equal(await given.redis.ping(), 'PONG');
    await given.stop();
  });

  it('warns about the given one', async () => {
    const given = await startRedis();
    await given.redis.configSet('appendfsync', 'everysec');
    const { warnings } = await find(urlOf(given));
    assert.equal(warnings.length, 1);
    assert.match(String(warnings[0]), /appendfsync everysec: .* Set it to always\.$/);
    await given.stop();
  });

  it('waits for a given one that is not there yet', async () => {
    const redisUrl = `unix://${dataDir}/redis.sock`;
    const found = findRedis({ redisUrl, dataDir, path: PATH, log, patience: 10_000 });
    const given = await find(undefined);
    assert.equal((await found).description, `Redis at ${redisUrl}`);
    await given.stop();
  });

  it('waits for a given one that is about to become a master, and complains about one that stays a replica', async () => {
    const given = await startRedis();
    await given.redis.sendCommand(['REPLICAOF', '127.0.0.1', '1']);
    await assert.rejects(find(urlOf(given)), /cannot be used: it takes no writes, see the README \(read-only\)$/);
    const found = findRedis({ redisUrl: urlOf(given), dataDir, path: PATH, log, patience: 10_000 });
    await given.redis.sendCommand(['REPLICAOF', 'NO', 'ONE']);
    assert.deepEqual((await found).warnings, []);
    await given.stop();
  });

  it('complains in one line without the password when nothing listens at the given address', async () => {
    await assert.rejects(find('redis://admin:s3cr%40t@127.0.0.1:1/2'), (error) => {
      assert.ok(error instanceof RedisUnavailable);
      assert.match(error.message, /^REDIS_URL: redis:\/\/127\.0\.0\.1:1\/2 cannot be used: .*ECONNREFUSED.*$/);
      assert.ok(!JSON.stringify([error.message, error.stack, error.cause]).includes('s3cr'));
      return true;
    });
  });

  it('complains when the password is wrong, without telling it', async () => {
    const given = await startRedis();
    await given.redis.configSet('requirepass', 'right');
    const wrong = urlOf(given).replace('//', '//default:s3cret@');
    await assert.rejects(find(wrong), { name: 'RedisUnavailable', message: /^(?!.*s3cret).*WRONGPASS/ });
    await given.stop();
  });

  it('complains when something else listens there that says nothing', async () => {
    const silent = createServer((socket) => socket.unref()).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    assert.ok(address !== null && typeof address === 'object');
    await assert.rejects(find(`redis://:s3cret@127.0.0.1:${address.port}`), {
      name: 'RedisUnavailable',
      message: /^(?!.*s3cret)REDIS_URL: /,
    });
    silent.close();
  });

  for (const malformed of ['redis://:s3cret@', 'http://:s3cret@host', 'redis://:s3cret@host/x', 's3cret'])
    it(`complains about the malformed address ${malformed} without repeating it`, async () => {
      await assert.rejects(find(malformed), {
        name: 'RedisUnavailable',
        message: /^REDIS_URL is not an address such as (?!.*s3cret)/,
      });
    });

  it('starts one inside the process when there is no program, and says that it keeps nothing', async () => {
    const found = await find(undefined, '');
    assert.equal(found.keepsData, false);
    assert.match(found.warnings.join(), /NOTHING IS KEPT/);
    const redis = await connectRedis({ ...found.connection, log });
    await redis.hSet('hash', { a: '1' });
    assert.equal(await redis.eval('return redis.call("HGET", KEYS[1], "a")', { keys: ['hash'] }), '1');
    await found.stop();
    redis.destroy();
  });

  it('lets nobody into the one inside the process without its password', async () => {
    const found = await find(undefined, '');
    assert.ok('url' in found.connection);
    const { port, password } = new URL(found.connection.url);
    assert.ok(!found.description.includes(password) && password.length >= 43);
    for (const credentials of ['', ':guess@', `:${password.slice(1)}@`]) {
      const wrong = connectRedis({ url: `redis://${credentials}127.0.0.1:${port}`, log, patience: 0 });
      await assert.rejects(wrong, /NOAUTH|WRONGPASS/);
    }
    await found.stop();
  });

  it('opens the one inside the process to this machine only', async () => {
    const found = await find(undefined, dataDir);
    assert.ok('url' in found.connection);
    assert.equal(new URL(found.connection.url).hostname, '127.0.0.1');
    const { port } = new URL(found.connection.url);
    const listening = process.report.getReport() as {
      libuv?: { type: string; localEndpoint?: { ip4: string; port: number } }[];
    };
    const endpoints = (listening.libuv ?? []).filter(({ localEndpoint }) => localEndpoint?.port === Number(port));
    assert.deepEqual([...new Set(endpoints.map(({ localEndpoint }) => localEndpoint?.ip4))], ['127.0.0.1']);
    await found.stop();
  });
});
