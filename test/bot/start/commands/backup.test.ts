import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { TenantId } from '../../../../services/commerce/api/types.ts';
import { contentsOf } from '../../../services/backup/everything.ts';
import { freshTenantId, PATH, startRedis, type TestRedis } from '../../../support/redis/redis.ts';
import { importCast } from '../../../support/tenants/imported-tenant.ts';

describe('npm run backup and npm run restore', () => {
  let server: TestRedis;
  let other: TestRedis;
  let tenantId: TenantId;
  before(async () => {
    [server, other] = await Promise.all([startRedis(), startRedis()]);
    ({ tenantId } = await importCast(server.redis, 'contoso'));
  });
  after(() => Promise.all([server.stop(), other.stop()]));

  const run = async (dataDir: string, command: string, ...args: string[]) => {
    const env = { PATH, DATA_DIR: dataDir, LOG_LEVEL: 'error' };
    const child = spawn(process.execPath, ['tools/run.mjs', `bot/start/commands/${command}.ts`, ...args], { env });
    const closed = new Promise<number>((done) => child.once('close', (code) => done(code ?? -1)));
    const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
    return { out, err, code };
  };

  it('take a tenant to another Redis, and leave nothing lying about', async () => {
    const backup = await run(server.dataDir, 'backup', '--tenant', tenantId);
    assert.deepEqual([backup.code, backup.err], [0, '']);
    assert.deepEqual(
      (await readdir(server.dataDir)).filter((name) => name.startsWith('backup')),
      [],
    );
    const file = join(other.dataDir, 'contoso.backup');
    await writeFile(file, backup.out);
    const restored = await run(other.dataDir, 'restore', file);
    assert.deepEqual([restored.code, restored.err], [0, '']);
    assert.match(restored.out, /^Restoring into .*\nContoso: as of 20\S+Z, \d+ keys restored in \d+ ms\n$/);
    assert.deepEqual(await contentsOf(other.redis, tenantId), await contentsOf(server.redis, tenantId));
    const again = await run(other.dataDir, 'restore', file);
    assert.equal(again.code, 1);
    assert.match(again.err, /^Contoso has data already, .*--replace/s);
    assert.equal((await run(other.dataDir, 'restore', '--replace', file)).code, 0);
  });

  it('say how they are called, and that there is no such tenant', async () => {
    assert.match((await run(server.dataDir, 'backup')).err, /^Usage: npm run backup --silent -- --tenant TENANT-ID/);
    assert.match((await run(server.dataDir, 'restore')).err, /^Usage: npm run restore -- \[--replace\] FILE/);
    const unknown = await run(server.dataDir, 'backup', '--tenant', freshTenantId());
    assert.deepEqual([unknown.code, unknown.out, unknown.err], [1, '', 'There is no such tenant.\n']);
  });
});
