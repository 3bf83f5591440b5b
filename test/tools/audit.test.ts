import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { temporaryDirectory } from '../support/redis/redis.ts';
import { ROOT } from '../support/tree/sources.ts';

/** A registry that knows of a fault in one package, or of none; `undefined` does not answer. */
const startRegistry = async (faulty: string | undefined, status = 200): Promise<Server> => {
  const fault = {
    id: 1,
    url: 'https://example.com/1',
    title: 'A fault',
    severity: 'critical',
    vulnerable_versions: '*',
  };
  const server = createServer((request, response) => {
    const isQuestion = request.url?.endsWith('/advisories/bulk');
    response.writeHead(isQuestion ? status : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isQuestion && faulty ? { [faulty]: [fault] } : {}));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
};

const audit = async (server: Server): Promise<{ code: number; said: string }> => {
  const registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  // What npm has heard before, from any registry, would be told again.
  const cache = await temporaryDirectory();
  const env = { ...process.env, npm_config_registry: registry, npm_config_cache: cache, npm_config_fetch_retries: '0' };
  const child = execFile(process.execPath, ['tools/audit.mjs'], { cwd: ROOT, env });
  let said = '';
  child.stdout?.on('data', (text) => {
    said += text;
  });
  const [code] = await once(child, 'close');
  server.close();
  server.closeAllConnections();
  await rm(cache, { recursive: true });
  return { code, said };
};

describe('The question about known faults', () => {
  it('is answered with none', async () => {
    const { code, said } = await audit(await startRegistry(undefined));
    assert.deepEqual([code, said], [0, 'npm audit: 0 known faults, 0 of them serious and not held at the rim\n']);
  });

  it('fails for a serious one in what is not held at the rim', async () => {
    const { code, said } = await audit(await startRegistry('zod'));
    assert.match(said, /^npm audit: critical: zod: A fault https:\/\/example\.com\/1$/m);
    assert.equal(code, 1);
  });

  it('names one in what is held there, and goes on', async () => {
    const { code, said } = await audit(await startRegistry('restify'));
    assert.match(said, /critical: restify: A fault/);
    assert.equal(code, 0);
  });

  it('says so plainly where the registry does not answer it', async () => {
    const { code, said } = await audit(await startRegistry(undefined, 405));
    assert.match(said, /^npm audit: THE REGISTRY DOES NOT TELL, so nobody knows \(.*405/);
    assert.equal(code, 0);
  });
});
