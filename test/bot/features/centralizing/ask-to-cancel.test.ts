import assert from 'node:assert/strict';
import { type Conversation, findAction, readCard, startConversation } from '../../../support/chat/conversation.ts';

const ASK = 'Ask to cancel';

describe('Asking a purchaser to cancel, by a sentence', () => {
  let chat: Conversation;
  beforeEach(async () => {
    chat = await startConversation();
  });
  const isAsked = async () => readCard(await chat.say('Adele', 'centralize Visio Plan 2'));

  for (const [sentence, locale, title, button, done] of [
    [
      'ask Patti to cancel S-1003',
      'en-US',
      /^Ask Patti Fernandez to cancel S-1003\?/,
      ASK,
      /S-1003 was asked to cancel/,
    ],
    [
      'be Patti avsluta S-1003',
      'sv-SE',
      /^Be Patti Fernandez avsluta S-1003\?/,
      'Be dem avsluta',
      /^Inköparen av S-1003/,
    ],
  ] as const)
    it(`asks after “${sentence}”, and then asks the purchaser once`, async () => {
      const question = await chat.say('Adele', sentence, { locale });
      assert.match(readCard(question), title);
      const { verb, data } = findAction(question, button);
      assert.match(readCard(await chat.send('Adele', verb, data, { locale })), done);
      assert.match(await isAsked(), /0 canceled, 0 kept, 1 waiting/);
      const again = await chat.press('Adele', await chat.say('Adele', 'ask Patti to cancel'), ASK);
      assert.match(readCard(again), /^The purchaser of S-1003 has been asked already/);
    });

  it('finds the purchase by purchaser and product, and asks which of several', async () => {
    assert.match(readCard(await chat.say('Adele', 'ask patti to cancel her Visio')), /cancel S-1003\?/);
    const which = await chat.say('Adele', 'ask Megan to cancel');
    assert.match(readCard(which), /^Which one/);
    assert.match(
      readCard(await chat.press('Adele', which, 'Power BI Pro · S-1001')),
      /Ask Megan Bowen to cancel S-1001\?/,
    );
    const all = await chat.say('Adele', 'ask the purchasers of Power BI Pro to cancel');
    assert.match(readCard(all), /^Ask the purchasers of 2 subscriptions to cancel\?/);
    assert.match(readCard(await chat.press('Adele', all, ASK)), /2 purchases asked about/);
  });

  it('is for those who take over, and not for what is central or gone', async () => {
    assert.match(readCard(await chat.say('Megan', 'ask Patti to cancel S-1003')), /You need another role/);
    assert.match(readCard(await chat.say('Nestor', 'ask Patti to cancel S-1003')), /You need another role/);
    assert.match(readCard(await chat.run('Adele', 'ask-to-cancel', { subscription: 'C-2001' })), /self-service/);
    assert.match(
      readCard(await chat.run('Adele', 'ask-to-cancel', { subscription: 'S-9999' })),
      /There is no subscription/,
    );
    const forged = { subscription: 'S-1010', operation: chat.commerce.newOperationId() };
    assert.match(readCard(await chat.run('Adele', 'ask-to-cancel', forged)), /deleted|ended|already/i);
    assert.doesNotMatch(readCard(await chat.say('Adele', "don't ask Patti to cancel S-1003")), /^Ask Patti/);
  });
});

describe('Keeping a subscription, by a sentence', () => {
  let chat: Conversation;
  beforeEach(async () => {
    chat = await startConversation();
    await chat.press('Adele', await chat.say('Adele', 'ask Megan to cancel S-1001'), ASK);
  });

  it('asks first, and tells the admin once that is confirmed', async () => {
    for (const sentence of ['keep S-1001', 'behåll S-1001', 'no, I want to keep my Power BI']) {
      const question = await chat.say('Megan', sentence);
      assert.match(readCard(question), /^(Keep|Behåll|Ska du behålla) S-1001\?|^Behålla S-1001\?/, sentence);
      assert.match(readCard(await chat.say('Adele', 'centralize Power BI Pro')), /0 kept, 1 waiting/);
    }
    const kept = await chat.press('Megan', await chat.say('Megan', 'keep S-1001'), 'Keep it');
    assert.match(readCard(kept), /^You keep S-1001/);
    assert.match(readCard(await chat.say('Megan', 'keep S-1001')), /^You keep S-1001/);
    assert.match(readCard(await chat.say('Adele', 'centralize Power BI Pro')), /1 kept, 0 waiting/);
  });

  it('says that nobody has asked, and keeps nobody else’s', async () => {
    assert.match(readCard(await chat.say('Megan', 'keep S-1005')), /^Nobody has asked you to cancel S-1005/);
    assert.match(readCard(await chat.say('Lee', 'keep S-1001')), /There is no subscription S-1001/);
    const cancel = await chat.press('Megan', await chat.say('Megan', 'keep S-1001'), 'Cancel subscription');
    assert.match(readCard(cancel), /S-1001/);
  });
});
