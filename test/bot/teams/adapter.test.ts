import assert from 'node:assert/strict';
import { replyCredentials } from '../../../bot/teams/adapter.ts';
import { APP_ID, CREDENTIALS } from '../../support/stand-ins/token-issuer.ts';

/** What the framework asks a token with, to reply. */
interface ReplyCredentials {
  readonly appId: string | null;
  readonly oAuthScope: string;
  readonly oAuthEndpoint: string;
}

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
});
