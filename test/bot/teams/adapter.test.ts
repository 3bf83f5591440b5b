import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { replyCredentials } from '../../../bot/teams/adapter.ts';
import { APP_ID, CREDENTIALS } from '../../support/stand-ins/token-issuer.ts';

/** What the framework asks a token with, to reply. */
interface ReplyCredentials {
  readonly appId: string | null;
  readonly oAuthScope: string;
  readonly oAuthEndpoint: string;
  getToken(): Promise<string>;
}

/** Another than that of the secret: the framework keeps tokens by it. */
const IDENTITY = '33333333-3333-4333-8333-333333333333';

const replyingTo = async (registration: Readonly<Record<string, string>>) =>
  (await replyCredentials(registration)) as unknown as ReplyCredentials;

describe('A reply', () => {
  it('goes out as the bot, for the channel, by its own directory', async () => {
    const { appId, oAuthScope, oAuthEndpoint } = await replyingTo(CREDENTIALS);
    assert.deepEqual([appId, oAuthScope], [APP_ID, 'https://api.botframework.com']);
    assert.equal(oAuthEndpoint, 'https://login.microsoftonline.com/botframework.com');
    const tenant = '22222222-2222-4222-8222-222222222222';
    const own = { ...CREDENTIALS, MicrosoftAppType: 'SingleTenant', MicrosoftAppTenantId: tenant };
    assert.equal((await replyingTo(own)).oAuthEndpoint, `https://login.microsoftonline.com/${tenant}`);
  });

  it('goes out in the cloud of the government where the registration is there', async () => {
    const government = { ...CREDENTIALS, ChannelService: 'https://botframework.azure.us' };
    const { oAuthScope, oAuthEndpoint } = await replyingTo(government);
    assert.equal(oAuthScope, 'https://api.botframework.us');
    assert.match(oAuthEndpoint, /^https:\/\/login\.microsoftonline\.us\//);
  });

  it('goes out as nobody without a registration', async () => {
    assert.equal((await replyingTo({})).appId, null);
  });

  it('has a token that its secret was given for', async () => {
    const { fetch } = globalThis;
    const asked: string[] = [];
    globalThis.fetch = async (url, init) => {
      asked.push(`${String(url).replace(/\?.*/, '')} ${init?.body}`);
      return Response.json({ token_type: 'Bearer', expires_in: 3600, access_token: 'the token' });
    };
    try {
      assert.equal(await (await replyingTo(CREDENTIALS)).getToken(), 'the token');
    } finally {
      globalThis.fetch = fetch;
    }
    assert.equal(asked.length, 1);
    assert.match(asked[0] ?? '', /^https:\/\/login\.microsoftonline\.com\/botframework\.com\/oauth2\/v2\.0\/token /);
    for (const part of [`client_id=${APP_ID}`, 'scope=https%3A%2F%2Fapi.botframework.com%2F.default', 'client_secret='])
      assert.ok(asked[0]?.includes(part), part);
  });

  it('has a token of its managed identity where it has one', async () => {
    const asked: string[] = [];
    const server = createServer(({ url = '', headers }, response) => {
      asked.push(`${headers['x-identity-header']} ${url}`);
      const expires_on = String(Math.floor(Date.now() / 1000) + 3600);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ access_token: 'of the identity', expires_on, token_type: 'Bearer', resource: '' }));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    process.env['IDENTITY_ENDPOINT'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
    process.env['IDENTITY_HEADER'] = 'ours';
    try {
      const identity = { MicrosoftAppId: IDENTITY, MicrosoftAppType: 'UserAssignedMsi', MicrosoftAppTenantId: APP_ID };
      assert.equal(await (await replyingTo(identity)).getToken(), 'of the identity');
    } finally {
      delete process.env['IDENTITY_ENDPOINT'];
      delete process.env['IDENTITY_HEADER'];
      server.close();
      server.closeAllConnections();
    }
    assert.equal(asked.length, 1);
    assert.match(
      asked[0] ?? '',
      new RegExp(`^ours /token\\?.*resource=https%3A%2F%2Fapi.botframework.com&client_id=${IDENTITY}`),
    );
  });
});
