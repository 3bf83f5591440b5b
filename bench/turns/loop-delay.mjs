/** Loaded before a bot: writes into `LOOP_DELAYS`, at each SIGUSR2, how long its loop was held up since the last one, in ms. */
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const delays = monitorEventLoopDelay({ resolution: 1 });
delays.enable();
process.on('SIGUSR2', () => {
  const values = [50, 90, 99, 100].map((part) => delays.percentile(part) / 1e6);
  writeFileSync(`${process.env['LOOP_DELAYS']}/${process.pid}`, values.map((value) => value.toFixed(1)).join(' / '));
  delays.reset();
});
