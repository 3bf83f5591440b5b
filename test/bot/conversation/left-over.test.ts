import assert from 'node:assert/strict';
import { type Conversation, readCard, startConversation } from '../../support/chat/conversation.ts';

describe('What was said and is in no argument', () => {
  let chat: Conversation;
  before(async () => {
    chat = await startConversation();
  });

  it('is named on the card, in the language of the person', async () => {
    const english = await chat.say('Adele', 'subscriptions expiring in 30 dys');
    assert.match(readCard(english), /^I left out “30 dys”\./);
    assert.match(String(english.fallbackText), /^I left out “30 dys”/);
    assert.match(
      readCard(await chat.say('Adele', 'prenumerationer som går ut om 30 dgr', { locale: 'sv-SE' })),
      /^Jag tog inte med ”30 dgr”\./,
    );
  });

  it('is nothing where all was understood', async () => {
    assert.doesNotMatch(readCard(await chat.say('Adele', 'subscriptions expiring in 30 days')), /left out/);
  });
});

describe('A question of what is meant', () => {
  it('calls people and products by their names', async () => {
    const chat = await startConversation();
    const text = readCard(await chat.say('Megan', 'remove lee from S-1001 and allan from S-1005'));
    assert.match(text, /S-1001 · Lee Gu\n[\s\S]*S-1005 · Allan Deyoung\n/);
    assert.doesNotMatch(text, /[\da-f]{8}-/);
  });
});

describe('A question with one choice', () => {
  it('is asked by the card of that choice, with what was said of it', async () => {
    const chat = await startConversation();
    const text = readCard(await chat.say('Adele', 'can I block Visio'));
    for (const said of [/^Which one do you mean\?\n/, /Visio Plan 1/, /Visio Plan 2/]) assert.match(text, said);
  });

  it('is no question where the person may do none of it', async () => {
    const chat = await startConversation();
    assert.match(readCard(await chat.say('Megan', 'block Visio and Power BI')), /You need another role/);
  });
});
