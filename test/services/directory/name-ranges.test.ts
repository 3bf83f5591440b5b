import assert from 'node:assert/strict';
import { prefixRange, wordsRange } from '../../../services/directory/name-index.ts';
import { rangesOf } from '../../../services/directory/name-ranges.ts';
import { generationKeys } from '../../../services/redis/keys.ts';
import { freshTenantId, startRedis, type TestRedis } from '../../support/redis/redis.ts';

describe('Ranges of the names index', () => {
  let server: TestRedis;
  before(async () => {
    server = await startRedis();
  });
  after(() => server.stop());

  const directoryOf = async (...members: readonly string[]) => {
    const keys = generationKeys(freshTenantId(), '1');
    await server.redis.zAdd(
      keys.names,
      members.map((value) => ({ score: 0, value })),
    );
    return { redis: server.redis, keys };
  };
  const scriptsRun = async () =>
    Number(/cmdstat_evalsha:calls=(\d+)/.exec(await server.redis.info('commandstats'))?.[1] ?? 0);

  it('are each what was asked for, and as much of it', async () => {
    const readRange = rangesOf(await directoryOf('anna berg\t1', 'annabel lee\t2', 'berg\t1', 'bo ek\t3'));
    const asked = [
      readRange(wordsRange('anna'), 9),
      readRange(prefixRange('anna'), 9),
      readRange(prefixRange('b'), 1),
      readRange(prefixRange('x'), 9),
    ];
    assert.deepEqual(await Promise.all(asked), [['anna berg\t1'], ['anna berg\t1', 'annabel lee\t2'], ['berg\t1'], []]);
  });

  it('that are asked for together are read by one command, also where that follows from what was read', async () => {
    const readRange = rangesOf(await directoryOf('anna berg\t1'));
    await readRange(prefixRange('a'), 1);
    const before = await scriptsRun();
    const goOn = async (prefix: string) => {
      await readRange(prefixRange(prefix), 9);
      return readRange(prefixRange(`${prefix}n`), 9);
    };
    await Promise.all(['a', 'b', 'c', 'd'].map(goOn));
    assert.equal((await scriptsRun()) - before, 2);
  });

  it('are refused together where Redis is away', async () => {
    const own = await startRedis();
    const readRange = rangesOf({ redis: own.redis, keys: generationKeys(freshTenantId(), '1') });
    await own.stop();
    const asked = await Promise.allSettled([readRange(prefixRange('a'), 1), readRange(prefixRange('b'), 1)]);
    assert.deepEqual(
      asked.map(({ status }) => status),
      ['rejected', 'rejected'],
    );
  });
});
