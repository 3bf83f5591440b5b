import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type StartedBot, spawnBot } from '../support/bots/started-bot.ts';
import { ROOT } from '../support/tree/sources.ts';

const READY = /ready after/;

/** The process of the bot itself, below the one that keeps it running. */
const botProcess = async ({ child: { pid } }: StartedBot): Promise<number> =>
  Number((await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ')[0]);

const spawnNode = (...args: readonly string[]) => {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    err += text;
  });
  return { child, printed: () => out, complained: () => err };
};

describe('What keeps the bot running', () => {
  it('starts it again where it was, on the same port and the same data, when it is killed', async () => {
    const bot = await spawnBot();
    await bot.prints(READY);
    for (const times of [2, 3]) {
      const pid = await botProcess(bot);
      process.kill(pid, 'SIGKILL');
      await bot.prints(new RegExp(`(${READY.source}[\\s\\S]*){${times}}`));
      assert.notEqual(await botProcess(bot), pid);
      assert.equal((await fetch(`http://127.0.0.1:${bot.port}/ready`)).status, 200);
    }
    assert.match(bot.printed(), /Contoso \(kept\)/);
    assert.equal((await bot.stop()).code, 0);
  });

  it('does not outlive it, nor does the bot', async () => {
    const bot = await spawnBot();
    await bot.prints(READY);
    // Both write to it, so it has its end when both have.
    const ended = once(bot.child, 'close');
    await bot.stop('SIGKILL');
    await ended;
    await assert.rejects(fetch(`http://127.0.0.1:${bot.port}/health`));
  });

  it('takes longer and longer to start again what ends again and again, and ends at once when it is told to', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kept-running-'));
    const program = join(folder, 'fails.mjs');
    await writeFile(program, 'process.exit(70);');
    const { child, complained } = spawnNode('tools/keep-running.mjs', program);
    const delays = () => [...complained().matchAll(/"delay":(\d+)/g)].map(([, delay]) => Number(delay));
    const times = () => [...complained().matchAll(/"time":(\d+)/g)].map(([, time]) => Number(time));
    while (delays().length < 4) await once(child.stderr, 'data');
    assert.deepEqual(delays().slice(0, 4), [200, 400, 800, 1600]);
    const [first = 0, , , fourth = 0] = times();
    assert.ok(fourth - first >= 1400, `${fourth - first} ms`);
    const asked = Date.now();
    child.kill('SIGTERM');
    assert.deepEqual(await once(child, 'exit'), [0, null]);
    assert.ok(Date.now() - asked < 1_000);
    await rm(folder, { recursive: true });
  });

  it('does not start again what says that it cannot start, unless it had been ready', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kept-running-'));
    const program = join(folder, 'fails.mjs');
    await writeFile(program, 'process.exit(1);');
    const never = spawnNode('tools/keep-running.mjs', program);
    assert.deepEqual(await once(never.child, 'close'), [1, null]);
    assert.equal(never.complained(), '');
    await writeFile(program, 'process.send("ready", () => process.exit(1));');
    const already = spawnNode('tools/keep-running.mjs', program);
    await once(already.child.stderr, 'data');
    already.child.kill('SIGINT');
    assert.deepEqual(await once(already.child, 'exit'), [0, null]);
    await rm(folder, { recursive: true });
  });
});

describe('An error that nobody has caught', () => {
  for (const how of ['throw', 'reject', 'text'])
    it(`is one line in the log, without secrets, and ends the process in order (${how})`, async () => {
      const { child, printed, complained } = spawnNode('--import', 'tsx', 'test/support/bots/failing-process.ts', how);
      const [code] = await once(child, 'close');
      assert.equal(code, 70);
      assert.equal(printed(), 'closed\n');
      const { level, err } = JSON.parse(complained());
      assert.equal(level, 60);
      assert.match(err.message, /redis:\/\/127\.0\.0\.1:1/);
      assert.doesNotMatch(complained(), /secret/);
    });
});
