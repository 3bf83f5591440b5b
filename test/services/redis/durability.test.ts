import assert from 'node:assert/strict';
import { durabilityWarnings } from '../../../services/redis/durability.ts';
import { startRedis, type TestRedis } from '../../support/redis/redis.ts';
import { startRedisProcess } from '../../support/redis/redis-process.ts';

describe('Durability warnings', () => {
  let server: TestRedis;

  before(async () => {
    server = await startRedis();
  });
  after(() => server.stop());

  it('are none for the server of our own', async () => {
    assert.deepEqual(await durabilityWarnings(server.redis), []);
  });

  it('say what is at risk, setting by setting', async () => {
    await server.redis.configSet({ appendonly: 'no', appendfsync: 'everysec', 'maxmemory-policy': 'allkeys-lru' });
    assert.deepEqual(await durabilityWarnings(server.redis), [
      'Redis has appendonly no: it keeps no append-only file, so a restart of Redis can lose acknowledged changes. Set it to yes.',
      'Redis has appendfsync everysec: it does not write each change to disk at once, so a crash can lose the last acknowledged changes. Set it to always.',
      'Redis has maxmemory-policy allkeys-lru: it may throw data away when its memory is full. Set it to noeviction.',
    ]);
  });

  it('say of the queue what becomes of its jobs', async () => {
    const warnings = await durabilityWarnings(server.redis, 'jobs');
    assert.match(
      String(warnings[0]),
      /^The Redis of the queue has appendonly no: .* until it is looked for\. Set it to yes\.$/,
    );
    assert.equal(warnings.length, 3);
  });

  it('say what replicas leave open, and nothing where writes wait for them', async () => {
    const [master, replica] = await Promise.all([startRedisProcess(), startRedisProcess()]);
    const asked = async () => (await durabilityWarnings(master.admin)).filter((warning) => /replicas/.test(warning));
    assert.deepEqual(await asked(), []);
    await replica.follow(master);
    assert.match(
      String(await asked()),
      /^Redis has replicas and min-replicas-to-write 0: .* Set it to 1, see the README\.$/,
    );
    await master.admin.configSet('min-replicas-to-write', '1');
    assert.deepEqual(await asked(), []);
    await Promise.all([master.stop(), replica.stop()]);
  });

  it('say so when the settings may not be read', async () => {
    await server.redis.aclSetUser('default', '-config');
    const [warning, ...more] = await durabilityWarnings(server.redis);
    assert.match(String(warning), /does not let its settings be read \(NOPERM .*is not known\.$/);
    assert.deepEqual(more, []);
  });
});
