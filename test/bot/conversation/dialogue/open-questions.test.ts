import assert from 'node:assert/strict';
import { type Conversation, readCard, startConversation } from '../../../support/chat/conversation.ts';

describe('What is open in a conversation', () => {
  let chat: Conversation;
  beforeEach(async () => {
    chat = await startConversation();
  });
  const say = async (text: string, who = 'Adele') => readCard(await chat.say(who, text));

  it('goes on from a question that was asked, in either language', async () => {
    assert.match(await say('move users from S-1003'), /Choose the central subscription/);
    assert.match(await say('till C-2002'), /Move 1 user from S-1003 to C-2002\?/);
  });

  it('goes on from a chooser by its reference', async () => {
    assert.match(await say('cancel my subscription', 'Megan'), /Which one do you mean\?/);
    assert.match(await say('S-1005', 'Megan'), /Are you sure you want to cancel\?[\s\S]*S-1005/);
  });

  it('goes on from a card that a button led to', async () => {
    const card = await chat.say('Adele', 'take over S-1003');
    await chat.press('Adele', card, 'Move users');
    assert.match(await say('to C-2002'), /Move 1 user from S-1003 to C-2002\?/);
  });

  it('is no answer to anything after another command, and after “never mind”', async () => {
    for (const other of ['subscriptions', 'never mind']) {
      await say('move users from S-1003');
      await say(other);
      assert.match(await say('C-2002'), /Power BI Pro|Visio Plan 2 · C-2002\n/);
      assert.doesNotMatch(await say('C-2002'), /Move 1 user/);
    }
  });

  it('is never in the way of a command that makes sense by itself', async () => {
    await say('move users from S-1003');
    assert.match(await say('subscription C-2002'), /^Visio Plan 2 · C-2002|^Power BI Pro · C-2002/);
    await say('set S-1001 to 8 licenses', 'Megan');
    assert.match(await say('subscription S-1005', 'Megan'), /^Power Apps per user · S-1005/);
  });

  it('takes a long reason whole, and nothing else that is long', async () => {
    await say('request copilot', 'Lee');
    const reason = `because ${'we write many offers for it together '.repeat(6).trim()}`;
    assert.ok((await say(reason, 'Lee')).includes(reason));
    assert.doesNotMatch(await say(`and ${'visio '.repeat(40)}`, 'Lee'), /^Request Visio/);
  });

  it('keeps apart what different people were asked', async () => {
    await say('move users from S-1003');
    assert.doesNotMatch(await say('to C-2002', 'Alex'), /Move 1 user/);
  });

  it('only ever leads to the question, never to the act', async () => {
    await say('block Visio Plan 2');
    assert.match(await say('Visio Plan 1'), /Stop allowing self-service purchases of Visio Plan 1\?/);
    assert.match(await say('policies'), /Policies for/);
  });
});
