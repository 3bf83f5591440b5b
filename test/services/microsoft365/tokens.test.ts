import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Microsoft365Fault } from '../../../services/microsoft365/fault.ts';
import type { Credential, Microsoft365Registration } from '../../../services/microsoft365/registration.ts';
import { createTokens } from '../../../services/microsoft365/tokens.ts';
import { type JudgedMicrosoft365, startJudged } from '../../support/microsoft365/judged.ts';

const GRAPH = 'https://graph.microsoft.com';

describe('A token for Microsoft 365', () => {
  let standIn: JudgedMicrosoft365;
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'certificate-'));
    standIn = await startJudged();
  });
  after(() => standIn.close());
  const tokenBy = async (changes: Partial<Microsoft365Registration>) =>
    (await createTokens({ ...standIn.registration, ...changes })).tokenFor(GRAPH);
  const reasonOf = (act: Promise<unknown>): Promise<string> =>
    act.then(
      () => 'given',
      (error: unknown) => (error instanceof Microsoft365Fault ? `${error.reason} ${error.code}` : String(error)),
    );

  it('is given for a secret, a certificate and an assertion that somebody else keeps fresh', async () => {
    const pem = join(folder, 'app.pem');
    const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=app', '-keyout', '-', '-out', pem];
    const { stdout: key } = await promisify(execFile)('openssl', args);
    await writeFile(pem, key, { flag: 'a' });
    const tokenFile = join(folder, 'assertion');
    await writeFile(tokenFile, 'an.assertion.of-somebody-else\n');
    const credentials: Credential[] = [
      { kind: 'secret', secret: standIn.world.app.secret },
      { kind: 'certificate', file: pem },
      { kind: 'federated', tokenFile },
    ];
    for (const credential of credentials) assert.match(await tokenBy({ credential }), /^\S+\.\S+\.\S+$/);
  });

  it('is kept until it ends, and asked for anew where it was refused', async () => {
    const { tokenFor } = await createTokens(standIn.registration);
    const [first, second] = [await tokenFor(GRAPH), await tokenFor(GRAPH)];
    assert.equal(first, second);
    assert.notEqual(await tokenFor(GRAPH, true), first);
  });

  it('is not given to who shows the wrong secret, is not known there, or asks in another directory', async () => {
    const stranger = '11111111-2222-4333-8444-555555555555';
    const wrong = { kind: 'secret', secret: 'of yesterday' } as const;
    assert.equal(await reasonOf(tokenBy({ credential: wrong })), 'wrong-credential AADSTS7000215');
    assert.equal(await reasonOf(tokenBy({ clientId: stranger })), 'no-consent AADSTS700016');
    assert.equal(await reasonOf(tokenBy({ tenantId: stranger })), 'no-tenant AADSTS90002');
  });

  it('is not asked for with a certificate or an assertion that cannot be read', async () => {
    const missing = join(folder, 'missing');
    await writeFile(join(folder, 'letter'), 'no certificate');
    const unusable: readonly (readonly [Credential, RegExp])[] = [
      [{ kind: 'certificate', file: missing }, /^wrong-credential ENOENT$/],
      [{ kind: 'certificate', file: join(folder, 'letter') }, /^wrong-credential ERR_/],
      [{ kind: 'federated', tokenFile: missing }, /^wrong-credential ENOENT$/],
    ];
    for (const [credential, expected] of unusable) assert.match(await reasonOf(tokenBy({ credential })), expected);
  });

  it('says nothing of a secret where it fails', async () => {
    const endpoints = { ...standIn.registration.endpoints, login: 'http://127.0.0.1:1' };
    const error = await tokenBy({ endpoints }).catch((reason: Error) => reason);
    assert.match(String(error), /unavailable/);
    assert.doesNotMatch(JSON.stringify(error) + String(error), new RegExp(standIn.world.app.secret));
  });
});
