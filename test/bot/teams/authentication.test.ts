import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { type RunningBot, startBot } from '../../support/bots/running-bot.ts';
import { testRedis } from '../../support/redis/redis.ts';

const APP_ID = '11111111-1111-4111-8111-111111111111';
const ISSUER = 'https://api.botframework.com';

/** Serves signing keys as the Bot Framework does. */
const startKeyServer = async (jwk: object): Promise<Server> => {
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    const keys = { keys: [{ ...jwk, kid: 'k1', use: 'sig', endorsements: ['msteams'] }] };
    const metadata = { issuer: ISSUER, jwks_uri: `http://127.0.0.1:${port}/keys` };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url === '/keys' ? keys : metadata));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
};

/** The framework prints every refusal with its stack. */
const quietly = async <T>(act: () => Promise<T>): Promise<T> => {
  const { error } = console;
  console.error = () => {};
  return act().finally(() => {
    console.error = error;
  });
};

describe('With an app registration', () => {
  let bot: RunningBot;
  let keys: Server;
  let sign: (claims?: Record<string, unknown>, kid?: string) => Promise<string>;

  before(async () => {
    const pair = await generateKeyPair('RS256');
    const foreign = await generateKeyPair('RS256');
    keys = await startKeyServer(await exportJWK(pair.publicKey));
    const metadata = `http://127.0.0.1:${(keys.address() as AddressInfo).port}/openidconfiguration`;
    bot = await startBot(await testRedis(), {
      MicrosoftAppId: APP_ID,
      MicrosoftAppPassword: 'x',
      MicrosoftAppType: 'MultiTenant',
      ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
      ToChannelFromBotOAuthScope: ISSUER,
      ToBotFromChannelTokenIssuer: ISSUER,
      OAuthUrl: ISSUER,
      CallerId: 'urn:botframework:azure',
      ToBotFromChannelOpenIdMetadataUrl: metadata,
      ToBotFromEmulatorOpenIdMetadataUrl: metadata,
    });
    sign = (claims = {}, kid = 'k1') =>
      new SignJWT({ serviceurl: bot.channel.url, iss: ISSUER, aud: APP_ID, exp: Date.now() / 1000 + 600, ...claims })
        .setProtectedHeader({ alg: 'RS256', kid })
        .sign(kid === 'k1' ? pair.privateKey : foreign.privateKey);
  });
  after(async () => {
    await bot.close();
    await new Promise((resolve) => keys.close(resolve));
  });

  /** A button's answer travels in the response, so that nothing need be sent out with a token. */
  const press = async (token?: string) => {
    const data = { by: bot.contoso.userId('Adele') };
    const value = { action: { type: 'Action.Execute', verb: 'help', data } };
    const activity = bot.activity('Adele', { type: 'invoke', name: 'adaptiveCard/action', value });
    return bot.post(activity, token === undefined ? {} : { authorization: `Bearer ${token}` });
  };

  it('answers what Teams has signed', async () => {
    const { status, body } = await press(await sign());
    assert.equal(status, 200);
    assert.equal((body as { statusCode: number }).statusCode, 200);
  });

  it('refuses everything else with 401', async () => {
    const refused = {
      'no token': undefined,
      'no token at all': 'nonsense',
      'another audience': await sign({ aud: '22222222-2222-4222-8222-222222222222' }),
      'another issuer': await sign({ iss: 'https://evil.example' }),
      'another service': await sign({ serviceurl: 'https://evil.example' }),
      expired: await sign({ exp: Date.now() / 1000 - 600 }),
      'an unknown key': await sign({}, 'k2'),
    };
    for (const [what, token] of Object.entries(refused))
      assert.equal((await quietly(() => press(token))).status, 401, what);
  });
});
