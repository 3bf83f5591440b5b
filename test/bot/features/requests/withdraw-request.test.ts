import assert from 'node:assert/strict';
import {
  actionsOf,
  type Conversation,
  findAction,
  readCard,
  startConversation,
} from '../../../support/chat/conversation.ts';
import { requestId } from '../../../support/tenants/ids.ts';

const LEES = requestId('Lee Gu', 'Microsoft 365 Copilot');
const WITHDRAW = 'Withdraw a request';

describe('Withdrawing a license request in chat', () => {
  let chat: Conversation;
  beforeEach(async () => {
    chat = await startConversation();
  });
  const ask = async (sentence: string) =>
    chat.press('Lee', await chat.say('Lee', sentence), 'Send request', { names: '', message: '' });

  for (const [sentence, locale, question, title, done] of [
    [
      'withdraw my request',
      'en-US',
      /^Withdraw your request for Microsoft 365 Copilot\?\nFor Lee Gu and/,
      WITHDRAW,
      /Withdrawn/,
    ],
    [
      'jag vill dra tillbaka min förfrågan',
      'sv-SE',
      /^Dra tillbaka din förfrågan om Microsoft 365 Copilot\?/,
      'Dra tillbaka en förfrågan',
      /^Din förfrågan har dragits tillbaka\nMicrosoft 365 Copilot · Tillbakadragen/,
    ],
  ] as const)
    it(`asks after “${sentence}”, and takes the only one that waits back`, async () => {
      const card = await chat.say('Lee', sentence, { locale });
      assert.match(readCard(card), question);
      const waiting = await chat.say('Lee', 'my requests', { conversationId: 'another' });
      assert.match(readCard(waiting), /Waiting for a decision/);
      const { verb, data } = findAction(card, title);
      assert.match(readCard(await chat.send('Lee', verb, data, { locale })), done);
      assert.match(readCard(await chat.say('Lee', 'my requests')), /Copilot · Withdrawn/);
      assert.doesNotMatch(readCard(await chat.say('Lynne', 'requests')), /From Lee Gu/);
    });

  it('takes the one of a product, and asks which where several wait', async () => {
    await ask('request Visio Plan 1');
    const which = await chat.say('Lee', 'withdraw my request');
    const titles = actionsOf(which).map(({ title }) => title);
    assert.deepEqual(titles.slice(0, 2), ['Visio Plan 1', 'Microsoft 365 Copilot']);
    assert.match(readCard(await chat.press('Lee', which, 'Visio Plan 1')), /^Withdraw your request for Visio Plan 1\?/);
    assert.match(readCard(await chat.say('Lee', 'withdraw my request for Visio')), /request for Visio Plan 1\?/);
  });

  it('is reached from the list while something waits', async () => {
    const own = await chat.say('Lee', 'my requests');
    assert.match(readCard(await chat.press('Lee', own, WITHDRAW)), /^Withdraw your request/);
    assert.ok(!actionsOf(await chat.say('Megan', 'my requests')).some(({ title }) => title === WITHDRAW));
  });

  it('says that nothing waits, and leaves what others ask and what is decided', async () => {
    assert.match(readCard(await chat.say('Megan', 'withdraw my request')), /^No request waits for that/);
    assert.match(readCard(await chat.say('Lee', 'withdraw my request for Visio')), /^No request waits for that/);
    const foreign = await chat.run('Megan', 'withdraw-request', { request: LEES });
    assert.match(readCard(foreign), /^There is no such request/);
    const forged = { request: LEES, operation: chat.commerce.newOperationId() };
    assert.match(readCard(await chat.run('Joni', 'withdraw-request', forged)), /^There is no such request/);
    const question = await chat.say('Lee', 'withdraw my request');
    await chat.press('Lynne', await chat.say('Lynne', "approve Lee's request"), 'Approve', { message: '' });
    assert.match(readCard(await chat.press('Lee', question, WITHDRAW)), /^This has been decided already/);
    assert.match(readCard(await chat.say('Ben', 'withdraw my request')), /Guests cannot/);
  });

  it('makes the cards of those who decide refuse it', async () => {
    const old = await chat.say('Lynne', "approve Lee's request");
    await chat.press('Lee', await chat.say('Lee', 'withdraw my request'), WITHDRAW);
    assert.match(readCard(await chat.press('Lynne', old, 'Approve', { message: '' })), /^The request was withdrawn/);
    assert.match(readCard(await chat.say('Lee', 'my requests')), /Withdrawn/);
    const trail = readCard(await chat.say('Adele', 'audit'));
    assert.match(trail, /License request withdrawn/);
  });
});
