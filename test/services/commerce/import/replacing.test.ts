import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type TenantSize, writeTenantFile } from '../../../../bench/tenant-file.ts';
import type { TenantId } from '../../../../services/commerce/api/types.ts';
import { InvalidTenantFile } from '../../../../services/commerce/import/index.ts';
import { isUnreachable, type Redis } from '../../../../services/redis/client.ts';
import { generationKeys, tenantKeys } from '../../../../services/redis/keys.ts';
import { freshTenantId, startRedis, type TestRedis } from '../../../support/redis/redis.ts';
import { importFile, keysOf, newPath, readTotals, silent, strayKeys } from './support.ts';

const IMPORTER = fileURLToPath(new URL('./importer.ts', import.meta.url));
const SMALL = { subscriptions: 300, people: 100, assigned: 3 };
const LARGE = { subscriptions: 5000, people: 3000, assigned: 5 };

describe('An import that replaces a tenant', () => {
  let server: TestRedis;
  let redis: Redis;
  let tenantId: TenantId;
  const children: ChildProcess[] = [];

  const generated = async (size: TenantSize): Promise<string> => {
    const file = newPath();
    await writeTenantFile(file, size, tenantId);
    return file;
  };
  const importGenerated = async (size: TenantSize) => importFile(redis, await generated(size));

  /** Starts an import in a process of its own and waits until it is writing subscriptions. */
  const importElsewhere = async (file: string): Promise<ChildProcess> => {
    const before = await redis.zCard(tenantKeys(tenantId).generations);
    const command = ['--import', 'tsx', IMPORTER, JSON.stringify(server.connection), file];
    const child = spawn(process.execPath, command, { stdio: 'ignore' });
    children.push(child);
    while ((await redis.zCard(tenantKeys(tenantId).generations)) === before) await sleep(5);
    const [generation = ''] = await redis.zRange(tenantKeys(tenantId).generations, 0, 0);
    const written = generationKeys(tenantId, generation).index({ source: 'self-service' }, 'expiration');
    while ((await redis.zCard(written)) === 0) await sleep(5);
    return child;
  };

  before(async () => {
    server = await startRedis();
    redis = server.redis;
  });
  beforeEach(() => {
    tenantId = freshTenantId();
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });
  after(() => server.stop());

  it('is seen by readers at once and whole', async () => {
    await importGenerated(SMALL);
    const before = JSON.stringify(await readTotals(redis, tenantId));
    const seen = new Set<string>();
    const importing = importGenerated(LARGE);
    let running = true;
    importing.finally(() => {
      running = false;
    });
    while (running) seen.add(JSON.stringify(await readTotals(redis, tenantId)));
    await importing;
    const after = JSON.stringify(await readTotals(redis, tenantId));
    assert.equal(JSON.parse(after).subscriptions, LARGE.subscriptions);
    assert.ok(seen.has(before), 'nobody read while it was imported');
    assert.deepEqual(
      [...seen].filter((totals) => totals !== before && totals !== after),
      [],
    );
  });

  it('lets those who read what is replaced finish, and then lets it go', async () => {
    await importGenerated(SMALL);
    const old = (await redis.get(tenantKeys(tenantId).generation)) ?? '';
    const reading = (await keysOf(redis, tenantId)).filter((key) => key.includes(`:g${old}:`));
    await importGenerated({ ...SMALL, people: 50 });
    const lives = await Promise.all(reading.map((key) => redis.ttl(key)));
    assert.ok(reading.length > SMALL.subscriptions * 3);
    assert.ok(
      lives.every((seconds) => seconds > 30 && seconds <= 60),
      'a replaced key is gone at once or stays for ever',
    );
    assert.deepEqual(await strayKeys(redis, tenantId), []);
  });

  it('leaves the old data readable when it crashes midway, and the next import clears what it left', async () => {
    await importGenerated(SMALL);
    const before = await readTotals(redis, tenantId);
    const child = await importElsewhere(await generated(LARGE));
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.deepEqual(await readTotals(redis, tenantId), before);
    assert.notDeepEqual(await strayKeys(redis, tenantId), [], 'it crashed before it wrote anything');
    await importGenerated({ ...SMALL, subscriptions: 200 });
    assert.equal((await readTotals(redis, tenantId)).subscriptions, 200);
    assert.deepEqual(await strayKeys(redis, tenantId), []);
    assert.equal(await redis.zCard(tenantKeys(tenantId).generations), 1);
  });

  it('clears what a crash left between two imports as well', async () => {
    await importGenerated(SMALL);
    const old = (await redis.get(tenantKeys(tenantId).generation)) ?? '';
    const { generation, generations } = tenantKeys(tenantId);
    await importGenerated({ ...SMALL, subscriptions: 200 });
    const current = (await redis.get(generation)) ?? '';
    // As after a crash between switching and letting go of what was replaced.
    for (const key of await keysOf(redis, tenantId)) await redis.persist(key);
    await redis.zAdd(generations, { score: 1, value: old });
    await importGenerated({ ...SMALL, subscriptions: 100 });
    assert.deepEqual(await strayKeys(redis, tenantId), []);
    assert.notEqual(await redis.get(generation), current);
  });

  it('does not mix with another import of the tenant at the same time: the last to end stays', async () => {
    const sizes = [200, 2000, 700].map((subscriptions) => ({ ...SMALL, subscriptions }));
    const child = await importElsewhere(await generated(LARGE));
    await Promise.all(sizes.map(importGenerated));
    const ended = once(child, 'exit');
    if (child.exitCode === null) await ended;
    assert.equal(child.exitCode, 0);
    const totals = await readTotals(redis, tenantId);
    const expected = [LARGE, ...sizes].find(({ subscriptions }) => subscriptions === totals.subscriptions);
    assert.ok(expected, `a mixture of ${totals.subscriptions} subscriptions`);
    const { generation } = tenantKeys(tenantId);
    const keys = generationKeys(tenantId, (await redis.get(generation)) ?? '');
    assert.equal(await redis.zCard(keys.licensesByPerson), expected.subscriptions * expected.assigned);
    assert.deepEqual(await strayKeys(redis, tenantId), []);
    assert.equal(await redis.zCard(tenantKeys(tenantId).generations), 1);
  });

  it('is given up when it stood still for long, and leaves nothing', async () => {
    const child = await importElsewhere(await generated(LARGE));
    child.kill('SIGSTOP');
    await importGenerated(SMALL);
    const ended = once(child, 'exit');
    child.kill('SIGCONT');
    const [code] = await ended;
    assert.equal(code, 1);
    assert.equal((await readTotals(redis, tenantId)).subscriptions, SMALL.subscriptions);
    assert.deepEqual(await strayKeys(redis, tenantId), []);
  });

  it('is refused, and leaves nothing, when its file is changed meanwhile', async () => {
    await importGenerated(SMALL);
    const before = await keysOf(redis, tenantId);
    const file = await generated(LARGE);
    const log = { ...silent, warn: () => {}, info: () => void appendFile(file, '\n') };
    await assert.rejects(importFile(redis, file, { log }), (error) => {
      assert.ok(error instanceof InvalidTenantFile);
      assert.match(error.message, /was changed while it was being read/);
      return true;
    });
    assert.deepEqual(await keysOf(redis, tenantId), before);
  });

  it('fails when Redis dies under it, leaves the old data, and works once Redis is back', async () => {
    await importGenerated(SMALL);
    const before = await readTotals(redis, tenantId);
    const importing = importGenerated(LARGE);
    const { generations } = tenantKeys(tenantId);
    while ((await redis.zCard(generations)) < 2) await sleep(5);
    const failing = assert.rejects(importing);
    await server.kill9();
    await failing;
    while (await redis.ping().then(() => false, isUnreachable)) await sleep(20);
    assert.deepEqual(await readTotals(redis, tenantId), before);
    await importGenerated({ ...SMALL, subscriptions: 250 });
    assert.equal((await readTotals(redis, tenantId)).subscriptions, 250);
    assert.deepEqual(await strayKeys(redis, tenantId), []);
  });
});
