import assert from 'node:assert/strict';
import { InvalidConfig, readConfig } from '../../../bot/start/config.ts';

describe('PUBLIC_URL', () => {
  const read = (PUBLIC_URL: string) => readConfig({ PUBLIC_URL }).publicUrl;

  it('is an https address, or one of this machine, without a slash at the end', () => {
    assert.equal(read('https://bot.example/purchases/'), 'https://bot.example/purchases');
    assert.equal(read('http://127.0.0.1:3978'), 'http://127.0.0.1:3978');
    assert.equal(read('http://localhost/'), 'http://localhost');
    assert.equal(readConfig({}).publicUrl, undefined);
  });

  it('is refused where card numbers would go unencrypted, and where it is no address', () => {
    for (const url of ['http://bot.example', 'http://localhost.evil.example', 'ftp://bot.example', 'bot.example'])
      assert.throws(() => read(url), InvalidConfig, url);
  });
});

describe('The sign-in', () => {
  const bot = {
    MicrosoftAppId: '00000000-0000-4000-8000-000000000001',
    MicrosoftAppTenantId: '00000000-0000-4000-8000-000000000002',
    PUBLIC_URL: 'https://bot.example',
  };
  const secret = { MicrosoftAppPassword: 'of the bot' };
  const managed = { ...bot, MicrosoftAppType: 'UserAssignedMsi' };
  const own = { SIGN_IN_APP_ID: '00000000-0000-4000-8000-000000000003', SIGN_IN_APP_PASSWORD: 'of the sign-in' };
  const read = (env: Record<string, string>) => readConfig(env).signIn;

  it('is by the registration of the bot, at Entra, and there is none in the demo', () => {
    const authority = 'https://login.microsoftonline.com';
    assert.deepEqual(read({ ...bot, ...secret }), {
      authority,
      clientId: bot.MicrosoftAppId,
      clientSecret: 'of the bot',
    });
    assert.equal(read({}), undefined);
    assert.equal(read(own), undefined);
  });

  it('is by a registration of its own where there is one', () => {
    const wanted = { clientId: own.SIGN_IN_APP_ID, clientSecret: 'of the sign-in' };
    for (const env of [{ ...bot, ...secret }, managed]) {
      const { clientId, clientSecret } = read({ ...env, ...own }) ?? {};
      assert.deepEqual({ clientId, clientSecret }, wanted);
    }
  });

  it('is where the cloud of the registration has it, or where one says', () => {
    const authorityOf = (env: Record<string, string>) => read({ ...bot, ...secret, ...env })?.authority;
    for (const TEAMS_CLOUD of ['us-gov', 'us-dod'])
      assert.equal(authorityOf({ TEAMS_CLOUD }), 'https://login.microsoftonline.us');
    assert.equal(authorityOf({ ENTRA_AUTHORITY: 'https://login.example/' }), 'https://login.example');
  });

  it('is refused without a secret, with half a registration, and unencrypted', () => {
    const { SIGN_IN_APP_ID, SIGN_IN_APP_PASSWORD } = own;
    for (const env of [managed, { ...managed, SIGN_IN_APP_ID }, { ...bot, ...secret, SIGN_IN_APP_PASSWORD }])
      assert.throws(() => read(env), /SIGN_IN_APP_ID, SIGN_IN_APP_PASSWORD: both or neither/);
    assert.throws(() => read({ ...bot, ...secret, ENTRA_AUTHORITY: 'http://login.example' }), /ENTRA_AUTHORITY: must/);
  });
});
