import { startRedis } from '../support/redis/redis.ts';
import { runModel } from './run.ts';

describe('The commerce service, compared with a model in memory', () => {
  it('does what the model does, whatever is asked in whatever order', async function () {
    this.timeout(600_000);
    const server = await startRedis();
    await server.redis.configSet('appendfsync', 'no');
    await runModel(server.redis, { sequences: 40, seed: 20261101, longest: 40 }).finally(() => server.stop());
  });
});
