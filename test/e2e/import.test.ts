import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { TenantId } from '../../services/commerce/api/types.ts';
import { castFile, fileWith } from '../services/commerce/import/support.ts';
import { freshTenantId, PATH, startRedis, type TestRedis } from '../support/redis/redis.ts';

describe('npm run import', () => {
  let server: TestRedis;
  let tenantId: TenantId;
  let file: string;
  before(async () => {
    server = await startRedis();
    tenantId = freshTenantId();
    file = await fileWith(castFile('contoso', tenantId));
  });
  after(() => server.stop());

  const importing = (...args: string[]) => run('import-tenant', ...args);
  const exporting = (...args: string[]) => run('export-tenant', ...args);
  const run = async (command: string, ...args: string[]) => {
    const env = { PATH, DATA_DIR: server.dataDir, LOG_LEVEL: 'error' };
    const child = spawn(process.execPath, ['tools/run.mjs', `bot/start/commands/${command}.ts`, ...args], { env });
    const closed = new Promise<number>((done) => child.once('close', (code) => done(code ?? -1)));
    const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
    return { out, err, code };
  };

  it('takes the first file of a tenant, and the next one only where it is to replace that', async () => {
    const first = await importing(file);
    assert.deepEqual([first.code, first.err], [0, '']);
    assert.match(first.out, /^Importing into .*\nContoso: \d+ subscriptions, \d+ people, \d+ products imported in /);
    const second = await importing(file);
    assert.equal(second.code, 1);
    assert.match(second.err, /Contoso has data already.*\nNothing has been done since.*\n.*--replace/s);
    assert.equal((await importing('--replace', file)).code, 0);
  });

  it('refreshes people and catalogue where that is all that is wanted', async () => {
    const changed = castFile('contoso', tenantId);
    for (const list of ['subscriptions', 'invoices', 'licenseRequests']) changed[list] = [];
    const [users, gone] = [changed['users'] as { displayName: string }[], 'Raul Razo'];
    changed['users'] = users.filter(({ displayName }) => displayName !== gone);
    const { out, code } = await importing('--refresh', await fileWith(changed));
    assert.equal(code, 0);
    assert.match(
      out,
      /Contoso: 0 people added, 0 changed, 1 not there any more and disabled; 0 products added or changed$/m,
    );
  });

  it('takes back what npm run export has written', async () => {
    const { out, err, code } = await exporting(tenantId);
    assert.deepEqual([code, err], [0, '']);
    const again = await importing('--replace', await fileWith(out));
    assert.deepEqual([again.code, again.err], [0, '']);
    const lines = (text: string) =>
      text
        .split(/,?\n/)
        .filter((line) => !line.startsWith('{"format"'))
        .sort();
    assert.deepEqual(lines((await exporting(tenantId)).out), lines(out));
    const unknown = await exporting(freshTenantId());
    assert.deepEqual([unknown.code, unknown.out, unknown.err], [1, '', 'There is no such tenant.\n']);
    assert.match((await exporting()).err, /^Usage: npm run export --silent -- TENANT-ID > tenant.json/);
  });

  it('says how it is called', async () => {
    for (const args of [[], ['--refresh', '--replace', file]]) {
      const { err, code } = await importing(...args);
      assert.equal(code, 1);
      assert.match(err, /^Usage: npm run import -- /);
    }
  });
});
