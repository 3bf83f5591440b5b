import assert from 'node:assert/strict';
import {
  actionsOf,
  type Conversation,
  findAction,
  readCard,
  startConversation,
} from '../../../support/chat/conversation.ts';
import { fieldOf } from '../../../support/chat/fields.ts';

describe('Unassigning licenses in chat', () => {
  let chat: Conversation;
  beforeEach(async () => {
    chat = await startConversation();
  });

  const titles = (card: unknown) => actionsOf(card).map(({ title }) => title);
  const has = async (who: string, ref: string) => readCard(await chat.say(who, 'my licenses')).includes(ref);

  for (const [sentence, locale, question, act, done] of [
    ['unassign Lee Gu from S-1001', 'en-US', /Take the license from 1 person\?/, 'Unassign licenses', /was unassigned/],
    ['ta bort tilldelning för Lee Gu på S-1001', 'sv-SE', /för 1 person\?/, 'Ta bort tilldelning', /Blev av med/],
    ['ta bort licensen för Lee Gu', 'sv-SE', /1 person förlorar åtkomsten direkt/, 'Ta bort tilldelning', /bort/],
  ] as const)
    it(`asks before “${sentence}”, and then does it`, async () => {
      const card = await chat.say('Megan', sentence, { locale });
      assert.match(readCard(card), question);
      assert.match(readCard(card), /1 → 2[\s\S]*Lee Gu \(leeg@contoso.example\)/);
      assert.ok(await has('Lee', 'S-1001'));
      const { verb, data } = findAction(card, act);
      assert.match(readCard(await chat.send('Megan', verb, data, { locale })), done);
      assert.ok(!(await has('Lee', 'S-1001')));
    });

  it('offers the people who have a license, several at a time', async () => {
    const form = await chat.run('Megan', 'unassign', { subscription: 'S-1001' });
    const people = fieldOf(form, 'Assigned users');
    assert.deepEqual(
      [people?.['isMultiSelect'], people?.choices.map(({ title }) => title.replace(/ \(.*/, ''))],
      [true, ['Isaiah Langer', 'Joni Sherman', 'Lee Gu', 'Megan Bowen']],
    );
    const chosen = people?.choices.slice(1, 3).map(({ value }) => value);
    const question = await chat.press('Megan', form, 'Continue', { people: chosen?.join(',') });
    assert.match(readCard(question), /from 2 people\?[\s\S]*1 → 3[\s\S]*Joni Sherman[\s\S]*Lee Gu/);
    const edited = await chat.press('Megan', question, 'Change the list');
    assert.equal(fieldOf(edited, 'Assigned users')?.value, chosen?.join(','));
    const receipt = await chat.press('Megan', question, 'Unassign licenses');
    assert.match(readCard(receipt), /2 licenses were unassigned[\s\S]*Available licenses\n3/);
    assert.deepEqual([await has('Joni', 'S-1001'), await has('Isaiah', 'S-1001')], [false, true]);
  });

  it('asks for the subscription and the people on one card', async () => {
    const form = await chat.run('Lynne', 'unassign');
    assert.equal(fieldOf(form, 'Subscription')?.choices.length, 4);
    const question = await chat.press('Lynne', form, 'Continue', { subscription: 'C-2001', names: 'Joni' });
    await chat.press('Lynne', question, 'Unassign licenses');
    assert.deepEqual([await has('Joni', 'C-2001'), await has('Joni', 'S-1001')], [false, true]);
  });

  it('asks which subscription is meant only among those of which the people have a license', async () => {
    const one = await chat.run('Megan', 'unassign', { people: 'Joni' });
    assert.match(readCard(one), /Power BI Pro · S-1001[\s\S]*Lose the license\nJoni/);
    await chat.press(
      'Lynne',
      await chat.run('Lynne', 'assign', { product: 'copilot', people: 'Joni' }),
      'Assign licenses',
    );
    const several = await chat.run('Lynne', 'unassign', { people: 'Joni' });
    assert.deepEqual(
      fieldOf(several, 'Subscription')?.choices.map(({ value }) => value),
      ['C-2003', 'C-2001'],
    );
    assert.match(readCard(await chat.run('Megan', 'unassign', { people: 'Grady' })), /There is none to choose from/);
  });

  it('gives the license back from the receipt', async () => {
    const question = await chat.run('Megan', 'unassign', { subscription: 'S-1001', people: 'Lee Gu' });
    const receipt = await chat.press('Megan', question, 'Unassign licenses');
    await chat.press('Megan', await chat.press('Megan', receipt, 'Assign them again'), 'Assign licenses');
    assert.ok(await has('Lee', 'S-1001'));
  });

  it('acts once however often it is pressed, and gives the same receipt', async () => {
    const question = await chat.run('Megan', 'unassign', { subscription: 'S-1001', people: 'Lee Gu' });
    const first = await chat.press('Megan', question, 'Unassign licenses');
    assert.equal(readCard(await chat.press('Megan', question, 'Unassign licenses')), readCard(first));
  });

  it('shows today’s state to one who presses an old card, and changes nothing', async () => {
    const old = await chat.run('Megan', 'unassign', { subscription: 'S-1001', people: 'Lee Gu' });
    const other = await chat.run('Megan', 'unassign', { subscription: 'S-1001', people: 'Joni' });
    await chat.press('Megan', other, 'Unassign licenses');
    const answer = await chat.press('Megan', old, 'Unassign licenses');
    assert.match(readCard(answer), /^It has changed meanwhile[\s\S]*2 → 3/);
    assert.ok(await has('Lee', 'S-1001'));
  });

  it('tells who has none, and takes nothing where nobody has one', async () => {
    const some = await chat.run('Megan', 'unassign', { subscription: 'S-1001', people: 'Lee Gu, Grady' });
    assert.match(readCard(some), /from 1 person\?[\s\S]*Have none\nGrady Archie/);
    const none = await chat.run('Megan', 'unassign', { subscription: 'S-1001', people: 'Grady' });
    assert.match(readCard(none), /Nobody on the list has a license/);
    assert.ok(!titles(none).includes('Unassign licenses'));
  });

  it('takes a license from a guest or a disabled person who has one, and asks about unknown and ambiguous names', async () => {
    const disabled = await chat.run('Lynne', 'unassign', { subscription: 'C-2001', people: 'Debra, Ben Walters' });
    assert.match(readCard(disabled), /Nobody on the list has a license[\s\S]*Debra Berger/);
    const form = await chat.run('Megan', 'unassign', { subscription: 'S-1001', people: 'Lee Gu, Bob, J' });
    assert.match(
      readCard(form),
      /Nobody loses a license until[\s\S]*Bob: I found nobody[\s\S]*J: several people match/,
    );
    const lee = chat.sender('Lee').userId;
    assert.equal(fieldOf(form, 'Assigned users')?.value, lee);
    const question = await chat.press('Megan', form, 'Continue', { people: lee, names: '', chosen: '' });
    assert.match(readCard(question), /from 1 person\?/);
  });

  it('takes at most twenty people at a time', async () => {
    const names = Array.from({ length: 101 }, (_, i) => `somebody ${i}`).join();
    const many = await chat.run('Megan', 'unassign', { subscription: 'S-1001', names });
    assert.match(readCard(many), /too many people[\s\S]*at most 20/);
  });

  it('is refused on what is not theirs, in the words of assigning', async () => {
    const admin = await chat.run('Adele', 'unassign', { subscription: 'S-1001', people: 'Lee Gu' });
    assert.equal(findAction(admin, 'Take control of this subscription').verb, 'take-over');
    const other = await chat.run('Isaiah', 'unassign', { subscription: 'S-1001', people: 'Lee Gu' });
    assert.match(readCard(other), /There is no subscription S-1001/);
    const { verb, data } = findAction(
      await chat.run('Megan', 'unassign', { subscription: 'S-1001', people: 'Lee Gu' }),
      'Unassign licenses',
    );
    for (const [who, payload, answer] of [
      ['Isaiah', data, /no subscription S-1001/],
      ['Megan', { ...data, subscription: 'S-1010' }, /no subscription S-1010/],
      ['Megan', { ...data, people: 'nobody' }, /^The list is not right yet/],
      ['Megan', { ...data, people: 7 }, /not right/],
    ] as const)
      assert.match(readCard(await chat.run(who, verb, payload)), answer);
    assert.ok(await has('Lee', 'S-1001'));
  });
});
