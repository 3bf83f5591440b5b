/**
 * Compares the service with the model for long: `npm run test:model [minutes] [seed]`, 5 minutes unless told otherwise.
 */
import { startRedis } from '../support/redis/redis.ts';
import { runModel } from './run.ts';

const [minutes = '5', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
const say = (text: string) => process.stdout.write(`${text}\n`);

const server = await startRedis();
await server.redis.configSet('appendfsync', 'no');
say(`${minutes} minutes from seed ${seed}`);
const began = Date.now();
const until = began + Number(minutes) * 60_000;
const run = await runModel(server.redis, { sequences: 1_000_000, seed: Number(seed), longest: 60, until }).finally(() =>
  server.stop(),
);
for (const [area, { done, refused }] of [...run.tally].sort())
  say(`${area.padEnd(22)} ${String(done).padStart(8)} done ${String(refused).padStart(8)} refused`);
const seconds = Math.round((Date.now() - began) / 1000);
say(`${run.sequences} tenants, ${run.steps} steps, 0 differences, in ${seconds} s`);
