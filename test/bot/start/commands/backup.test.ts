import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { TenantId } from '../../../../services/commerce/api/types.ts';
import { contentsOf, takeTrace } from '../../../services/backup/everything.ts';
import { freshTenantId, startRedis, type TestRedis } from '../../../support/redis/redis.ts';
import { importCast } from '../../../support/tenants/imported-tenant.ts';
import { runBeside } from '../../../support/workers/run.ts';

describe('npm run backup and npm run restore', () => {
  let server: TestRedis;
  let other: TestRedis;
  let tenantId: TenantId;
  before(async () => {
    [server, other] = await Promise.all([startRedis(), startRedis()]);
    ({ tenantId } = await importCast(server.redis, 'contoso'));
  });
  after(() => Promise.all([server.stop(), other.stop()]));

  it('take a tenant to another Redis, and leave nothing lying about', async () => {
    const backup = await runBeside(server.dataDir, 'backup', '--tenant', tenantId);
    assert.deepEqual([backup.code, backup.err], [0, '']);
    assert.deepEqual(
      (await readdir(server.dataDir)).filter((name) => name.startsWith('backup')),
      [],
    );
    const file = join(other.dataDir, 'contoso.backup');
    await writeFile(file, backup.out);
    const restored = await runBeside(other.dataDir, 'restore', file);
    assert.equal(restored.code, 0);
    assert.match(restored.out, /^Restoring into .*\nContoso: as of 20\S+Z, \d+ keys restored in \d+ ms\n$/);
    const { digest, operator } = await takeTrace(other.redis, tenantId);
    assert.deepEqual([digest, operator], [createHash('sha256').update(backup.out).digest('hex'), userInfo().username]);
    assert.deepEqual(await contentsOf(other.redis, tenantId), await contentsOf(server.redis, tenantId));
    const again = await runBeside(other.dataDir, 'restore', file);
    assert.equal(again.code, 1);
    assert.match(again.err, /^Contoso has data already, .*--replace/s);
    assert.equal((await runBeside(other.dataDir, 'restore', '--replace', file)).code, 0);
  });

  it('say how they are called, and that there is no such tenant', async () => {
    assert.match(
      (await runBeside(server.dataDir, 'backup')).err,
      /^Usage: npm run backup --silent -- --tenant TENANT-ID/,
    );
    assert.match((await runBeside(server.dataDir, 'restore')).err, /^Usage: npm run restore -- \[--replace\] FILE/);
    const unknown = await runBeside(server.dataDir, 'backup', '--tenant', freshTenantId());
    assert.deepEqual([unknown.code, unknown.out, unknown.err], [1, '', 'There is no such tenant.\n']);
  });
});
