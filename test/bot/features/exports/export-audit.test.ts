import assert from 'node:assert/strict';
import { type Conversation, readCard, startConversation } from '../../../support/chat/conversation.ts';

describe('Exporting the audit trail by a sentence', () => {
  let chat: Conversation;
  before(async () => {
    chat = await startConversation();
    await chat.press('Adele', await chat.say('Adele', 'block Visio Plan 2'), 'Do not allow');
  });

  for (const [sentence, locale, said] of [
    ['export the audit trail', 'en-US', /Audit trail[\s\S]*\.csv/],
    ['exportera granskningsloggen', 'sv-SE', /Granskningslogg[\s\S]*\.csv/],
    ['export the audit log of Adele Vance for the last 7 days', 'en-US', /by Adele Vance · last 7 days[\s\S]*\.csv/],
  ] as const)
    it(`leads “${sentence}” to a file`, async () => {
      assert.match(readCard(await chat.say('Adele', sentence, { locale })), said);
    });

  it('says that there is nothing yet, rather than refuse', async () => {
    const said = readCard(await chat.say('Adele', 'export the audit log of Miriam Graham'));
    assert.match(said, /^Nothing to export\n/);
  });

  it('takes what somebody has done themselves, and is not for guests', async () => {
    assert.match(readCard(await chat.say('Megan', 'export the audit trail')), /nothing to export|another role/i);
    assert.match(readCard(await chat.say('Ben', 'export the audit trail')), /Guests cannot/);
  });
});
