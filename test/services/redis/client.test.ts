import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { connectRedis, isUnreachable, type Redis } from '../../../services/redis/client.ts';
import { serverPid, startRedis, type TestRedis } from '../../support/redis/redis.ts';

const ready = (redis: Redis) => new Promise((resolve) => redis.once('ready', resolve));

describe('The Redis client', () => {
  let server: TestRedis;
  let lines: string[];
  const log = pino({}, { write: (line) => lines.push(JSON.parse(line).msg) });
  const connect = (more: { silentAfter?: number } = {}) => connectRedis({ ...server.connection, log, ...more });

  beforeEach(async () => {
    server = await startRedis();
    lines = [];
  });
  afterEach(() => server.stop());

  it('fails at once while the server is away, in a way that is told from other errors', async () => {
    const redis = await connect();
    await server.stop();
    await assert.rejects(redis.get('key'), isUnreachable);
    await assert.rejects(redis.multi().get('key').exec(), isUnreachable);
    redis.destroy();
    await assert.rejects(redis.get('key'), isUnreachable);
  });

  it('tells a command that was under way when the server died', async () => {
    const redis = await connect();
    const waiting = assert.rejects(redis.blPop('list', 0), isUnreachable);
    await server.kill9();
    await waiting;
    redis.destroy();
  });

  it('comes back by itself, and logs one line for the loss and one for the return', async () => {
    const redis = await connect();
    const back = ready(redis);
    await server.kill9();
    await back;
    while ((await redis.ping().catch(() => 'LOADING')) !== 'PONG') await sleep(5);
    assert.deepEqual(lines, ['Redis cannot be reached; trying again until it can', 'Redis can be reached again']);
    redis.destroy();
  });

  it('connects anew when the server hangs, however many commands are sent', async () => {
    const redis = await connect({ silentAfter: 200 });
    const pid = await serverPid(redis);
    const traffic = setInterval(() => redis.get('key').catch(() => undefined), 20);
    process.kill(pid, 'SIGSTOP');
    await assert.rejects(redis.get('key'), isUnreachable);
    clearInterval(traffic);
    const back = ready(redis);
    process.kill(pid, 'SIGCONT');
    await back;
    assert.equal(await redis.ping(), 'PONG');
    assert.equal(lines[0], 'Redis does not take writes; connecting anew');
    redis.destroy();
  });

  it('stays connected while nothing is asked', async () => {
    const redis = await connect({ silentAfter: 3_000 });
    const id = await redis.clientId();
    await new Promise((resolve) => setTimeout(resolve, 7_000));
    assert.equal(await redis.clientId(), id);
    redis.destroy();
  });

  it('gives up the first connection when it has no more patience', async () => {
    await server.stop();
    await assert.rejects(connectRedis({ ...server.connection, log, patience: 100 }), { code: 'ENOENT' });
  });

  it('does not take a refusal for an unreachable server', async () => {
    await server.redis.set('string', 'x');
    await assert.rejects(server.redis.lPush('string', 'y'), (error) => !isUnreachable(error));
    await assert.rejects(server.redis.eval('return redis.error_reply("ERR no")'), (error) => !isUnreachable(error));
    assert.equal(isUnreachable(new TypeError('undefined is not a function')), false);
    assert.equal(isUnreachable(undefined), false);
  });

  it('takes a server that may not write for unreachable', async () => {
    await server.redis.sendCommand(['REPLICAOF', '127.0.0.1', '1']);
    await assert.rejects(server.redis.set('key', 'x'), isUnreachable);
    await server.redis.sendCommand(['REPLICAOF', 'NO', 'ONE']);
    await server.redis.configSet('maxmemory', '1');
    await assert.rejects(server.redis.set('key', 'x'), isUnreachable);
  });
});
