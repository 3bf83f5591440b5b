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

  it('is by a registration of its own where there is one, and in a national cloud where that is named', () => {
    const wanted = { clientId: own.SIGN_IN_APP_ID, clientSecret: 'of the sign-in' };
    const authority = 'https://login.microsoftonline.us';
    for (const env of [{ ...bot, ...secret }, managed])
      assert.deepEqual(read({ ...env, ...own, ENTRA_AUTHORITY: `${authority}/` }), { authority, ...wanted });
  });

  it('is refused without a secret, with half a registration, and unencrypted', () => {
    const { SIGN_IN_APP_ID, SIGN_IN_APP_PASSWORD } = own;
    for (const env of [managed, { ...managed, SIGN_IN_APP_ID }, { ...bot, ...secret, SIGN_IN_APP_PASSWORD }])
      assert.throws(() => read(env), /SIGN_IN_APP_ID, SIGN_IN_APP_PASSWORD: both or neither/);
    assert.throws(() => read({ ...bot, ...secret, ENTRA_AUTHORITY: 'http://login.example' }), /ENTRA_AUTHORITY: must/);
  });
});
