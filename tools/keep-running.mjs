/**
 * Keeps a program running: `node tools/keep-running.mjs tools/run.mjs bot/index.ts [argument…]`. One that ends by itself is
 * started again, sooner or later by how often it does so. One that says before it was ever ready that it cannot start
 * (exit code 1: the configuration, a port) is not, and SIGINT and SIGTERM end both. The program says that it is ready with
 * a message; that its channel is gone tells it that this process is.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds. */
const SHORTEST_DELAY = 200;
const LONGEST_DELAY = 30_000;
const STEADY_AFTER = 60_000;

const CANNOT_START = 1;

/** Megabytes of the young generation's halves: what is larger is touched all over, and no turn becomes quicker by it. */
const YOUNG = '--max-semi-space-size=4';

const stopping = new AbortController();
let child;
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    stopping.abort();
    child?.kill(signal);
  });

const run = async () => {
  const began = performance.now();
  child = spawn(process.execPath, [...process.execArgv, YOUNG, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  let ready = false;
  child.once('message', () => {
    ready = true;
  });
  const [code, signal] = await once(child, 'exit');
  return { code, signal, ready, milliseconds: performance.now() - began };
};

const keepRunning = async () => {
  let [delay, wasReady] = [SHORTEST_DELAY / 2, false];
  for (;;) {
    const { code, signal, ready, milliseconds } = await run();
    wasReady ||= ready;
    if (stopping.signal.aborted) return code ?? 0;
    if (code === 0 || (code === CANNOT_START && !wasReady)) return code;
    delay = milliseconds > STEADY_AFTER ? SHORTEST_DELAY : Math.min(2 * delay, LONGEST_DELAY);
    const record = {
      level: 50,
      time: Date.now(),
      code,
      signal,
      delay,
      msg: 'The program has ended; starting it again',
    };
    process.stderr.write(`${JSON.stringify(record)}\n`);
    await sleep(delay, undefined, { signal: stopping.signal }).catch(() => undefined);
    if (stopping.signal.aborted) return 0;
  }
};

process.exitCode = await keepRunning();
