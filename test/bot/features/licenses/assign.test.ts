import assert from 'node:assert/strict';
import {
  actionsOf,
  type Conversation,
  findAction,
  readCard,
  startConversation,
} from '../../../support/chat/conversation.ts';
import { fieldOf } from '../../../support/chat/fields.ts';

describe('Assigning licenses in chat', () => {
  let chat: Conversation;
  beforeEach(async () => {
    chat = await startConversation();
  });

  const titles = (card: unknown) => actionsOf(card).map(({ title }) => title);
  const licensesOf = async (who: string) => readCard(await chat.say(who, 'my licenses'));
  const assertNobodyNew = async () => {
    for (const who of ['Grady', 'Allan', 'Irvin']) assert.doesNotMatch(await licensesOf(who), /S-1001|C-2001/);
  };

  for (const [sentence, locale, question, act, done] of [
    ['assign S-1001 to Grady Archie', 'en-US', /Assign a license to 1 person\?/, 'Assign licenses', /1 license was as/],
    [
      'assign Grady to S-1001',
      'en-US',
      /1 → 0[\s\S]*Grady Archie \(gradya@contoso.example\)/,
      'Assign licenses',
      /was/,
    ],
    [
      'tilldela S-1001 till Grady',
      'sv-SE',
      /Tilldela 1 person en licens\?/,
      'Tilldela licenser',
      /1 licens tilldelades/,
    ],
    ['tilldela Grady Archie till S-1001', 'sv-SE', /Får en licens/, 'Tilldela licenser', /Fick en licens/],
  ] as const)
    it(`asks before “${sentence}”, and then does it`, async () => {
      const card = await chat.say('Megan', sentence, { locale });
      assert.match(readCard(card), question);
      assert.doesNotMatch(await licensesOf('Grady'), /S-1001/);
      assert.ok(act === 'Assign licenses' || act === 'Tilldela licenser');
      const { verb, data } = findAction(card, act);
      assert.match(readCard(await chat.send('Megan', verb, data, { locale })), done);
      assert.match(await licensesOf('Grady'), /Power BI Pro · S-1001\nFrom Megan Bowen/);
    });

  it('asks for what is missing on one card, and takes looked-up and typed people together', async () => {
    const form = await chat.say('Lynne', 'assign');
    const subscription = fieldOf(form, 'Subscription');
    assert.deepEqual(
      subscription?.choices.map(({ value }) => value),
      ['C-2003', 'C-2001', 'C-2004', 'C-2002'],
    );
    const search = fieldOf(form, 'Search people');
    assert.deepEqual(search?.['choices.data'], { type: 'Data.Query', dataset: `people@${chat.tenantId}` });
    const people = `${chat.sender('Grady').userId},${chat.sender('Allan').userId}`;
    const inputs = { subscription: 'C-2001', people, names: 'irvin; lidiah@contoso.example and me' };
    const question = await chat.press('Lynne', form, 'Continue', inputs);
    assert.match(readCard(question), /Assign licenses to 4 people\?[\s\S]*20 → 16[\s\S]*keep it\nLynne Robbins/);
    const receipt = await chat.press('Lynne', question, 'Assign licenses');
    assert.match(readCard(receipt), /4 licenses were assigned[\s\S]*Lynne Robbins/);
    assert.match(await licensesOf('Irvin'), /C-2001\nFrom your organization/);
  });

  it('tells who has a license already, and counts only the others', async () => {
    const question = await chat.say('Megan', 'assign S-1001 to Lee Gu, Grady');
    assert.match(readCard(question), /1 person\?[\s\S]*Get a license\nGrady[\s\S]*already and keep it\nLee Gu/);
    const receipt = await chat.press('Megan', question, 'Assign licenses');
    assert.match(readCard(receipt), /1 license was[\s\S]*Got a license\nGrady[\s\S]*already and keep it\nLee Gu/);
    const again = await chat.say('Megan', 'assign S-1001 to Lee Gu');
    assert.match(readCard(again), /Everybody on the list has a license already/);
    assert.ok(!titles(again).includes('Assign licenses'));
  });

  it('leads on from the receipt, and back', async () => {
    const question = await chat.say('Megan', 'assign S-1001 to Grady');
    const receipt = await chat.press('Megan', question, 'Assign licenses');
    assert.match(readCard(await chat.press('Megan', receipt, 'Assign more licenses')), /S-1001 · 0 of 5 available/);
    const back = await chat.press('Megan', receipt, 'Unassign licenses');
    await chat.press('Megan', back, 'Unassign licenses');
    await assertNobodyNew();
  });

  it('acts once however often it is pressed, and gives the same receipt', async () => {
    const question = await chat.say('Megan', 'assign S-1001 to Grady');
    const first = await chat.press('Megan', question, 'Assign licenses');
    const second = await chat.press('Megan', question, 'Assign licenses');
    assert.equal(readCard(second), readCard(first));
    assert.match(readCard(await chat.say('Megan', 'assign S-1001')), /0 of 5 available/);
  });

  it('shows today’s state to one who presses an old card, and changes nothing', async () => {
    const old = await chat.say('Lynne', 'assign Grady to C-2001');
    await chat.press('Lynne', await chat.say('Lynne', 'assign Allan to C-2001'), 'Assign licenses');
    const answer = await chat.press('Lynne', old, 'Assign licenses');
    assert.match(readCard(answer), /^It has changed meanwhile[\s\S]*19 → 18/);
    assert.doesNotMatch(await licensesOf('Grady'), /C-2001/);
  });

  it('names each problem of a list, assigns nothing, and goes on when the list is right', async () => {
    const stranger = (await startConversation('fabrikam')).sender('Maja').userId;
    const people = `Grady, Ben Walters, Debra, Bob, ${stranger}, P`;
    const form = await chat.run('Lynne', 'assign', { subscription: 'C-2001', people });
    const text = readCard(form);
    assert.match(text, /Ben Walters is a guest/);
    assert.match(text, /Debra Berger cannot have a license: the account is disabled/);
    assert.match(text, /Bob: I found nobody/);
    assert.ok(text.includes(`${stranger}: I found nobody`));
    assert.match(text, /P: several people match[\s\S]*P: Patti Fernandez[\s\S]*P: Pradeep Gupta/);
    assert.ok(!titles(form).includes('Assign licenses'));
    assert.equal(
      fieldOf(form, 'Or write names and addresses, separated by commas')?.value,
      `gradya@contoso.example, ben_partner.example#EXT#@contoso.example, debrab@contoso.example, P, Bob, ${stranger}`,
    );
    const chosen = fieldOf(form, 'Whom do you mean?')?.choices.at(-1)?.value;
    const question = await chat.press('Lynne', form, 'Continue', { names: 'gradya@contoso.example, P', chosen });
    assert.match(readCard(question), /2 people\?[\s\S]*Grady Archie[\s\S]*Pradeep Gupta/);
    await chat.press('Lynne', question, 'Assign licenses');
    assert.match(await licensesOf('Pradeep'), /C-2001/);
    assert.doesNotMatch(await licensesOf('Patti'), /C-2001/);
  });

  it('reads lists as people write them', async () => {
    const people = '<at>Lee Gu</at> & Grady och mig; grady archie\nIRVIN';
    const question = await chat.run('Lynne', 'assign', { subscription: 'C-2001', people });
    assert.match(readCard(question), /3 people\?[\s\S]*Lee Gu[\s\S]*Grady[\s\S]*Irvin[\s\S]*keep it\nLynne Robbins/);
  });

  it('takes at most twenty people at a time, and keeps the list to be shortened', async () => {
    const everybody = `Adele Alex Lynne Nestor Megan Isaiah Patti Diego Grady Henrietta Johanna Joni Lee Lidia Miriam
      Pradeep Christie Allan Irvin Emily Enrico`.split(/\s+/);
    const form = await chat.run('Lynne', 'assign', { subscription: 'C-2001', names: everybody.join(', ') });
    assert.match(readCard(form), /^That is too many people at once[\s\S]*at most 20/);
    assert.match(String(fieldOf(form, 'Or write names and addresses, separated by commas')?.value), /enricoc@/);
    const names = Array.from({ length: 101 }, (_, i) => `somebody ${i}`).join();
    const many = await chat.run('Lynne', 'assign', { subscription: 'C-2001', names });
    assert.match(readCard(many), /at most 20 people/);
    await assertNobodyNew();
  });

  it('tells a purchaser how many licenses are missing, and leads to buying them', async () => {
    const card = await chat.say('Megan', 'assign S-1001 to Grady, Allan, Irvin');
    assert.match(readCard(card), /2 licenses are missing, so nobody gets one yet/);
    assert.ok(!titles(card).includes('Assign licenses'));
    const { verb, data } = findAction(card, 'Buy licenses');
    assert.deepEqual([verb, data['subscription'], data['change']], ['set-quantity', 'S-1001', 2]);
    assert.match(readCard(await chat.press('Megan', card, 'Buy licenses')), /Power BI Pro · S-1001[\s\S]*5 → 7/);
    const shorter = await chat.press('Megan', card, 'Change the list');
    const question = await chat.press('Megan', shorter, 'Continue', { names: 'Grady' });
    assert.match(readCard(question), /1 person\?/);
    await assertNobodyNew();
  });

  it('leads an admin who may buy for the organization there, and tells another whom to ask', async () => {
    const sentence = 'assign Grady, Allan to C-2004';
    const card = await chat.say('Adele', sentence);
    const { verb, data } = findAction(card, 'Buy licenses');
    assert.deepEqual([verb, data['quantity']], ['buy', 2]);
    const lynnes = await chat.say('Lynne', sentence);
    assert.match(readCard(lynnes), /Ask a Global or Billing Administrator/);
    assert.ok(!titles(lynnes).includes('Buy licenses'));
  });

  it('refuses the act when the last license has gone meanwhile, and shows how many are missing', async () => {
    const { verb, data } = findAction(await chat.say('Megan', 'assign S-1001 to Grady'), 'Assign licenses');
    await chat.press('Megan', await chat.say('Megan', 'assign S-1001 to Allan'), 'Assign licenses');
    const late = await chat.run('Megan', verb, { ...data, version: undefined });
    assert.match(readCard(late), /^There are too few available licenses[\s\S]*1 license is missing/);
    assert.doesNotMatch(await licensesOf('Grady'), /S-1001/);
  });

  it('tells an admin why a self-service subscription is not theirs, and leads to taking it over', async () => {
    const card = await chat.say('Adele', 'assign Grady to S-1001');
    assert.match(readCard(card), /Take control of S-1001 first/);
    const { verb, data } = findAction(card, 'Take control of this subscription');
    assert.deepEqual([verb, data['subscription']], ['take-over', 'S-1001']);
    const byNames = await chat.run('Adele', 'assign', { product: 'power bi', purchaser: 'megan', names: 'Grady' });
    assert.match(readCard(byNames), /Take control of S-1001 first/);
  });

  it('says the same to a partner who acts for the customer', async () => {
    const partners = await startConversation('fabrikam', { customer: 'contoso' });
    await partners.say('Erik', 'act for Contoso');
    const card = await partners.say('Erik', 'assign Lee Gu to S-1001');
    assert.match(readCard(card), /For Contoso[\s\S]*Take control of S-1001 first/);
    assert.match(readCard(await partners.say('Erik', 'assign')), /There is nothing to hand out/);
  });

  it('answers about another’s subscription as about one that does not exist', async () => {
    const [foreign, unknown] = [
      await chat.say('Isaiah', 'assign Lee Gu to S-1003'),
      await chat.say('Isaiah', 'assign Lee Gu to S-9001'),
    ];
    assert.equal(readCard(foreign).replaceAll('S-1003', 'S-9001'), readCard(unknown));
    assert.match(readCard(unknown), /There is no subscription S-9001/);
    assert.match(readCard(await chat.say('Isaiah', 'assign Lee Gu to C-2001')), /There is no subscription C-2001/);
    assert.match(readCard(await chat.say('Alex', 'assign Lee Gu to C-2001')), /License Administrator/);
  });

  it('finds the subscription by its product, and offers to buy where there is none', async () => {
    const one = await chat.run('Lynne', 'assign', { product: 'copilot', names: 'Grady' });
    assert.match(readCard(one), /Microsoft 365 Copilot · C-2003/);
    const several = await chat.run('Lynne', 'assign', { product: 'p', names: 'Grady' });
    assert.equal(fieldOf(several, 'Subscription')?.choices.length, 3);
    const none = await chat.run('Lynne', 'assign', { product: 'Power Automate RPA', names: 'Grady' });
    assert.match(readCard(none), /There is nothing to hand out/);
    assert.equal(findAction(none, 'Buy licenses').data['product'], 'CFQ7TTC0LSGZ');
    assert.match(readCard(await chat.say('Grady', 'assign S-1001')), /There is no subscription S-1001/);
    assert.match(readCard(await chat.run('Ben', 'assign')), /Guests cannot do that/);
  });

  it('refuses payloads of one’s own making, and changes nothing', async () => {
    const question = await chat.say('Megan', 'assign S-1001 to Grady');
    const { verb, data } = findAction(question, 'Assign licenses');
    const mine = { ...data, by: undefined };
    const others = await chat.send('Isaiah', verb, data);
    assert.match(readCard(others), /belongs to someone else/);
    const forged: [string, Record<string, unknown>, RegExp][] = [
      ['Isaiah', mine, /There is no subscription S-1001/],
      ['Megan', { ...mine, subscription: 'S-1002' }, /There is no subscription S-1002/],
      ['Megan', { ...mine, subscription: { $ne: 1 } }, /not right/],
      ['Megan', { ...mine, operation: 'once' }, /not right/],
      ['Megan', { ...mine, extra: 1 }, /not right/],
      ['Megan', { ...mine, subscription: '' }, /^Nothing was chosen/],
      ['Megan', { ...mine, people: 'Bob' }, /^The list is not right yet[\s\S]*Bob: I found nobody/],
      ['Megan', { ...mine, people: chat.sender('Ben').userId }, /^The list is not right yet[\s\S]*is a guest/],
    ];
    for (const [who, payload, answer] of forged) assert.match(readCard(await chat.run(who, verb, payload)), answer);
    await assertNobodyNew();
  });
});
