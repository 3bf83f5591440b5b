import assert from 'node:assert/strict';
import { mkdtemp, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type JudgedMicrosoft365, startJudged } from '../../support/microsoft365/judged.ts';
import { runCommandWith } from '../../support/workers/run.ts';

describe('npm run check-tenant', () => {
  let standIn: JudgedMicrosoft365;
  beforeEach(async () => {
    standIn = await startJudged();
  });
  afterEach(() => standIn.close());

  const connected = () => ({
    M365_TENANT_ID: standIn.world.tenantId,
    M365_CLIENT_ID: standIn.world.app.clientId,
    M365_CLIENT_SECRET: standIn.world.app.secret,
    M365_GRAPH_URL: standIn.endpoints.graph,
    M365_LOGIN_URL: standIn.endpoints.login,
    M365_LICENSING_URL: standIn.endpoints.licensing ?? '',
  });
  const check = (env: Record<string, string> = connected(), ...args: string[]) =>
    runCommandWith(env, 'check-tenant', ...args);

  it('says what a tenant has, and what it would need for more; it only reads', async () => {
    const { out, code } = await check();
    assert.equal(code, 0);
    assert.match(out, /^Contoso \(84841066-274d-4ec0-a5c1-276be684bdd3\), as the app 0785ef7c/);
    assert.match(
      out,
      /^4 self-service purchases: 16 licenses bought by 4 people; 2 of them disabled or gone; 1 told by the owner alone; the next renews or ends on /m,
    );
    assert.match(
      out,
      /^1 product open to everybody \(A product of tomorrow\); trials only 1; blocked 1\. New products are open/m,
    );
    assert.match(out, /^✓ report: /m);
    assert.match(out, /^– guard: .* Needs Policy\.ReadWrite\.AllowSelfServicePurchase \(M365 License Manager\)$/m);
    assert.match(out, /adminconsent\?client_id=0785ef7c-2d7a-4542-b048-95bcab406e0b$/m);
    assert.ok(standIn.asked.every(({ service, method }) => service === 'login' || method === 'GET'));
  });

  it('names the permission that is missing, reads the rest, and guesses nothing', async () => {
    standIn.world.granted.delete('RoleManagement.Read.Directory');
    standIn.world.granted.delete('User.Read.All');
    standIn.world.granted.delete('Policy.Read.AllowSelfServicePurchase');
    const { out, code } = await check();
    assert.equal(code, 2);
    assert.match(
      out,
      /^✗ Reads people \(User\.Read\.All\): this permission is missing \[Authorization_RequestDenied, request /m,
    );
    assert.match(out, /^– report: .* Needs User\.Read\.All \(Microsoft Graph\), RoleManagement/m);
    assert.match(out, /^3 self-service purchases: 15 licenses bought by 3 people; the next/m);
    assert.match(out, /^Policy: could not be read$/m);
  });

  it('tells of a permission that it has no use for', async () => {
    standIn.world.granted.add('Mail.ReadWrite');
    assert.match((await check()).out, /^! Has more than it needs: Mail\.ReadWrite\. /m);
  });

  it('takes a wider permission for the one that it needs', async () => {
    standIn.world.granted.delete('User.Read.All');
    standIn.world.granted.add('Directory.Read.All');
    const { out, code } = await check();
    assert.equal(code, 0);
    assert.match(out, /^✓ report: /m);
  });

  it('says what to do where Microsoft Entra ID gives no token', async () => {
    const wrong: readonly (readonly [Record<string, string>, RegExp])[] = [
      [
        { M365_CLIENT_SECRET: 'of yesterday' },
        /does not take the secret or certificate\. Make a new one.*AADSTS7000215/,
      ],
      [{ M365_CLIENT_ID: '11111111-2222-4333-8444-555555555555' }, /does not know the app.*AADSTS700016/],
      [{ M365_TENANT_ID: '11111111-2222-4333-8444-555555555555' }, /has no such directory.*AADSTS90002/],
      [{ M365_LOGIN_URL: 'http://127.0.0.1:1' }, /It does not answer/],
    ];
    for (const [change, expected] of wrong) {
      const { err, code } = await check({ ...connected(), ...change });
      assert.match(err, expected);
      assert.equal(code, 1);
      assert.doesNotMatch(err, /of yesterday|of the app| {4}at /);
    }
  });

  it('says what is missing of the settings, and where nothing is set', async () => {
    assert.match((await check({})).err, /^No tenant to check: set M365_TENANT_ID/m);
    const { M365_CLIENT_SECRET: _, ...without } = connected();
    assert.match((await check(without)).err, /M365_CLIENT_SECRET, M365_CERTIFICATE.*exactly one of them is required/);
    assert.match((await check({ M365_CLIENT_SECRET: 'x' })).err, /M365_TENANT_ID, M365_CLIENT_ID: both are required/);
    const abroad = await check({ ...connected(), M365_GRAPH_URL: 'https://graph.example' });
    assert.match(abroad.err, /M365_GRAPH_URL: must be an address on this machine/);
  });

  it('writes a trace in which nobody and nothing can be known again', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'trace-')), 'trace.json');
    await check(connected(), '--record', file);
    const trace = await readFile(file, 'utf8');
    assert.match(trace, /POWER_BI_PRO_DEPT/);
    assert.match(trace, /"ownerId": "00000000-0000-4000-8000-0000000000\d\d"/);
    const { world } = standIn;
    const names = [world.tenantId, ...[...world.users.values()].flatMap(({ id, displayName }) => [id, displayName])];
    for (const name of [...names, 'contoso', 'Contoso', ...world.subscriptions.keys()])
      assert.ok(!trace.includes(name), name);
    assert.equal((await stat(file)).mode & 0o077, 0);
  });
});
