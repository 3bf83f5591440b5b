import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { putActivity, type Unsent } from '../../bot/teams/sending/connector.ts';
import { type Channel, startChannel } from '../support/stand-ins/channel.ts';

const HOUR = 60 * 60 * 1000;
const NOW = 'Sun, 29 Nov 2026 12:00:00 GMT';
const NODE_DATES = 'https://github.com/kirodotdev/KiroCrew/pull/3740';

/** What a `Retry-After` says, and how long is waited for it (ms). */
const WAITS = [
  ['3', 3_000],
  ['0', 0],
  ['1.5', 1_500],
  ['0.0004', 1],
  ['-5', 0],
  ['+7', 7_000],
  [' 12 ', 12_000],
  ['30, 30', 30_000],
  ['86400', HOUR],
  ['1e9', undefined],
  ['99999999999999999999999', HOUR],
  ['soon', undefined],
  ['retry in 5', undefined],
  ['NaN', undefined],
  ['5s', undefined],
  ['Sun, 29 Nov 2026 12:00:20 GMT', 20_000],
  ['Sunday, 29-Nov-26 12:00:20 GMT', 20_000],
  ['Sun Nov 29 12:00:20 2026', 20_000],
  ['Sun, 29 Nov 2026 11:00:00 GMT', 0],
  ['Fri, 01 Jan 2100 00:00:00 GMT', HOUR],
  ['Mon, 99 Foo 2026 99:99:99 GMT', undefined],
] as const;

/** What a channel says with 403 or 404, and what that means. */
const REFUSALS = [
  [
    'https://github.com/MicrosoftDocs/msteams-docs/issues/9390',
    403,
    { error: { code: 'BotDisabledByAdmin', message: 'The tenant admin disabled this bot' } },
    'disabled',
  ],
  [
    'https://github.com/microsoft/botbuilder-js/issues/4716',
    403,
    '<BotDisabledByAdmin>The tenant admin disabled this bot',
    'disabled',
  ],
  [
    'https://github.com/OfficeDev/microsoft-teams-apps-company-communicator/issues/311',
    403,
    { http_code: 'BotDisabledByAdmin' },
    'disabled',
  ],
  [
    'https://github.com/MicrosoftDocs/bot-docs/issues/1527',
    403,
    { error: { code: 'BotNotInConversationRoster', message: 'The bot is not part of the conversation roster.' } },
    'removed',
  ],
  [
    'https://github.com/microsoft/BotFramework-Services/issues/352',
    404,
    { error: { code: 'ConversationNotFound' } },
    'removed',
  ],
  [
    'https://learn.microsoft.com/en-us/answers/questions/1513369/403-forbidden-subcode-messagewritesblocked',
    403,
    { errorCode: 209, message: '{"subCode":"MessageWritesBlocked"}' },
    'blocked',
  ],
  [
    'https://github.com/MicrosoftDocs/msteams-docs/pull/6335',
    403,
    { error: { code: 'ConversationBlockedByUser' } },
    'blocked',
  ],
  [
    'https://github.com/MicrosoftDocs/msteams-docs/issues/10741',
    403,
    { error: { code: 'ServiceError', message: 'Unknown' } },
    'other',
  ],
  ['https://github.com/microsoft/BotFramework-Services/issues/200', 403, { error: null }, undefined],
  [
    'https://techcommunity.microsoft.com/discussions/teamsdeveloper/microsoft-bot-connector-sendtoconversationasync-failed---forbidden/4392723',
    403,
    'Forbidden',
    undefined,
  ],
  [
    'https://learn.microsoft.com/en-us/answers/questions/755203/how-to-know-if-the-user-has-blocked-the-bot-in-tea',
    403,
    [],
    undefined,
  ],
  [
    'https://github.com/MicrosoftDocs/msteams-docs/issues/3561',
    502,
    { error: { code: 'ServiceError', message: 'Internal server error' } },
    'other',
  ],
] as const;

describe('What a channel answers', () => {
  let channel: Channel;
  before(async () => {
    channel = await startChannel();
  });
  after(() => channel.close());

  const put = (serviceUrl = channel.url) =>
    putActivity(
      { serviceUrl, conversationId: 'c', activity: {} },
      { signRequest: async () => undefined },
      AbortSignal.timeout(60_000),
    );

  for (const [said, wait] of WAITS)
    it(`is waited for ${wait} ms where it says Retry-After: ${said} (${NODE_DATES})`, async () => {
      channel.failBy(() => ({ status: 429, headers: { 'retry-after': said, date: NOW } }));
      assert.equal(((await put()) as Unsent).retryAfterMs, wait);
    });

  for (const [report, status, body, reason] of REFUSALS)
    it(`means ${reason} where it is ${status} ${JSON.stringify(body)} (${report})`, async () => {
      channel.failBy(() => ({ status, body }));
      const { reason: read, code } = (await put()) as Unsent;
      assert.deepEqual([read, code], [reason, String(status)]);
    });

  it('is a message that was taken, whatever its body', async () => {
    const odd = ['', 'no json', '[]', 'null', '{"id":7}', '{"id":null}', '{"id":""}', `{"id":"${'x'.repeat(2_000)}"}`];
    for (const body of odd) {
      channel.failBy(() => ({ status: 201, body }));
      assert.deepEqual(await put(), { ok: true, activityId: undefined });
    }
    channel.failBy(() => ({ status: 200, body: { id: '1:x', more: 'y'.repeat(500) } }));
    assert.deepEqual(await put(), { ok: true, activityId: '1:x' });
  });

  it('is not read to the end where it has none to speak of', async () => {
    const endless = createServer((_request, response) => {
      response.writeHead(403);
      const more = () => response.write('x'.repeat(100_000), more);
      more();
    });
    await once(endless.listen(0, '127.0.0.1'), 'listening');
    const { port } = endless.address() as AddressInfo;
    const { code, reason } = (await put(`http://127.0.0.1:${port}`)) as Unsent;
    assert.deepEqual([code, reason], ['403', undefined]);
    endless.closeAllConnections();
    await once(endless.close(), 'close');
  });
});
