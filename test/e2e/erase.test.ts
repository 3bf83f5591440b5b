import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SubscriptionRef } from '../../services/commerce/api/types.ts';
import { createCommerce } from '../../services/commerce/index.ts';
import { tenantKeys } from '../../services/redis/keys.ts';
import { PATH, startRedis, type TestRedis } from '../support/redis/redis.ts';
import { tracesInRedis } from '../support/redis/traces-in-redis.ts';
import { type ImportedTenant, importCast } from '../support/tenants/imported-tenant.ts';

describe('npm run erase', () => {
  let server: TestRedis;
  let contoso: ImportedTenant;
  before(async () => {
    server = await startRedis();
    contoso = await importCast(server.redis, 'contoso');
  });
  after(() => server.stop());

  const erase = async (...args: string[]) => {
    const env = { PATH, DATA_DIR: server.dataDir, LOG_LEVEL: 'error' };
    const child = spawn(process.execPath, ['tools/run.mjs', 'bot/start/commands/erase.ts', ...args], { env });
    const [out, err, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      new Promise<[number]>((done) => child.once('close', (status) => done([status ?? -1]))),
    ]);
    return { out, err, code };
  };
  /** A run that goes on with what is begun cannot be told from one that has not come so far. */
  const untilBegun = async (key: string, id: string) => {
    const begun = (await server.redis.hExists(key, id)) === 0;
    while (begun && (await server.redis.hExists(key, id)) === 0) await sleep(1);
    return { begun };
  };
  /** Everything on disk, as it stands there. */
  const onDisk = async () => {
    const entries = await readdir(server.dataDir, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    return (await Promise.all(files.map((file) => readFile(file, 'latin1')))).join('\n');
  };

  it('says how it is called', async () => {
    const { err, code } = await erase('person', contoso.tenantId);
    assert.match(err, /Usage: npm run erase -- person TENANT-ID/);
    assert.equal(code, 1);
  });

  it('tells what there is of a person, and changes nothing without --yes', async () => {
    const id = contoso.userId('Joni');
    const before = await tracesInRedis(server.redis, contoso.tenantId, id);
    const { out, code } = await erase('person', contoso.tenantId, 'Joni Sherman');
    assert.equal(code, 0);
    assert.match(out, /\d {2}person\n/);
    assert.match(out, /Nothing was changed/);
    assert.deepEqual(await tracesInRedis(server.redis, contoso.tenantId, id), before);
  });

  it('says what to do first where purchases have not ended', async () => {
    const { err, code } = await erase('person', contoso.tenantId, contoso.userId('Megan'), '--yes');
    assert.match(err, /First take over or cancel what the person has bought: S-1005, S-1001/);
    assert.equal(code, 1);
  });

  it('erases them, also from what Redis has written on disk, and once more does no harm', async () => {
    const id = contoso.userId('Joni');
    assert.ok((await onDisk()).includes(id));
    const { out, err, code } = await erase('person', contoso.tenantId, id, '--yes');
    assert.equal(err, '');
    assert.match(out, /What is kept stands under erased-[0-9a-f]{8}\.\nSearched everywhere afterwards: 0 found\n$/);
    assert.equal(code, 0);
    assert.deepEqual(await tracesInRedis(server.redis, contoso.tenantId, id, 'Joni Sherman', 'jonis@'), []);
    const disk = await onDisk();
    assert.ok(!disk.includes(id) && !disk.includes('Joni Sherman'));
    assert.match((await erase('person', contoso.tenantId, id, '--yes')).out, /: 0 found/);
  });

  it('leaves nothing where it is killed again and again, and then run to its end', async () => {
    const id = contoso.userId('Lee');
    const env = { PATH, DATA_DIR: server.dataDir, LOG_LEVEL: 'error' };
    const { erasures } = tenantKeys(contoso.tenantId);
    let brokenOff = 0;
    for (const milliseconds of [0, 5, 10, 20, 40, 80]) {
      const args = ['tools/run.mjs', 'bot/start/commands/erase.ts', 'person', contoso.tenantId, id, '--yes'];
      const child = spawn(process.execPath, args, { env, stdio: 'ignore' });
      const ended = once(child, 'close');
      const { begun } = await untilBegun(erasures, id);
      await sleep(begun ? milliseconds : 900);
      child.kill('SIGKILL');
      await ended;
      brokenOff += await server.redis.hExists(erasures, id);
    }
    assert.ok(brokenOff > 0);
    const { out, err } = await erase('person', contoso.tenantId, id, '--yes');
    assert.match(out, /: 0 found\n$/, err);
    assert.deepEqual(await tracesInRedis(server.redis, contoso.tenantId, id, 'Lee Gu', 'leeg@'), []);
  });

  it('takes an id whole or not at all, and a part of one for nobody', async () => {
    const count = () => server.redis.dbSize();
    const before = await count();
    const [part] = contoso.tenantId.split('-');
    for (const wanted of ['c', '-', '1', 'jobs', `${part}`, 'audit', crypto.randomUUID()]) {
      const { out, err, code } = await erase('tenant', wanted, '--yes');
      assert.deepEqual([out, code], ['', 1], wanted);
      assert.match(err, /There is no such tenant/);
    }
    for (const wanted of ['audit', 'S-1002', 'Active', '*', contoso.tenantId]) {
      const { out, err, code } = await erase('person', contoso.tenantId, wanted, '--yes');
      assert.deepEqual([out, code], ['', 1], wanted);
      assert.match(err, /There is no such person/);
    }
    assert.equal(await count(), before);
  });

  it('erases a tenant, and knows it no more', async () => {
    const commerce = createCommerce({ redis: server.redis, now: contoso.now });
    const { actor } = await commerce.getVisitor(contoso.tenantId, contoso.userId('Adele'));
    const cancel = { operationId: 'cancel' };
    await commerce.takeOverCancel(actor, 'S-1001' as SubscriptionRef, { reason: 'other' }, cancel);
    assert.match((await erase('tenant', contoso.tenantId)).out, /Nothing was changed/);
    const { out, code } = await erase('tenant', contoso.tenantId.toUpperCase(), '--yes');
    assert.match(out, /: 0 found\n$/);
    assert.equal(code, 0);
    assert.deepEqual(await tracesInRedis(server.redis, contoso.tenantId, contoso.tenantId), []);
    assert.ok(!(await onDisk()).includes(contoso.tenantId));
    assert.match((await erase('person', contoso.tenantId, 'Lee', '--yes')).err, /There is no such tenant/);
  });
});
