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
      readCard(await chat.say('Adele', 'kostnader för Visio', { locale: 'sv-SE' })),
      /^Jag tog inte med ”Visio”\./,
    );
  });

  it('is nothing where all was understood', async () => {
    assert.doesNotMatch(readCard(await chat.say('Adele', 'subscriptions expiring in 30 days')), /left out/);
  });
});

describe('A question with one choice', () => {
  it('asks whether that is meant, and keeps what was said of it', async () => {
    const chat = await startConversation();
    const text = readCard(await chat.say('Adele', 'can I block Visio'));
    assert.match(text, /^Is this what you mean\?/);
    assert.match(text, /Visio/);
  });

  it('is no question where the person may do none of it', async () => {
    const chat = await startConversation();
    assert.match(readCard(await chat.say('Megan', 'block Visio and Power BI')), /You need another role/);
  });
});
