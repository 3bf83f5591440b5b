import assert from 'node:assert/strict';
import { type Conversation, readCard, startConversation } from '../../../support/chat/conversation.ts';

describe('Licenses of a family of products', () => {
  let chat: Conversation;
  before(async () => {
    chat = await startConversation();
  });

  it('are those of the only one of it that somebody has bought', async () => {
    for (const text of ['licenses power bi', 'who all has power bi here', 'är det någon som har power bi kvar'])
      assert.match(readCard(await chat.say('Adele', text)), /^Power BI Pro\n/, text);
  });

  it('are a row for each where there are several, or where several are named', async () => {
    for (const text of ['licenses visio', 'licenses of visio plan 1 and 2', 'licenser för Visio Plan 1 & 2'])
      assert.match(
        readCard(await chat.say('Adele', text)),
        /^(Licenses|Licenser)\n[\s\S]*Visio Plan 1\n[\s\S]*Visio Plan 2\n/,
        text,
      );
    assert.match(
      readCard(await chat.say('Adele', 'Visio Plan 1 and Power BI Pro licenses')),
      /Power BI Pro[\s\S]*Visio Plan 1/,
    );
  });

  it('take a number behind “and” for one of licenses where another product follows', async () => {
    const card = await chat.say('Adele', 'buy visio plan 1 and 2 copilot');
    assert.doesNotMatch(readCard(card), /Visio Plan 2/);
  });
});
