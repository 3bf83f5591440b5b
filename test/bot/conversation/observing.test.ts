import assert from 'node:assert/strict';
import type { Observed } from '../../../bot/conversation/observing.ts';
import { type Conversation, startConversation } from '../../support/chat/conversation.ts';

describe('Observing turns', () => {
  const seen: Observed[] = [];
  let chat: Conversation;
  before(async () => {
    chat = await startConversation('contoso', { observe: (each) => seen.push(each) });
  });
  const seenOf = async (who: string, text: string): Promise<object[]> => {
    seen.length = 0;
    await chat.say(who, text);
    return seen.map((each) => (each.kind === 'refused' ? { refused: each.reason.code } : each));
  };

  it('tells the command that a sentence means, and its arguments', async () => {
    assert.deepEqual(await seenOf('Adele', 'subscription S-1001'), [
      { kind: 'matched', command: 'subscription', args: { subscription: 'S-1001' } },
    ]);
  });

  it('tells what was understood before it was refused', async () => {
    assert.deepEqual(await seenOf('Megan', 'block Visio Plan 2'), [
      { kind: 'matched', command: 'set-policy', args: { product: 'CFQ7TTC0HD32', value: 'Disabled' } },
      { refused: 'forbidden' },
    ]);
  });

  it('tells of a question and of what nobody understands why it came to nothing', async () => {
    assert.deepEqual(await seenOf('Megan', 'remove licenses'), [{ refused: 'which' }]);
    assert.deepEqual(await seenOf('Megan', 'xyzzy plugh'), [{ refused: 'unknown' }]);
  });
});
