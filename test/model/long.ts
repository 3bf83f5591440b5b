/**
 * Compares the service with the model for long: `npm run test:model [sequences] [seed]`, 10,000 unless told otherwise.
 */
import { startRedis } from '../support/redis/redis.ts';
import { runModel } from './run.ts';

const [sequences = '10000', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
const say = (text: string) => process.stdout.write(`${text}\n`);

const server = await startRedis();
await server.redis.configSet('appendfsync', 'no');
say(`${sequences} sequences from seed ${seed}`);
const began = performance.now();
const run = await runModel(server.redis, { sequences: Number(sequences), seed: Number(seed), longest: 40 }).finally(
  () => server.stop(),
);
const seconds = Math.round((performance.now() - began) / 1000);
say(`${run.sequences} sequences of ${run.commands} commands agree with the model, in ${seconds} s;`);
say(`of ${run.changes} changes asked for, ${run.refused} were to be refused and were`);
