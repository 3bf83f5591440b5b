import assert from 'node:assert/strict';
import { actionsOf, type Conversation, readCard, startConversation } from '../../../support/chat/conversation.ts';

describe('who-am-i', () => {
  let chat: Conversation;
  before(async () => {
    chat = await startConversation();
  });

  it('names roles and rights in words, in both languages', async () => {
    const adele = readCard(await chat.say('Adele', 'who am I'));
    assert.match(adele, /^You are Adele Vance\nYou act for your own organization, Contoso\nYour roles\nGlobal Admin/);
    assert.match(adele, /Change the policy for self-service purchases/);
    const megan = readCard(await chat.say('Megan', 'vilken roll har jag', { locale: 'sv-SE' }));
    assert.match(megan, /^Du är Megan Bowen[\s\S]*Ingen administratörsroll[\s\S]*Köpa med ditt eget kort/);
    assert.doesNotMatch(megan, /policyn/);
  });

  it('tells a guest that there is little', async () => {
    const guest = readCard(await chat.say('Ben', 'what are my rights'));
    assert.match(guest, /You may look at your own licenses\.[\s\S]*Guest/);
  });

  it('says for whom a partner acts, with the way back', async () => {
    const partner = await startConversation('fabrikam', { customer: 'contoso' });
    await partner.say('Erik', 'act for Contoso');
    const card = await partner.say('Erik', 'who am I acting for');
    assert.match(readCard(card), /You act for Contoso[\s\S]*Delegated admin of a partner[\s\S]*Take over purchases/);
    assert.doesNotMatch(readCard(card), /Change the policy/);
    assert.ok(actionsOf(card).some(({ verb, data }) => verb === 'act-for' && data['customer'] === 'myself'));
    await partner.press('Erik', card, 'Back to my own organization');
    await partner.say('Erik', 'language english');
    assert.match(
      readCard(await partner.say('Erik', 'vem agerar jag för')),
      /You act for your own organization, Fabrikam/,
    );
  });
});
