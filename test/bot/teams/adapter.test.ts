import assert from 'node:assert/strict';
import type { Activity } from 'botbuilder';
import { pino } from 'pino';
import { createAdapter } from '../../../bot/teams/adapter.ts';
import { APP_ID, CREDENTIALS } from '../../support/stand-ins/token-issuer.ts';

/** What the framework would ask a token with, to reply. */
interface ReplyCredentials {
  readonly appId: string | null;
  readonly oAuthScope: string;
  readonly oAuthEndpoint: string;
}

/** Takes an activity, and gives what its turn would reply with, and to where. */
const replyingTo = async (credentials: Readonly<Record<string, string>> | undefined) => {
  const adapter = createAdapter(credentials, pino({ level: 'silent' }));
  const conversation = { id: 'c' };
  const activity = { type: 'message', channelId: 'msteams', serviceUrl: 'https://smba.example/teams', conversation };
  let client: { credentials: ReplyCredentials; baseUri: string } | undefined;
  await adapter.take(activity as Activity, async ({ turnState }) => {
    client = turnState.get(adapter.ConnectorClientKey);
  });
  assert.ok(client);
  assert.equal(client.baseUri, 'https://smba.example/teams');
  return client.credentials;
};

describe('A turn of an activity that was let in', () => {
  it('replies as the bot, for the channel, by its own directory', async () => {
    const { appId, oAuthScope, oAuthEndpoint } = await replyingTo(CREDENTIALS);
    assert.deepEqual([appId, oAuthScope], [APP_ID, 'https://api.botframework.com']);
    assert.equal(oAuthEndpoint, 'https://login.microsoftonline.com/botframework.com');
    const tenant = '22222222-2222-4222-8222-222222222222';
    const own = { ...CREDENTIALS, MicrosoftAppType: 'SingleTenant', MicrosoftAppTenantId: tenant };
    assert.equal((await replyingTo(own)).oAuthEndpoint, `https://login.microsoftonline.com/${tenant}`);
  });

  it('replies in the cloud of the government where the registration is there', async () => {
    const government = { ...CREDENTIALS, ChannelService: 'https://botframework.azure.us' };
    const { oAuthScope, oAuthEndpoint } = await replyingTo(government);
    assert.equal(oAuthScope, 'https://api.botframework.us');
    assert.match(oAuthEndpoint, /^https:\/\/login\.microsoftonline\.us\//);
  });

  it('replies as nobody without a registration', async () => {
    assert.equal((await replyingTo(undefined)).appId, null);
  });
});
