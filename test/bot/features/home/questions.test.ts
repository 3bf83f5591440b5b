import assert from 'node:assert/strict';
import { type Conversation, findAction, readCard, startConversation } from '../../../support/chat/conversation.ts';

describe('A question in chat', () => {
  let chat: Conversation;
  before(async () => {
    chat = await startConversation();
  });

  it('is answered with the facts of the organization', async () => {
    const text = readCard(await chat.say('Megan', 'who can buy here?'));
    assert.match(text, /United States|US/);
  });

  it('is answered in Swedish, and leads to related questions', async () => {
    const card = await chat.say('Megan', 'vem äger uppgifterna?', { locale: 'sv-SE' });
    assert.doesNotMatch(readCard(card), /did not understand|förstod inte/);
    assert.ok(findAction(card, 'Hjälp'));
  });

  it('that nobody can answer leads to help and to support', async () => {
    const card = await chat.say('Megan', 'asdf qwer zxcv', { conversationId: 'another' });
    assert.match(readCard(card), /did not understand/);
    assert.match(JSON.stringify(card), /https:\/\/learn\.microsoft\.com/);
  });

  it('never stands in the way of a command', async () => {
    assert.match(readCard(await chat.say('Adele', 'who has licenses for Visio Plan 2?')), /Visio Plan 2/);
    assert.match(readCard(await chat.say('Megan', 'cancel S-1001')), /Are you sure you want to cancel\?/);
  });
});
