import assert from 'node:assert/strict';
import { type Conversation, findAction, readCard, startConversation } from '../../support/chat/conversation.ts';

const SUBSCRIPTIONS = { en: 'Self-service purchases', sv: 'Självbetjäningsköp' };

describe('The language of an answer', () => {
  let chat: Conversation;
  beforeEach(async () => {
    chat = await startConversation();
  });

  /** The first line of the answer to what Adele says with a client of that language. */
  const titleOf = async (text: string, locale: string | undefined, conversationId = 'personal', inGroup = false) =>
    readCard(await chat.say('Adele', text, { locale, conversationId, inGroup })).split('\n')[0];

  it('is that of the sentence, whatever the client speaks', async () => {
    assert.equal(await titleOf('prenumerationer', 'en-US'), SUBSCRIPTIONS.sv);
    assert.equal(await titleOf('subscriptions', 'sv-SE'), SUBSCRIPTIONS.en);
    assert.equal(await titleOf('visa alla prenumerationer', undefined), 'Dina produkter');
    assert.equal(await titleOf('show me the subscriptions', 'sv-SE'), SUBSCRIPTIONS.en);
  });

  it('is that of the conversation where a text could be of any', async () => {
    await titleOf('hej', 'en-US');
    assert.match(String(await titleOf('Power BI', 'en-US')), /^(Vilken menar du|Är det)/);
    assert.match(await inWords('S-1001'), /Inköpare/);
    await titleOf('thanks', 'en-US');
    assert.match(await inWords('S-1001'), /Purchaser/);
  });

  it('is that of the conversation where a button is pressed', async () => {
    const list = await chat.say('Adele', 'prenumerationer');
    const { verb, data } = findAction(list, 'Exportera användare');
    assert.match(readCard(await chat.send('Adele', verb, data)), /Användare/);
  });

  it('is the client’s where nothing was said in this conversation, then the tenant’s', async () => {
    await titleOf('hej', 'en-US');
    assert.match(await inWords('S-1001', 'en-US', 'another'), /Purchaser/);
    assert.match(await inWords('S-1001', 'sv-SE', 'a third'), /Inköpare/);
    assert.match(await inWords('S-1001', 'fr-FR', 'a fourth'), /Purchaser/);
    const fabrikam = await startConversation('fabrikam');
    const text = readCard(await fabrikam.say('Karin', 'S-3001', { locale: undefined }));
    assert.match(text, /560,00 kr totalt/);
  });

  it('keeps the country of a client that speaks it', async () => {
    assert.match(await inWords('show S-1001', 'en-GB'), /US\$|\$/);
    assert.match(await inWords('visa S-1001', 'sv-FI'), /Inköpare/);
  });

  it('is the one that somebody has chosen, before all others', async () => {
    assert.match(readCard(await chat.say('Adele', 'language svenska')), /Jag talar svenska med dig/);
    assert.equal(await titleOf('show me the subscriptions', 'en-US'), SUBSCRIPTIONS.sv);
    assert.match(readCard(await chat.say('Adele', 'språk engelska')), /I will speak English with you/);
    assert.equal(await titleOf('visa alla prenumerationer', 'sv-SE'), 'Your products');
  });

  it('is the same in a group for what the writer’s client fetches', async () => {
    const card = await chat.say('Adele', 'ta över S-1003', { inGroup: true });
    const { verb, data } = refreshOf(card);
    assert.match(readCard(await chat.send('Adele', verb, data, { inGroup: true })), /S-1003/);
    assert.match(readCard(await chat.send('Adele', verb, data, { inGroup: true })), /Patti Fernandez[\s\S]*Stäng/);
  });

  const inWords = async (text: string, locale = 'en-US', conversationId = 'personal') =>
    readCard(await chat.say('Adele', text, { locale, conversationId }));
});

const refreshOf = (card: unknown) =>
  (card as { refresh: { action: { verb: string; data: Record<string, unknown> } } }).refresh.action;
