import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawnBot } from '../support/bots/started-bot.ts';

const READY = /Bot {6}http:\/\/127\.0\.0\.1:(\d+)\/api\/messages · ready after (\d+\.\d) s/;
const FABRIKAM = fileURLToPath(new URL('../../demo/fabrikam.json', import.meta.url));

describe('Starting the bot', () => {
  it('imports the demo once, says what runs where, and keeps it at the second start', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'two-starts-'));
    const first = await spawnBot({ dataDir });
    await first.prints(READY);
    await first.prints(/Data {5}Contoso \(imported\), Fabrikam Sverige AB \(imported\)/);
    assert.match(first.printed(), /AUTHENTICATION OFF/);
    assert.match(first.printed(), /Redis {4}(redis|valkey)-server/);
    assert.equal((await first.stop()).code, 0);

    const second = await spawnBot({ dataDir });
    await second.prints(/Data {5}Contoso \(kept\), Fabrikam Sverige AB \(kept\)/);
    assert.equal((await second.stop('SIGINT')).code, 0);
    await rm(dataDir, { recursive: true });
  });

  it('goes on with the same data after it was killed', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'killed-'));
    const killed = await spawnBot({ dataDir });
    await killed.prints(READY);
    await killed.stop('SIGKILL');
    const again = await spawnBot({ dataDir });
    await again.prints(/Contoso \(kept\)/);
    await again.stop();
    await rm(dataDir, { recursive: true });
  });

  it('answers health and readiness', async () => {
    const bot = await spawnBot();
    await bot.prints(READY);
    for (const path of ['health', 'ready']) {
      const response = await fetch(`http://127.0.0.1:${bot.port}/${path}`);
      assert.equal(response.status, 200, path);
    }
    await bot.stop();
  });

  it('asks everybody who they are with a registration, behind a proxy, too', async () => {
    const bot = await spawnBot({
      env: {
        MicrosoftAppId: '00000000-0000-4000-8000-000000000001',
        MicrosoftAppPassword: 'secret',
        MicrosoftAppTenantId: '00000000-0000-4000-8000-000000000002',
        PUBLIC_URL: 'https://bot.example',
      },
    });
    await bot.prints(/ready after .* authentication on, all interfaces/);
    const url = `http://127.0.0.1:${bot.port}`;
    const health = await fetch(`${url}/health`, { headers: { 'x-forwarded-for': '1.2.3.4' } });
    assert.equal(health.status, 200);
    assert.match(String(health.headers.get('strict-transport-security')), /max-age/);
    const message = await fetch(`${url}/api/messages`, { method: 'POST', body: '{}' });
    assert.deepEqual([message.status, await message.json()], [401, { error: 'no-token' }]);
    assert.equal((await bot.stop()).code, 0);
    assert.doesNotMatch(bot.complained(), / at .*\.ts:/);
  });

  it('imports the files it is given instead of the demo, or none with DEMO=off', async () => {
    const withFile = await spawnBot({ args: [FABRIKAM] });
    await withFile.prints(/Data {5}Fabrikam Sverige AB \(imported\)\n/);
    await withFile.stop();
    const without = await spawnBot({ env: { DEMO: 'off' } });
    await without.prints(/Data {5}whatever Redis holds/);
    await without.stop();
  });

  it('runs on a Redis inside the process where there is no server, and says loudly that nothing is kept', async () => {
    const bot = await spawnBot({ env: { PATH: '' } });
    await bot.prints(READY);
    await bot.prints(/Contoso \(imported\)/);
    assert.match(bot.printed(), /WARNING {2}NOTHING IS KEPT/);
    assert.equal((await fetch(`http://127.0.0.1:${bot.port}/ready`)).status, 200);
    assert.equal((await bot.stop()).code, 0);
  });

  it('leaves whoever waited for it with what it said when it cannot start', async () => {
    const bot = await spawnBot({ env: { PORT: 'http' } });
    await assert.rejects(bot.prints(READY), /ended before it printed .*ready after[\s\S]*PORT: must be a port number/);
    await bot.stop();
  });

  describe('ends with one readable line and exit code 1', () => {
    const refuses = async (env: Record<string, string>, complaint: RegExp, args: readonly string[] = []) => {
      const bot = await spawnBot({ env: { LOG_LEVEL: 'silent', ...env }, args });
      await new Promise((resolve) => bot.child.once('close', resolve));
      assert.match(bot.complained(), complaint);
      assert.doesNotMatch(bot.complained(), / at .*\.ts:/, 'a stack trace is for nobody at the keyboard');
      assert.equal((await bot.stop()).code, 1);
    };

    it('when a variable is wrong', async () => {
      await refuses({ PORT: 'http' }, /^The configuration is wrong: PORT: must be a port number\n$/);
      await refuses(
        { DEMO: 'yes', REDIS_URL: 'localhost' },
        /REDIS_URL: must begin with redis:.*DEMO: must be on or off\n$/,
      );
      const id = { MicrosoftAppId: '00000000-0000-4000-8000-000000000001' };
      await refuses(id, /MicrosoftAppPassword, MicrosoftAppTenantId: required with MicrosoftAppId and SingleTenant\n$/);
    });

    it('when the port is in use', async () => {
      const bot = await spawnBot();
      await bot.prints(READY);
      await refuses({ PORT: String(bot.port) }, new RegExp(`^Port ${bot.port} is in use\\. .*\\n$`));
      await bot.stop();
    });

    it('when Redis cannot be reached', () =>
      refuses(
        { REDIS_URL: 'redis://someone:secret@127.0.0.1:1' },
        /^REDIS_URL: redis:\/\/127\.0\.0\.1:1 cannot be used: [^\n]*\n$/,
      ));

    it('when a file is no tenant', () => refuses({}, /is not JSON at line 1/, [fileURLToPath(import.meta.url)]));
  });
});
