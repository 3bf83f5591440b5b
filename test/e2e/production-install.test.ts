import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pidsBelow } from '../../bench/turns/processes.ts';
import { type StartedBot, spawnBot } from '../support/bots/started-bot.ts';
import { productionPackages } from '../support/tree/install-size.ts';
import { makeProductionTree, type ProductionTree } from '../support/tree/production-tree.ts';

/** Megabytes; what could be left out of packages is told in docs/decisions.md. */
const LARGEST = 262;

describe('A production install', () => {
  let tree: ProductionTree;
  let bot: StartedBot;
  before(async () => {
    tree = await makeProductionTree();
    bot = await spawnBot({ root: tree.folder, env: { ...tree.env, PLAYGROUND: 'on' } });
    await bot.prints(/^No chat windows.*$/m);
  });
  after(async () => {
    await bot.stop();
    await tree.remove();
  });

  it('has no tools of the development', () => {
    const has = (name: string) => existsSync(join(tree.folder, 'node_modules', name));
    assert.deepEqual(['zod', 'esbuild', 'tsx', 'mocha', '@microsoft/m365agentsplayground'].map(has), [
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('is not large', () => {
    const packages = productionPackages();
    const megabytes = packages.reduce((sum, { bytes }) => sum + bytes, 0) / 2 ** 20;
    const largest = packages.slice(0, 10).map(({ path, bytes }) => `${path} ${Math.round(bytes / 2 ** 20)}`);
    assert.ok(megabytes <= LARGEST, `${Math.round(megabytes)} MB, with ${largest.join(', ')}`);
  });

  it('runs the bot, and says why there are no chat windows', async () => {
    assert.match(bot.printed(), /^No chat windows: @microsoft\/m365agentsplayground is not installed/m);
    assert.equal((await fetch(`http://127.0.0.1:${bot.port}/ready`)).status, 200);
    assert.doesNotMatch(bot.complained(), /ERR_MODULE_NOT_FOUND|Cannot find/);
  });

  it('does not keep the compiler that put it together', async function () {
    // Told by /proc alone.
    if (process.platform !== 'linux') this.skip();
    const beside = await pidsBelow(bot.child.pid ?? 0);
    const programs = await Promise.all(beside.map((pid) => readFile(`/proc/${pid}/comm`, 'utf8')));
    assert.deepEqual(
      programs.filter((name) => name.startsWith('esb')),
      [],
    );
  });
});
