import assert from 'node:assert/strict';
import { type Conversation, readCard, startConversation } from '../../../support/chat/conversation.ts';

describe('Subscriptions that a sentence names loosely', () => {
  let chat: Conversation;
  before(async () => {
    chat = await startConversation();
  });
  const say = async (text: string, who = 'Adele') => readCard(await chat.say(who, text));

  it('are said to be one’s own where those of others were asked for', async () => {
    for (const text of ['show all purchases', 'who has visio', 'purchases by Patti'])
      assert.match(await say(text, 'Lee'), /only admins see[\s\S]*Your subscriptions/, text);
    assert.match(await say('vem har visio', 'Lee'), /bara administratörer[\s\S]*Du har inte köpt någon av de här/);
    assert.doesNotMatch(await say('my subscriptions', 'Lee'), /only admins see/);
  });

  it('are asked about at once where somebody has one only', async () => {
    assert.match(await say('turn my recurring billing on', 'Patti'), /recurring billing\?[\s\S]*S-1003/);
    assert.match(await say('double my seats', 'Isaiah'), /S-1002[\s\S]*10 → 20/);
    assert.match(await say('turn my recurring billing off', 'Megan'), /Which one do you mean/);
  });

  it('are offered to be taken up again where they have ended and are to go on', async () => {
    assert.match(await say('turn auto renew back on for visio', 'Grady'), /Reactivate|reactivate/);
  });

  it('are those of whoever was spoken of in the same sentence', async () => {
    assert.match(await say('Debra has left, take over her Project'), /Take control of S-1004/);
    const card = await chat.say('Adele', 'Patti har slutat, ta över hennes Visio', { conversationId: 'another' });
    assert.match(readCard(card), /S-1003/);
  });
});

describe('Lists that leave something out', () => {
  let chat: Conversation;
  before(async () => {
    chat = await startConversation();
  });
  const say = async (text: string) => readCard(await chat.say('Adele', text, { conversationId: text }));

  it('say what they cannot leave out, and do not show just that', async () => {
    for (const [text, words] of [
      ['list purchases without the trials', 'without the trials'],
      ['subscriptions except Megan’s', 'except Megan'],
      ['prenumerationer utan provversioner', 'utan provversioner'],
    ] as const) {
      const card = await say(text);
      assert.match(card, new RegExp(words), text);
      assert.match(card, /S-1001/, text);
    }
  });

  it('show those of every other status', async () => {
    assert.doesNotMatch(await say('subscriptions that are not expired'), /\nS-1008 ·/);
    assert.doesNotMatch(await say('prenumerationer som inte är aktiva'), /\nS-1001 ·/);
  });

  it('say that they cannot be turned round', async () => {
    for (const text of [
      'subscriptions oldest first',
      'cheapest first',
      'billigast först',
      'purchases in reverse order',
    ])
      assert.match(await say(text), /I left out|Jag tog inte med/, text);
    assert.doesNotMatch(await say('newest first'), /I left out/);
  });
});

describe('Moving to what was bought centrally', () => {
  it('needs no number where there is one of the product', async () => {
    const chat = await startConversation();
    for (const text of ['shift everyone on S-1003 over to our central one', 'flytta S-1003 till vår centrala'])
      assert.match(readCard(await chat.say('Adele', text)), /S-1003[^\n]*C-2002|C-2002/, text);
  });
});

describe('Why somebody asks for a product', () => {
  it('stands in the request', async () => {
    const chat = await startConversation();
    const card = await chat.say('Lee', 'request Copilot, because we write many tenders');
    assert.match(JSON.stringify(card), /"value":"we write many tenders"/);
    assert.doesNotMatch(JSON.stringify(await chat.say('Lee', 'request Copilot')), /tenders/);
  });
});
