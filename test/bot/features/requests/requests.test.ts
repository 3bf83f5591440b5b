import assert from 'node:assert/strict';
import {
  actionsOf,
  type Conversation,
  findAction,
  readCard,
  startConversation,
} from '../../../support/chat/conversation.ts';
import { fieldOf, inputsOf } from '../../../support/chat/fields.ts';
import { requestId } from '../../../support/tenants/ids.ts';

const LEES = `request:${requestId('Lee Gu', 'Microsoft 365 Copilot')}`;
const RAULS = `request:${requestId('Raul Razo', 'Power Automate RPA')}`;
const SAVE = 'Save decisions';
const SEND = 'Send request';

describe('My licenses in chat', () => {
  let chat: Conversation;
  before(async () => {
    chat = await startConversation();
  });

  it('shows what somebody has, from whom and until when, in both languages', async () => {
    assert.match(
      readCard(await chat.say('Lee', 'my licenses')),
      /Your licenses[\s\S]*Power BI Pro · S-1001\nFrom Megan Bowen\nActive\nUntil Nov 22, 2026, then it renews/,
    );
    assert.match(
      readCard(await chat.say('Joni', 'mina licenser', { locale: 'sv-SE' })),
      /Dina licenser\nPower BI Pro · C-2001\nFrån din organisation\nAktiv\nTill /,
    );
  });

  it('tells of licenses that have run out', async () => {
    assert.match(readCard(await chat.say('Grady', 'my licenses')), /Visio Plan 1 · S-1008[\s\S]*Expired on/);
    assert.match(readCard(await chat.say('Emily', 'my licenses')), /S-1009[\s\S]*Disabled[\s\S]*no access now/);
  });

  it('turns pages of eight', async () => {
    for (let i = 0; i < 8; i += 1) {
      const order = await chat.say('Megan', 'buy 1 Visio Plan 2');
      const ref = /S-\d+/.exec(readCard(await chat.press('Megan', order, 'Buy', inputsOf(order))))?.[0];
      await chat.press('Megan', await chat.say('Megan', `assign ${ref} to Megan Bowen`), 'Assign licenses');
    }
    const first = await chat.say('Megan', 'my licenses');
    assert.match(readCard(first), /1–8 of 10 licenses/);
    const second = await chat.press('Megan', first, 'Next');
    assert.match(readCard(second), /9–10 of 10 licenses/);
    assert.equal(readCard(await chat.press('Megan', second, 'Previous')), readCard(first));
  });

  it('says that a partner who acts for a customer has none there', async () => {
    const partners = await startConversation('fabrikam', { customer: 'contoso' });
    await partners.say('Erik', 'act for Contoso');
    assert.match(readCard(await partners.say('Erik', 'my licenses')), /For Contoso\nThat is for the customer’s own/);
    assert.match(readCard(await partners.say('Erik', 'requests')), /That is for the customer’s own people/);
  });

  it('is for guests, too, and forgives no page of one’s own making', async () => {
    assert.match(readCard(await chat.say('Ben', 'my licenses')), /You have no license at the moment/);
    assert.ok(!actionsOf(await chat.say('Ben', 'my licenses')).some(({ verb }) => verb === 'request-license'));
    assert.match(readCard(await chat.run('Lee', 'my-licenses', { from: -1 })), /not right/);
  });
});

describe('Requesting a license in chat', () => {
  let chat: Conversation;
  beforeEach(async () => {
    chat = await startConversation();
  });
  const pending = async () => readCard(await chat.say('Lynne', 'requests'));

  for (const [sentence, locale, question, act, done] of [
    ['request Copilot', 'en-US', /Request Microsoft 365 Copilot\?[\s\S]*policy does not let you buy it/, SEND, /sent/],
    ['begär Copilot', 'sv-SE', /Begära Microsoft 365 Copilot\?/, 'Skicka förfrågan', /Väntar på beslut\nFör Megan/],
  ] as const)
    it(`asks why and for whom after “${sentence}”, and sends it to the deciders`, async () => {
      const form = await chat.say('Megan', sentence, { locale });
      assert.match(readCard(form), question);
      const { verb, data } = findAction(form, act);
      const inputs = { people: '', names: 'meganb@contoso.example', message: ' For *proposals*. ' };
      assert.match(readCard(await chat.send('Megan', verb, { ...data, ...inputs }, { locale })), done);
      assert.match(await pending(), /From Megan Bowen, .*\nFor Megan Bowen\n“For \\\*proposals\\\*\./);
    });

  it('can be for others, looked up or typed; for oneself where nobody is named', async () => {
    const form = await chat.say('Megan', 'request Visio Plan 1');
    const people = chat.sender('Grady').userId;
    const receipt = await chat.press('Megan', form, SEND, { people, names: 'Åsa, me', message: '' });
    assert.match(readCard(receipt), /For Grady Archie, Åsa Öberg, and Megan Bowen/);
    const alone = await chat.say('Lee', 'request Visio Plan 1');
    assert.match(
      readCard(await chat.press('Lee', alone, SEND, { people: '', names: '', message: '' })),
      /For Lee Gu\n/,
    );
  });

  it('offers only what the policy keeps the person from buying', async () => {
    const which = await chat.say('Megan', 'request');
    assert.deepEqual(
      actionsOf(which).map(({ title }) => title),
      ['Microsoft 365 Copilot', 'Power Automate RPA', 'Visio Plan 1'],
    );
    assert.match(readCard(await chat.press('Megan', which, 'Power Automate RPA')), /Request Power Automate RPA\?/);
    await chat.press('Adele', await chat.say('Adele', 'allow all'), 'Allow');
    assert.match(readCard(await chat.say('Megan', 'request')), /You can buy everything yourself/);
  });

  it('keeps for whom it is while the product is chosen', async () => {
    const which = await chat.run('Megan', 'request-license', { product: 'Power', people: 'Grady' });
    const form = await chat.press('Megan', which, 'Power Automate RPA');
    assert.match(JSON.stringify(form), /gradya@contoso\.example/);
    const listed = await chat.run('Megan', 'request-license', { people: 'Grady, Nobody Atall' });
    assert.match(readCard(await chat.press('Megan', listed, 'Visio Plan 1')), /Nobody Atall: I found nobody/);
  });

  it('says that a product may be bought, and leads there', async () => {
    const card = await chat.say('Megan', 'request Power BI Pro');
    assert.match(readCard(card), /You can buy this yourself/);
    assert.deepEqual(findAction(card, 'Buy licenses').data['product'], 'CFQ7TTC0H9MP');
    const { verb, data } = findAction(await chat.say('Megan', 'request Copilot'), SEND);
    const forged = await chat.run('Megan', verb, { ...data, product: 'CFQ7TTC0H9MP', names: '' });
    assert.match(readCard(forged), /You can buy this yourself/);
    assert.match(readCard(await chat.run('Megan', 'request-license', { product: 'Nothing' })), /I know no product/);
  });

  it('names each problem of the list, keeps what was written, and sends nothing', async () => {
    const before = await pending();
    const form = await chat.say('Megan', 'request Copilot');
    const inputs = { people: '', names: 'Ben Walters, Debra, Bob, P', message: 'Please' };
    const answer = await chat.press('Megan', form, SEND, inputs);
    assert.match(readCard(answer), /^The list is not right yet[\s\S]*Bob: I found nobody[\s\S]*Ben Walters is a guest/);
    assert.match(readCard(answer), /Debra Berger cannot have a license[\s\S]*P: Pradeep Gupta/);
    assert.equal(fieldOf(answer, 'Why is it needed?')?.value, 'Please');
    const names = Array.from({ length: 21 }, (_, i) => `somebody ${i}`).join();
    assert.match(readCard(await chat.press('Megan', form, SEND, { names })), /^The list is not right yet/);
    assert.equal(await pending(), before);
    const chosen = chat.sender('Pradeep').userId;
    const sent = await chat.press('Megan', answer, SEND, { names: 'P', chosen, message: 'Please' });
    assert.match(readCard(sent), /For Pradeep Gupta\n/);
  });

  it('refuses a message that is too long or holds the number of a card, and keeps the form', async () => {
    const before = await pending();
    const form = await chat.say('Megan', 'request Copilot');
    const long = await chat.press('Megan', form, SEND, { names: '', message: 'x'.repeat(2001) });
    assert.match(readCard(long), /^That text is too long[\s\S]*Request Microsoft 365 Copilot\?/);
    const card = await chat.press('Megan', form, SEND, { names: '', message: 'pay with 4111 1111 1111 1111' });
    assert.match(readCard(card), /card numbers here/);
    assert.equal(await pending(), before);
  });

  it('asks once however often it is pressed', async () => {
    const form = await chat.say('Megan', 'request Copilot');
    const inputs = { people: '', names: 'me', message: '' };
    const first = await chat.press('Megan', form, SEND, inputs);
    assert.equal(readCard(await chat.press('Megan', form, SEND, inputs)), readCard(first));
    assert.equal((await pending()).match(/From Megan Bowen/g)?.length, 1);
  });

  it('is not for guests, and shows people their own alone', async () => {
    assert.match(readCard(await chat.say('Ben', 'request Copilot')), /Guests cannot do that/);
    assert.match(
      readCard(await chat.say('Lee', 'my requests')),
      /Copilot · Waiting for a decision\nFor Lee Gu and Joni/,
    );
    assert.match(
      readCard(await chat.say('Megan', 'mina förfrågningar', { locale: 'sv-SE' })),
      /Du har inte begärt någon licens/,
    );
  });
});

describe('Deciding license requests in chat', () => {
  let chat: Conversation;
  beforeEach(async () => {
    chat = await startConversation();
  });

  it('shows what waits for a decision, the newest first, in both languages', async () => {
    assert.match(
      readCard(await chat.say('Lynne', 'requests')),
      /Power Automate RPA\nFrom Raul Razo, Oct 31, 2026\nFor Raul Razo\n“To automate[\s\S]*Copilot\nFrom Lee Gu/,
    );
    assert.match(
      readCard(await chat.say('Adele', 'förfrågningar', { locale: 'sv-SE' })),
      /Licensförfrågningar[\s\S]*Från Raul Razo, 31 okt. 2026[\s\S]*Godkänn[\s\S]*Avslå/,
    );
    // To whoever decides nothing, their own are what is meant.
    for (const who of ['Alex', 'Megan'])
      assert.match(readCard(await chat.say(who, 'requests')), /^Your license requests/);
    assert.match(readCard(await chat.run('Alex', 'requests')), /You need another role[\s\S]*License Administrator/);
  });

  it('approves some and rejects others with a message in one step, and leads to assigning', async () => {
    const list = await chat.say('Lynne', 'requests');
    const inputs = { [LEES]: 'approved', [RAULS]: 'denied', message: 'From Monday on.' };
    const receipt = await chat.press('Lynne', list, SAVE, inputs);
    assert.match(
      readCard(receipt),
      /2 requests were decided[\s\S]*Approved\nMicrosoft 365 Copilot: For Lee Gu and Joni[\s\S]*Rejected\nPower Automate RPA/,
    );
    const own = readCard(await chat.say('Lee', 'my requests'));
    assert.match(own, /Copilot · Approved[\s\S]*Decided by Lynne Robbins, Nov 1, 2026\n“From Monday on\.”/);
    assert.match(readCard(await chat.say('Raul', 'my requests')), /Power Automate RPA · Rejected/);
    assert.match(readCard(await chat.say('Lynne', 'requests')), /Nobody waits for a decision/);
    const question = await chat.press('Lynne', receipt, 'Assign Microsoft 365 Copilot');
    assert.match(readCard(question), /Assign licenses to 2 people\?\nMicrosoft 365 Copilot · C-2003/);
    await chat.press('Lynne', question, 'Assign licenses');
    assert.match(readCard(await chat.say('Joni', 'my licenses')), /Copilot · C-2003/);
  });

  it('leaves for later what is not decided', async () => {
    const list = await chat.say('Lynne', 'requests');
    await chat.press('Lynne', list, SAVE, { [LEES]: 'later', [RAULS]: 'denied', message: '' });
    assert.match(readCard(await chat.say('Lynne', 'requests')), /From Lee Gu/);
    const none = await chat.press('Lynne', await chat.say('Lynne', 'requests'), SAVE, {
      [LEES]: 'later',
      message: 'Hm',
    });
    assert.match(readCard(none), /^Nothing was chosen[\s\S]*From Lee Gu/);
    assert.equal(fieldOf(none, 'Message to all that you decide now (optional)')?.value, 'Hm');
  });

  it('decides once however often it is pressed, and never twice', async () => {
    const [lynnes, adeles] = [await chat.say('Lynne', 'requests'), await chat.say('Adele', 'requests')];
    const inputs = { [LEES]: 'approved', [RAULS]: 'later', message: '' };
    const first = await chat.press('Lynne', lynnes, SAVE, inputs);
    assert.equal(readCard(await chat.press('Lynne', lynnes, SAVE, inputs)), readCard(first));
    const late = await chat.press('Adele', adeles, SAVE, { [LEES]: 'denied', [RAULS]: 'denied', message: '' });
    assert.match(readCard(late), /^This has been decided already[\s\S]*From Raul Razo/);
    assert.doesNotMatch(readCard(late), /From Lee Gu/);
    assert.equal(fieldOf(late, 'Decision about Power Automate RPA')?.value, 'denied');
    assert.match(readCard(await chat.say('Lee', 'my requests')), /Approved/);
    assert.match(readCard(await chat.say('Raul', 'my requests')), /Waiting/);
  });

  it('turns pages of eight', async () => {
    for (let i = 0; i < 8; i += 1) {
      const form = await chat.say('Megan', 'request Visio Plan 1');
      await chat.press('Megan', form, SEND, { names: '', message: `number ${i}` });
    }
    const first = await chat.say('Lynne', 'requests');
    assert.match(readCard(first), /1–8 of 10 requests/);
    const second = await chat.press('Lynne', first, 'Next');
    assert.match(readCard(second), /9–10 of 10 requests/);
    assert.match(readCard(await chat.press('Lynne', second, 'Previous')), /1–8 of 10 requests/);
    const saved = await chat.press('Lynne', second, SAVE, { [LEES]: 'later', message: '' });
    assert.match(readCard(saved), /^Nothing was chosen[\s\S]*9–10 of 10 requests/);
    const own = await chat.say('Megan', 'my requests');
    await chat.press('Megan', await chat.say('Megan', 'request Copilot'), SEND, { names: '', message: '' });
    assert.match(readCard(await chat.say('Megan', 'my requests')), /1–8 of 9 requests/);
    assert.match(readCard(own), /Visio Plan 1 · Waiting/);
  });

  it('refuses payloads of one’s own making, and changes nothing', async () => {
    const { verb, data } = findAction(await chat.say('Lynne', 'requests'), SAVE);
    const mine = { ...data, by: undefined };
    for (const [who, payload, answer] of [
      ['Megan', { ...mine, [LEES]: 'approved' }, /You need another role/],
      ['Alex', { ...mine, [LEES]: 'approved' }, /You need another role/],
      ['Lynne', { ...mine, 'request:nothing': 'approved' }, /^There is no such request[\s\S]*From Lee Gu/],
      ['Lynne', { ...mine, [LEES]: 'perhaps' }, /^Something is missing or not right/],
      ['Lynne', { ...mine, [LEES]: 'approved', message: 'x'.repeat(2001) }, /^That text is too long/],
      ['Lynne', { ...mine, [LEES]: 'approved', operation: 7 }, /^Something is missing or not right/],
      ['Lynne', { after: { $gt: '' } }, /^Something is missing or not right/],
    ] as const)
      assert.match(readCard(await chat.run(who, verb, payload)), answer);
    assert.match(readCard(await chat.send('Adele', verb, { ...data, [LEES]: 'denied' })), /belongs to someone else/);
    assert.match(readCard(await chat.say('Lee', 'my requests')), /Waiting/);
  });
});
