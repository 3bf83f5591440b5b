import assert from 'node:assert/strict';
import type { CommandContext } from '../../../../bot/conversation/command.ts';
import { memoryOf } from '../../../../bot/conversation/dialogue/kept-memory.ts';
import { recalled } from '../../../../bot/conversation/dialogue/memory.ts';
import { createDialogues, type Dialogue } from '../../../../services/conversations/dialogues.ts';
import { actionsOf, type Conversation, readCard, startConversation } from '../../../support/chat/conversation.ts';
import { type PartnerChat, startPartnerChat } from '../../../support/chat/partner-chat.ts';
import { testRedis } from '../../../support/redis/redis.ts';

const placeOf = (chat: Conversation, who: string) => {
  const { tenantId, userId } = chat.sender(who);
  return { tenantId, userId, conversationId: 'personal' };
};
const remembered = async (chat: Conversation, who: string) =>
  createDialogues(await testRedis()).recall(placeOf(chat, who));
const forge = async (chat: Conversation, who: string, more: Partial<Dialogue>) => {
  const known = await remembered(chat, who);
  assert.ok(known);
  await createDialogues(await testRedis()).remember(placeOf(chat, who), { ...known, ...more });
};

const speaker = (chat: Conversation) => {
  const { tenantId, userId } = chat.sender('Adele');
  const home = { tenantId, userId };
  return { home, actor: home, location: { conversationId: 'personal' } } as unknown as CommandContext;
};

describe('What a turn leaves to speak of', () => {
  let chat: Conversation;
  beforeEach(async () => {
    chat = await startConversation();
  });
  const say = async (text: string, who = 'Adele') => readCard(await chat.say(who, text));

  it('is the same whether it was said or pressed', async () => {
    const list = await chat.say('Adele', 'subscriptions');
    await chat.press('Adele', list, 'Open S-1004, Project Plan 3');
    assert.match(await say('take it over'), /^Take control of S-1004/);
  });

  it('is that nothing waits any more, once it was pressed', async () => {
    const question = await chat.say('Adele', 'block Teams Premium');
    await chat.press('Adele', question, 'Do not allow');
    assert.doesNotMatch(await say('yes'), /Stop allowing/);
  });

  it('is what takes the act back, which is asked about', async () => {
    const question = await chat.say('Adele', 'block Teams Premium');
    await chat.press('Adele', question, 'Do not allow');
    const offer = await chat.say('Adele', 'undo that');
    assert.match(readCard(offer), /Do not allow → Allow/);
    assert.match(readCard(await chat.press('Adele', offer, 'Undo')), /^The policy change was undone/);

    const assigning = await chat.say('Megan', 'assign S-1001 to Emily Braun');
    await chat.press('Megan', assigning, 'Assign licenses');
    assert.match(await say('ångra det', 'Megan'), /S-1001[\s\S]*Emily Braun|Emily Braun[\s\S]*S-1001/);
  });

  it('is the total that was before a change of it', async () => {
    const question = await chat.say('Megan', 'set S-1001 to 8 licenses');
    const receipt = await chat.press('Megan', question, 'Save', { quantity: '8' });
    assert.ok(actionsOf(receipt).some(({ title }) => title === 'Back to 5 licenses'));
    assert.match(await say('undo that', 'Megan'), /8 → 5/);
    const added = await chat.say('Megan', 'add two licenses to S-1005');
    await chat.press('Megan', added, 'Save', { quantity: '5' });
    assert.match(await say('ta tillbaka det', 'Megan'), /5 → 3/);
  });

  it('is whom a question still names, when one of them is taken out', async () => {
    await say('assign S-1001 to Emily Braun and Enrico Cattaneo', 'Megan');
    assert.doesNotMatch(await say('take emily off', 'Megan'), /Emily/);
    assert.match(await say('yes', 'Megan'), /Enrico/);
  });

  it('is what a sentence named, whatever it was understood as', async () => {
    await say('is Visio Plan 2 allowed?', 'Alex');
    assert.match(await say('ok block it', 'Alex'), /Visio Plan 2/);
    await say('zxcv qwerty Planner Plan 1', 'Alex');
    assert.deepEqual((await remembered(chat, 'Alex'))?.recent, 1);
  });

  it('is nobody whom nobody knows', async () => {
    await say('purchases of Xqzwv');
    assert.doesNotMatch(JSON.stringify((await remembered(chat, 'Adele'))?.focus), /xqzwv/i);
  });

  it('is nothing where it comes too late for the answer', async () => {
    const late = { recall: () => new Promise<never>(() => {}) };
    const memory = memoryOf({ ...createDialogues(await testRedis()), ...late }, placeOf(chat, 'Adele'));
    assert.equal(await recalled({ ...speaker(chat), memory }), undefined);
  });

  it('holds no operation, so that no sentence acts', async () => {
    for (const text of ['block Teams Premium', 'take over S-1003', 'move users from S-1003 to C-2002', 'requests'])
      await say(text);
    await say('cancel S-1001', 'Megan');
    for (const who of ['Adele', 'Megan'])
      assert.doesNotMatch(JSON.stringify(await remembered(chat, who)), /operation|unsealed/);
  });

  it('is of no authority: what somebody may not do is refused, wherever it was remembered', async () => {
    await say('my licenses', 'Lee');
    const step = { command: 'set-policy', args: { product: 'Teams Premium', value: 'Disabled' } };
    await forge(chat, 'Lee', { steps: [step], waiting: { ...step, lacks: [], age: 0 } });
    assert.match(await say('yes', 'Lee'), /You need another role/);
    await forge(chat, 'Lee', { items: [step, { command: 'no-such', args: {} }], choosing: true });
    assert.match(await say('the first one', 'Lee'), /You need another role/);
    assert.match(await say('the second one', 'Lee'), /did not understand/);
  });

  it('cannot show what the person may not see: it is unknown', async () => {
    await say('my licenses', 'Lee');
    await forge(chat, 'Lee', { focus: [{ kind: 'subscription', said: 'S-1002' }], recent: 1 });
    assert.doesNotMatch(await say('show me that subscription', 'Lee'), /Isaiah|Power BI Pro · S-1002/);
  });

  it('is nothing of an erasure, neither whose nor that there was one', async () => {
    await say('licenses Visio Plan 2');
    const question = await chat.say('Adele', 'erase personal data Ben Walters');
    const [confirm] = actionsOf(question);
    await chat.press('Adele', question, confirm?.title ?? '');
    assert.equal(await remembered(chat, 'Adele'), undefined);
  });

  it('stays small, however long people talk', async () => {
    for (const text of [
      'all subscriptions',
      'licenses',
      'audit',
      'policies',
      'capacity',
      'spend',
      'unused',
      'requests',
    ])
      await say(text);
    const { steps, items, focus } = (await remembered(chat, 'Adele')) ?? {};
    assert.deepEqual(
      [(steps?.length ?? 0) <= 6, (items?.length ?? 0) <= 50, (focus?.length ?? 0) <= 6],
      [true, true, true],
    );
  });
});

describe('Speaking of what belongs to another tenant', () => {
  let chat: PartnerChat;
  before(async () => {
    chat = await startPartnerChat();
  });
  const say = async (text: string) => readCard(await chat.say('Erik', text, { locale: 'en-US' }));

  it('is not possible: with the customer all is forgotten, though references are the same', async () => {
    await say('subscription S-3002');
    await say('act for Alpha');
    assert.doesNotMatch(await say('take it over'), /^(?:For Alpha Inc\n)?Take control of S-3002/);
    await say('subscription S-3001');
    await say('act for myself');
    assert.doesNotMatch(await say('who uses it?'), /S-3001/);
  });
});

describe('Going on from what was said in a group', () => {
  let chat: Conversation;
  let now: number;
  beforeEach(async () => {
    chat = await startConversation('contoso', { now: () => now });
  });
  before(() => {
    now = Date.UTC(2026, 10, 1, 12);
  });
  const SHOW = 'Show it to me';

  it('shows a whole group the sentence alone, and its writer the answer, as often as their client asks', async () => {
    await chat.say('Adele', 'subscription S-1004');
    const view = await chat.say('Adele', 'take it over', { inGroup: true });
    assert.match(readCard(view), /^An answer for Adele Vance alone/);
    assert.doesNotMatch(JSON.stringify(view), /S-1004/);
    assert.match(readCard(await chat.press('Adele', view, SHOW)), /^Take control of S-1004/);
    await chat.say('Adele', 'subscription S-1001');
    assert.match(readCard(await chat.press('Adele', view, SHOW)), /^Take control of S-1004/);
    assert.match(readCard(await chat.press('Lee', view, SHOW)), /belongs to someone else/);
  });

  it('reads no sentence that was written long ago, when people speak of something else', async () => {
    await chat.say('Adele', 'subscription S-1004');
    const view = await chat.say('Adele', 'take it over', { inGroup: true });
    now += 3 * 60 * 1000;
    assert.doesNotMatch(readCard(await chat.press('Adele', view, SHOW)), /S-1004/);
  });
});
