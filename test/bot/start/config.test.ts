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

describe('What is kept', () => {
  it('is kept for years or weeks unless told otherwise, and as long as it is needed at least', () => {
    assert.deepEqual(readConfig({}).keptDays, { audit: 2555, notices: 60, securityLog: 365 });
    assert.equal(readConfig({ AUDIT_KEPT_DAYS: '3650' }).keptDays.audit, 3650);
    for (const wrong of [{ AUDIT_KEPT_DAYS: '0' }, { NOTICES_KEPT_DAYS: '39' }, { SECURITY_LOG_KEPT_DAYS: 'long' }])
      assert.throws(() => readConfig(wrong), InvalidConfig, JSON.stringify(wrong));
  });
});

describe('An address', () => {
  const read = (url: string) => readConfig({ PUBLIC_URL: url, OPENAI_BASE_URL: url, OPENAI_API_KEY: 'k' });

  it('is judged by where it leads, not by how it begins', () => {
    const elsewhere = [
      'http://localhost:80@evil.example',
      'http://127.0.0.1@evil.example',
      'http://localhost@evil.example/',
      'http://evil.example/http://localhost',
      'http://127.0.0.1.evil.example',
    ];
    for (const url of elsewhere) assert.throws(() => read(url), InvalidConfig, url);
    for (const url of ['https://user@bot.example', 'https://:secret@bot.example', 'http://u:p@localhost'])
      assert.throws(() => read(url), /PUBLIC_URL: must name no user; OPENAI_BASE_URL: must name no user/, url);
    for (const url of ['http://localhost:8080', 'http://127.0.0.1', 'http://[::1]:80', 'HTTPS://bot.example'])
      assert.doesNotThrow(() => read(url), url);
  });
});

describe('A registration', () => {
  const whole = {
    MicrosoftAppId: '00000000-0000-4000-8000-000000000001',
    MicrosoftAppPassword: 'secret',
    MicrosoftAppTenantId: '00000000-0000-4000-8000-000000000002',
    PUBLIC_URL: 'https://bot.example',
  };
  const complaint = (env: Record<string, string>): string => {
    try {
      readConfig(env);
    } catch (error) {
      assert.ok(error instanceof InvalidConfig);
      return error.message;
    }
    assert.fail(`taken: ${JSON.stringify(env)}`);
  };

  it('is taken whole, or not at all', () => {
    assert.equal(readConfig(whole).credentials?.['MicrosoftAppId'], whole.MicrosoftAppId);
    assert.equal(readConfig({}).credentials, undefined);
    const { MicrosoftAppId, PUBLIC_URL, ...rest } = whole;
    assert.equal(complaint(rest), 'MicrosoftAppId: required with MicrosoftAppPassword, MicrosoftAppTenantId');
    assert.match(complaint({ MicrosoftAppPassword: 'x' }), /^MicrosoftAppId: required/);
    assert.match(complaint({ MicrosoftAppId, PUBLIC_URL }), /^MicrosoftAppPassword, MicrosoftAppTenantId: required/);
    assert.equal(complaint({ ...rest, MicrosoftAppId }), 'PUBLIC_URL: required with MicrosoftAppId');
  });

  it('is not overlooked where it is misspelt or blank', () => {
    const { MicrosoftAppId: id } = whole;
    for (const name of ['MICROSOFTAPPID', 'MICROSOFT_APP_ID', 'microsoftAppId', 'Microsoft_App_Id'])
      assert.equal(complaint({ [name]: id }), `${name}: is called MicrosoftAppId`);
    assert.match(complaint({ ...whole, MICROSOFT_APP_PASSWORD: 'x' }), /is called MicrosoftAppPassword$/);
    for (const blank of ['', ' ', '\t']) {
      assert.match(complaint({ ...whole, MicrosoftAppId: blank }), /^MicrosoftAppId: is blank; set it, or remove it/);
      assert.match(complaint({ MicrosoftAppId: blank }), /^MicrosoftAppId: is blank/);
    }
  });

  it('is in the public cloud unless told otherwise, and serves the tenants it is told to', () => {
    assert.equal(readConfig(whole).cloud, 'public');
    assert.equal(
      readConfig({ ...whole, TEAMS_CLOUD: 'us-gov' }).credentials?.['ChannelService'],
      'https://botframework.azure.us',
    );
    assert.match(complaint({ TEAMS_CLOUD: 'moon' }), /^TEAMS_CLOUD: must be public, us-gov, us-dod/);
    const [one, two] = [whole.MicrosoftAppId, 'ABCDEF00-0000-4000-8000-000000000002'];
    assert.deepEqual(readConfig({ ALLOWED_TENANTS: `${one}, ${two}` }).allowedTenants, [one, two.toLowerCase()]);
    assert.match(complaint({ ALLOWED_TENANTS: 'contoso.com' }), /^ALLOWED_TENANTS.*: must be GUIDs/);
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
