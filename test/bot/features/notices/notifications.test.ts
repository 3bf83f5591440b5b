import assert from 'node:assert/strict';
import { actionsOf, type Conversation, readCard, startConversation } from '../../../support/chat/conversation.ts';

describe('notifications', () => {
  let chat: Conversation;
  beforeEach(async () => {
    chat = await startConversation();
  });

  /** The state of each topic as the person reads it. */
  const states = (card: unknown) =>
    Object.fromEntries(
      actionsOf(card)
        .filter(({ data }) => 'topic' in data)
        .map(({ title, data }) => [title, data['on'] === false]),
    );

  it('shows each one what concerns them, in both languages', async () => {
    const admin = await chat.say('Adele', 'notifications');
    assert.equal(Object.keys(states(admin)).length, 12);
    assert.match(readCard(admin), /New purchases and trials\nOn · select to turn off/);
    assert.match(readCard(admin), /Weekly digest\nOff · select to turn on/);
    const member = await chat.say('Megan', 'aviseringar', { locale: 'sv-SE' });
    assert.equal(Object.keys(states(member)).length, 6);
    assert.match(readCard(member), /Licenser som jag får eller förlorar\nPå · välj för att stänga av/);
    assert.match(readCard(member), /Du får dem på svenska/);
    assert.deepEqual(Object.keys(states(await chat.say('Ben', 'notifications'))), ['Licenses that I get or lose']);
    const decider = Object.keys(states(await chat.say('Lynne', 'notifications')));
    assert.ok(decider.includes('License requests to decide') && !decider.includes('New purchases and trials'));
  });

  it('turns a kind off and on again at once', async () => {
    const off = await chat.press('Megan', await chat.say('Megan', 'notifications'), 'Invoices and cards');
    assert.match(readCard(off), /^Your notifications\nSaved\n/);
    assert.equal(states(off)['Invoices and cards'], false);
    const noticePreferences = await chat.noticePreferences('Megan');
    assert.deepEqual([...noticePreferences.muted].sort(), [
      'card-expires',
      'invoice-due',
      'invoice-overdue',
      'payment-returned',
    ]);
    const on = await chat.press('Megan', off, 'Invoices and cards');
    assert.equal(states(on)['Invoices and cards'], true);
    assert.equal((await chat.noticePreferences('Megan')).muted.size, 0);
  });

  it('sends the weekly digest only to those who ask for it', async () => {
    assert.equal((await chat.noticePreferences('Alex')).digest, false);
    await chat.press('Alex', await chat.say('Alex', 'notifications'), 'Weekly digest');
    assert.equal((await chat.noticePreferences('Alex')).digest, true);
    assert.equal((await chat.noticePreferences('Adele')).digest, false);
  });

  it('does the same when an old card is pressed twice', async () => {
    const card = await chat.say('Megan', 'notifications');
    await chat.press('Megan', card, 'Invoices and cards');
    const again = await chat.press('Megan', card, 'Invoices and cards');
    assert.equal(states(again)['Invoices and cards'], false);
  });

  it('leads to the language, and admins to what was sent', async () => {
    const card = await chat.say('Adele', 'notifications');
    assert.match(readCard(await chat.press('Adele', card, 'Language')), /Svenska/);
    assert.match(readCard(await chat.press('Adele', card, 'Sent notifications')), /Nothing has been sent yet/);
    assert.ok(!actionsOf(await chat.say('Megan', 'notifications')).some(({ verb }) => verb === 'notices'));
  });

  it('refuses topics of another role, of nobody’s making, and a card of somebody else', async () => {
    const foreign = await chat.run('Megan', 'set-notification', { topic: 'policy', on: false });
    assert.match(readCard(foreign), /no longer works/);
    for (const data of [{ topic: 'everything', on: false }, { topic: 'policy', on: 'no' }, { muted: 'all' }])
      assert.match(readCard(await chat.run('Adele', 'set-notification', data)), /no longer works/);
    const card = await chat.say('Adele', 'notifications');
    assert.match(readCard(await chat.press('Megan', card, 'Invoices and cards')), /belongs to someone else/);
    assert.equal(
      (await chat.noticePreferences('Megan')).muted.size + (await chat.noticePreferences('Adele')).muted.size,
      0,
    );
  });
});
