/**
 * Loaded before a bot: writes into `LOOP_DELAYS`, at each SIGUSR2, how long its loop was held up since the last one, in ms, and
 * at each SIGURG how many bytes of its heap are in use after a sweep.
 */
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const delays = monitorEventLoopDelay({ resolution: 1 });
delays.enable();
process.on('SIGUSR2', () => {
  const values = [50, 90, 99, 100].map((part) => delays.percentile(part) / 1e6);
  writeFileSync(`${process.env['LOOP_DELAYS']}/${process.pid}`, values.map((value) => value.toFixed(1)).join(' / '));
  delays.reset();
});

process.on('SIGURG', () => {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  writeFileSync(`${process.env['LOOP_DELAYS']}/${process.pid}.heap`, String(process.memoryUsage().heapUsed));
});
