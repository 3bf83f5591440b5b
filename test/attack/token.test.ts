import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import { CLOUDS } from '../../bot/teams/door/clouds.ts';
import { createSigningKeys } from '../../bot/teams/door/signing-keys.ts';
import { SHARED_SECURITY_LOG_KEY } from '../../services/redis/keys.ts';
import { type CapturedLog, capturedLog } from '../support/attack/captured-log.ts';
import { type RunningBot, startBot } from '../support/bots/running-bot.ts';
import { testRedis } from '../support/redis/redis.ts';
import {
  APP_ID,
  CREDENTIALS,
  startTokenIssuer,
  type TokenChanges,
  type TokenIssuer,
} from '../support/stand-ins/token-issuer.ts';

/** The issuers that the framework believes, to which its own check of tokens adds what unverified ones say. */
const { ToBotFromBotOrEmulatorTokenValidationParameters: BELIEVED } = createRequire(
  createRequire(import.meta.url).resolve('botbuilder'),
)('botframework-connector/lib/auth/tokenValidationParameters.js') as {
  ToBotFromBotOrEmulatorTokenValidationParameters: { issuer: string[] };
};

const FOREIGN_TENANT = '99999999-9999-4999-8999-999999999999';
const seconds = () => Math.floor(Date.now() / 1000);
const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('With a registration', () => {
  let issuer: TokenIssuer;
  let bot: RunningBot;
  let captured: CapturedLog;

  before(async () => {
    captured = capturedLog();
    issuer = await startTokenIssuer();
    const { log } = captured;
    bot = await startBot(await testRedis(), { credentials: CREDENTIALS, authority: issuer.authority, log });
  });
  after(async () => {
    await bot.close();
    await issuer.close();
  });

  /** A button's answer travels in the response, so that nothing need be sent out with a token. */
  const pressing = (extra: Record<string, unknown> = {}) => {
    const data = { by: bot.contoso.userId('Adele') };
    const value = { action: { type: 'Action.Execute', verb: 'help', data } };
    return bot.activity('Adele', { type: 'invoke', name: 'adaptiveCard/action', value, ...extra });
  };
  const press = (authorization?: string, extra?: Record<string, unknown>) =>
    bot.post(pressing(extra), authorization === undefined ? {} : { authorization });
  const signed = async (changes?: TokenChanges) => `Bearer ${await issuer.sign(bot.channel.url, changes)}`;

  it('answers what Teams has signed', async () => {
    const { status, body } = await press(await signed());
    assert.deepEqual([status, (body as { statusCode: number }).statusCode], [200, 200]);
  });

  it('bears five minutes between the clocks', async () => {
    assert.equal((await press(await signed({ claims: { exp: seconds() - 240 } }))).status, 200);
    assert.equal((await press(await signed({ claims: { nbf: seconds() + 240 } }))).status, 200);
  });

  it('refuses every other token with 401 and a short code', async () => {
    await issuer.publish('unendorsed', []);
    await issuer.publish('direct-line', ['directline', 'webchat']);
    const [head, payload, signature] = (await signed()).split('.');
    const hmac = `${encoded({ alg: 'HS256', kid: 'k1' })}.${payload}`;
    const forged: Record<string, string | undefined> = {
      none: undefined,
      empty: '',
      basic: 'Basic YTpi',
      garbage: 'Bearer nonsense',
      'no parts': 'Bearer ..',
      'two tokens': `${head}.${payload}.${signature} x`,
      'no signature': `${head}.${payload}.`,
      'another payload': `${head}.${encoded({ aud: APP_ID })}.${signature}`,
      'alg none': `Bearer ${encoded({ alg: 'none', kid: 'k1' })}.${payload}.x`,
      'signed with what is public': `Bearer ${hmac}.${createHmac('sha256', 'k1').update(hmac).digest('base64url')}`,
      'unknown key': await signed({ by: 'never-published' }),
      'another key under a known name': await signed({ by: 'forger', header: { kid: 'k1' } }),
      'its own key': await signed({
        by: 'own',
        header: { kid: 'k1', jwk: { kty: 'RSA' }, jku: 'http://127.0.0.1:1/keys' },
      }),
      'no key named': await signed({ header: { kid: undefined as unknown as string } }),
      'key without endorsement': await signed({ by: 'unendorsed' }),
      'key of another channel': await signed({ by: 'direct-line' }),
      'critical header': await signed({ header: { crit: ['x'], x: 1 } }).catch(() => undefined),
    };
    for (const [what, authorization] of Object.entries(forged)) {
      const { status, body } = await press(authorization);
      assert.equal(status, 401, what);
      assert.match(JSON.stringify(body), /^\{"error":"[a-z-]+"\}$/, what);
    }
  });

  it('tells the shared security log of what it refuses, however often in one entry', async () => {
    const redis = await testRedis();
    await bot.securityLog.flush();
    const before = await redis.xLen(SHARED_SECURITY_LOG_KEY);
    for (let i = 0; i < 50; i++) await press('Bearer nonsense');
    await bot.securityLog.flush();
    const [last] = (await redis.xRevRange(SHARED_SECURITY_LOG_KEY, '+', '-', { COUNT: 1 })) ?? [];
    assert.equal(last?.message['kind'], 'authentication-failed');
    assert.ok((await redis.xLen(SHARED_SECURITY_LOG_KEY)) - before <= 2);
  });

  it('refuses a token whose claims are not right', async () => {
    const emulator = {
      iss: `https://sts.windows.net/${FOREIGN_TENANT}/`,
      tid: FOREIGN_TENANT,
      ver: '1.0',
      appid: APP_ID,
    };
    const refused: Record<string, object> = {
      'wrong-audience': { aud: FOREIGN_TENANT },
      'wrong-issuer': { iss: 'https://evil.example' },
      expired: { exp: seconds() - 600 },
      'not-yet-valid': { nbf: seconds() + 600 },
    };
    const odd = [
      { aud: [APP_ID] },
      { aud: [APP_ID, 'x'] },
      { aud: undefined },
      { aud: APP_ID.toUpperCase().replace('1', 'A') },
      { iss: 'https://api.botframework.com/' },
      { iss: 'https://api.botframework.us' },
      { exp: undefined },
      { exp: 'never' },
      { serviceurl: undefined },
      { serviceurl: 7 },
      emulator,
      { ...emulator, aud: undefined },
      { ...emulator, ver: '2.0', azp: APP_ID, iss: `https://login.microsoftonline.com/${FOREIGN_TENANT}/v2.0` },
    ];
    for (const [code, claims] of Object.entries(refused)) {
      const { status, body } = await press(await signed({ claims: { ...claims } }));
      assert.deepEqual([status, body], [401, { error: code }]);
    }
    for (const claims of odd) assert.equal((await press(await signed({ claims }))).status, 401, JSON.stringify(claims));
  });

  it('refuses an activity that its token is not for, or of a channel that is not Teams', async () => {
    const channels = ['directline', 'webchat', 'emulator', 'email', 'slack', 'MSTEAMS', ' msteams', 'AseChannel', 'x'];
    for (const channelId of channels)
      assert.deepEqual(await press(await signed(), { channelId }), { status: 403, body: { error: 'foreign-channel' } });
    for (const serviceUrl of ['https://evil.example', `${bot.channel.url}/x`, bot.channel.url.toUpperCase()])
      assert.deepEqual(await press(await signed(), { serviceUrl }), {
        status: 403,
        body: { error: 'foreign-service' },
      });
    assert.equal((await press(await signed(), { serviceUrl: `${bot.channel.url}/` })).status, 200, 'the same address');
    const evil = 'https://evil.example';
    const own = await press(await signed({ claims: { serviceurl: evil } }), { serviceUrl: evil });
    assert.deepEqual(own, { status: 403, body: { error: 'foreign-service' } });
  });

  it('serves the tenants that are stored, and no other', async () => {
    const of = (tenantId?: string) => ({
      conversation: { id: 'c', conversationType: 'personal', tenantId },
      channelData: { tenant: tenantId === undefined ? undefined : { id: tenantId } },
    });
    for (const tenantId of [FOREIGN_TENANT, undefined, 'x'])
      assert.deepEqual(await press(await signed(), of(tenantId)), { status: 403, body: { error: 'foreign-tenant' } });
    const two = { ...of(bot.contoso.tenantId), channelData: { tenant: { id: FOREIGN_TENANT } } };
    assert.equal((await press(await signed(), two)).status, 403);
    assert.equal((await press(await signed(), of(bot.contoso.tenantId.toUpperCase()))).status, 200);
  });

  it('reads nothing of a request before it knows who sent it', async () => {
    const { status } = await bot.post('{"not json', { 'content-type': 'text/plain' });
    assert.equal(status, 401);
  });

  it('writes one line for each, without a token and without a stack, and notes it', async () => {
    await bot.securityLog.flush();
    const before = captured.records().length;
    const authorization = await signed({ claims: { exp: seconds() - 600 } });
    await press(authorization);
    // What was refused before is summed up whenever its time is.
    const isLine = ({ msg }: { readonly msg?: unknown }) => msg !== 'A security event';
    const [line, ...more] = captured.records().slice(before).filter(isLine);
    assert.deepEqual([line?.['level'], line?.['code'], more], [40, 'expired', []]);
    assert.doesNotMatch(captured.logged(), /eyJ|stack/);
    await bot.securityLog.flush();
    assert.match(captured.logged(), /"kind":"authentication-failed"/);
  });

  it('keeps nothing of a token that it does not believe', async () => {
    const asked = issuer.asked();
    const tokens = Array.from({ length: 500 }, (_, i) => {
      const head = encoded({ alg: 'RS256', kid: `k${i}` });
      return `Bearer ${head}.${encoded({ iss: 'https://sts.windows.net/x/', tid: 'x'.repeat(9_000) + i, ver: '1.0' })}.x`;
    });
    const began = Date.now();
    for (const token of tokens) assert.equal((await press(token)).status, 401);
    assert.ok(issuer.asked() - asked <= 1 + (Date.now() - began) / 30_000, 'no more than once in 30 seconds');
    assert.ok(BELIEVED.issuer.length < 20, `${BELIEVED.issuer.length} issuers`);
  });
});

describe('With a list of tenants', () => {
  it('serves those alone', async () => {
    const issuer = await startTokenIssuer();
    const registration = { credentials: CREDENTIALS, authority: issuer.authority, allowedTenants: [FOREIGN_TENANT] };
    const bot = await startBot(await testRedis(), registration);
    const authorization = `Bearer ${await issuer.sign(bot.channel.url)}`;
    const ask = (extra: object) =>
      bot.post(bot.activity('Adele', { type: 'invoke', name: 'x', ...extra }), { authorization });
    assert.equal((await ask({})).status, 403);
    const tenant = { id: FOREIGN_TENANT };
    const conversation = { id: 'c', conversationType: 'personal' };
    assert.equal((await ask({ conversation, channelData: { tenant } })).status, 400, 'let in, and no such invoke');
    await bot.close();
    await issuer.close();
  });
});

describe('The keys of Teams', () => {
  let issuer: TokenIssuer;
  let now: number;
  let log: CapturedLog;
  before(async () => {
    issuer = await startTokenIssuer();
  });
  after(() => issuer.close());
  beforeEach(() => {
    now = Date.now();
    log = capturedLog();
  });
  const open = () => createSigningKeys(issuer.authority, { log: log.log, now: () => now });

  it('are asked for once by all who wait, and again when a new one is used', async () => {
    const keys = open();
    const before = issuer.asked();
    await Promise.all(Array.from({ length: 20 }, () => keys.find('k1')));
    assert.equal(issuer.asked() - before, 1);
    await issuer.publish('k2');
    assert.equal(await keys.find('k2'), undefined, 'not within 30 seconds');
    now += 31_000;
    assert.ok(await keys.find('k2'));
    assert.equal(issuer.asked() - before, 2);
  });

  it('go on while they cannot be asked for', async () => {
    const keys = open();
    assert.ok(await keys.find('k1'));
    issuer.fail(true);
    now += 48 * 60 * 60 * 1000;
    assert.ok(await keys.find('k1'));
    assert.equal(await keys.find('k9'), undefined);
    issuer.fail(false);
    assert.match(log.logged(), /"kept":\d/);
  });

  it('are not believed from somebody who calls themselves otherwise', async () => {
    const keys = createSigningKeys({ ...issuer.authority, issuer: 'https://other.example' }, { log: log.log });
    assert.equal(await keys.find('k1'), undefined);
  });
});

describe('The services of Teams', () => {
  it('are known hosts by https', () => {
    const { isService } = CLOUDS.public;
    for (const host of ['smba.trafficmanager.net/emea/', 'smba.infra.gcc.teams.microsoft.com'])
      assert.ok(isService(`https://${host}`), host);
    for (const address of [
      'http://smba.trafficmanager.net/emea/',
      'https://smba.trafficmanager.net.evil.example',
      'https://evil.trafficmanager.net',
      'https://smba.trafficmanager.net:8443',
      'https://user@smba.trafficmanager.net',
      'https://smba.trafficmanager.net@evil.example',
      'https://127.0.0.1',
      'smba.trafficmanager.net',
    ])
      assert.ok(!isService(address), address);
    assert.ok(!isService('https://smba.infra.gov.teams.microsoft.us'));
    assert.ok(CLOUDS['us-gov'].isService('https://smba.infra.gov.teams.microsoft.us/gcch'));
  });
});
