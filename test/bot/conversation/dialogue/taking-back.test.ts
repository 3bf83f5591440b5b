import assert from 'node:assert/strict';
import { actionsOf, type Conversation, readCard, startConversation } from '../../../support/chat/conversation.ts';

describe('What was taken back', () => {
  let chat: Conversation;
  beforeEach(async () => {
    chat = await startConversation();
  });
  const say = async (text: string) => readCard(await chat.say('Megan', text));

  it('is not shown as it was, where only somebody else is left', async () => {
    await say('unassign Lee Gu and Joni Sherman from S-1001');
    const after = await say('Joni keeps hers');
    assert.match(after, /Lee Gu/);
    assert.doesNotMatch(after, /Joni/);
    assert.doesNotMatch(await say('yes'), /Joni/);
  });

  it('is asked about anew, where nobody is left', async () => {
    await say('assign S-1001 to Emily Braun');
    assert.doesNotMatch(await say('no, not Emily'), /Emily Braun/);
  });

  it('is asked about before it is shown again, where something was said against it that nobody understood', async () => {
    await say('cancel S-1005');
    await say('I would rather xqzw the flurb instead');
    const offer = await chat.say('Megan', 'go ahead');
    assert.match(readCard(offer), /Is this what you mean\?/);
    assert.deepEqual(
      actionsOf(offer).filter(({ data }) => Object(data)['operation'] !== undefined),
      [],
    );
  });

  it('is in no doubt after a question about it', async () => {
    await say('cancel S-1005');
    await say('what happens to the users then?');
    assert.match(await say('ok then, do it'), /Are you sure you want to cancel\?/);
  });
});
