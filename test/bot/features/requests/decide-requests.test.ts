import assert from 'node:assert/strict';
import {
  actionsOf,
  type Conversation,
  findAction,
  readCard,
  startConversation,
} from '../../../support/chat/conversation.ts';

const WAITING = /Waiting/;

describe('Deciding license requests by a sentence', () => {
  let chat: Conversation;
  beforeEach(async () => {
    chat = await startConversation();
  });
  const standing = async () =>
    [await chat.say('Lee', 'my requests'), await chat.say('Raul', 'my requests')].map((card) => readCard(card));

  for (const [sentence, question, others] of [
    ["approve Lee's Copilot", /^Approve this request\?[\s\S]*Approve: Microsoft 365 Copilot\nFrom Lee Gu/, /RPA/],
    ['godkänn Lees Copilot', /^Approve this request\?[\s\S]*Approve: Microsoft 365 Copilot\nFrom Lee Gu/, /RPA/],
    ['reject Raul', /^Reject this request\?[\s\S]*Reject: Power Automate RPA\nFrom Raul Razo/, /Copilot/],
    ['avslå förfrågan om Copilot', /^Reject this request\?[\s\S]*Reject: Microsoft 365 Copilot/, /RPA/],
    ["approve Joni's request", /^Approve this request\?[\s\S]*For Lee Gu and Joni/, /RPA/],
  ] as const)
    it(`names the one that “${sentence}” means, and decides nothing yet`, async () => {
      await chat.say('Lynne', 'language english');
      const card = readCard(await chat.say('Lynne', sentence));
      assert.match(card, question);
      assert.doesNotMatch(card, others);
      for (const own of await standing()) assert.match(own, WAITING);
    });

  for (const sentence of ['approve everything', 'godkänn allt', 'approve all requests', 'godkänn alla förfrågningar'])
    it(`means all that wait, and no product, by “${sentence}”`, async () => {
      await chat.say('Adele', 'language english');
      const question = await chat.say('Adele', sentence);
      assert.match(
        readCard(question),
        /^Approve these 2 requests\?[\s\S]*Power Automate RPA[\s\S]*Microsoft 365 Copilot/,
      );
      for (const own of await standing()) assert.match(own, WAITING);
      assert.match(readCard(await chat.say('Adele', 'policies')), /Microsoft 365 Copilot/);
      const receipt = await chat.press('Adele', question, 'Approve', { message: 'Welcome.' });
      assert.match(readCard(receipt), /^2 requests were decided/);
      for (const own of await standing()) assert.match(own, /Approved[\s\S]*“Welcome\./);
    });

  it('rejects in Swedish, with the words of the language', async () => {
    const sv = { locale: 'sv-SE' };
    const question = await chat.say('Lynne', 'avslå allt', sv);
    assert.match(readCard(question), /^Avslå de här 2 förfrågningarna\?/);
    const { verb, data } = findAction(question, 'Avslå');
    assert.match(readCard(await chat.send('Lynne', verb, { ...data, message: '' }, sv)), /^2 förfrågningar avgjordes/);
  });

  it('shows the list where several wait and none is named, and says where none fits', async () => {
    assert.match(readCard(await chat.say('Lynne', 'approve requests')), /^License requests/);
    assert.match(readCard(await chat.say('Lynne', "approve Megan's request")), /^No request waits for that/);
    assert.match(readCard(await chat.say('Lynne', "approve Nobody Atall's request")), /^No request waits for that/);
    assert.match(readCard(await chat.say('Lynne', 'approve the Clipchamp request')), /^No request waits for that/);
  });

  it('is for those who decide, also where the words are clear', async () => {
    for (const who of ['Alex', 'Megan', 'Nestor'])
      assert.match(readCard(await chat.say(who, "approve Lee's request")), /You need another role/, who);
    for (const own of await standing()) assert.match(own, WAITING);
  });

  it('proposes nothing where the words deny it, and offers the policy beside what may be a product', async () => {
    for (const sentence of ["don't approve Lee's request", 'godkänn inte Lees förfrågan', 'I approved everything'])
      assert.doesNotMatch(readCard(await chat.say('Lynne', sentence)), /Approve these|Approve this/, sentence);
    const which = actionsOf(await chat.say('Adele', 'approve Visio')).map(({ verb }) => verb);
    assert.deepEqual(which.slice(0, 2), ['decide-requests', 'policies']);
  });
});
