import assert from 'node:assert/strict';
import { pino } from 'pino';
import { spokenCommands } from '../../../../bot/conversation/command.ts';
import { createPropose, proposable } from '../../../../bot/conversation/proposals.ts';
import { commands } from '../../../../bot/features/index.ts';
import { sayableArguments } from '../../../../bot/understanding/grammar/arguments.ts';
import { createPlanner } from '../../../../bot/understanding/model/planner.ts';
import en from '../../../../locales/en.json' with { type: 'json' };
import type { SpokenCommandName } from '../../../../locales/index.ts';
import { fingerprint } from '../../../proof/fingerprint.ts';
import { actionsOf, type Conversation, readCard, startConversation } from '../../../support/chat/conversation.ts';
import { everyArgument } from '../../../support/chat/pressing.ts';
import { understand } from '../../../support/chat/understand.ts';
import { testRedis } from '../../../support/redis/redis.ts';
import { takeSnapshot } from '../../../support/redis/snapshot.ts';
import { calling, type ModelStandIn, startModel } from '../../../support/stand-ins/model-stand-in.ts';

/** What help shows as the example of a command, as the grammar understands it. */
const exampleOf = (name: SpokenCommandName): { readonly text: string; readonly args: Record<string, unknown> } => {
  const text = en.commands[name].example;
  const understood = understand(text);
  assert.ok(understood.kind === 'command' && understood.command === name, text);
  return { text, args: understood.args };
};

/** What an answer leaves for a while: questions that are open, links that lead to a file. */
const FOR_A_WHILE = /:dialogue:|:link:/;

describe('What a language model may propose', () => {
  let model: ModelStandIn;
  let bot: Conversation;

  before(async () => {
    model = await startModel();
    const endpoint = { apiKey: 'a-key', baseUrl: model.url, model: 'a-model' };
    const propose = createPropose(createPlanner({ endpoint, log: pino({ level: 'silent' }) }), commands);
    bot = await startConversation('contoso', { propose });
  });
  after(() => model.close());

  const offeredTo = async (who: string) => {
    const { tenantId, userId } = bot.sender(who);
    const { actor } = await bot.commerce.getVisitor(tenantId, userId);
    return proposable(commands, actor);
  };
  let conversations = 0;
  /** In a conversation that has not been spoken in, so that the words do not go on with what was said before. */
  const sayNonsense = (who: string) => bot.say(who, 'qwrtp zxcvb', { conversationId: `c${conversations++}` });
  /** What the bot answers where nothing but the model knows what is meant. */
  const proposing = async (who: string, name: string, args: unknown): Promise<string> => {
    // What waits from before would take the words for what it lacks.
    await bot.say(who, 'never mind');
    model.answers(calling([name, args]));
    return readCard(await sayNonsense(who));
  };
  const stored = async () =>
    fingerprint(await takeSnapshot(await testRedis(), bot.tenantId)).filter((line) => !FOR_A_WHILE.test(line));
  const nothingChanges = async (act: () => Promise<unknown>) => {
    const before = await stored();
    await act();
    assert.deepEqual(await stored(), before);
  };

  for (const who of ['Adele', 'Megan', 'Lee'])
    it(`is whatever ${who} could have said, and does nothing but show and ask`, async () => {
      const offered = await offeredTo(who);
      assert.ok(offered.length > 10);
      await nothingChanges(async () => {
        for (const { name, effect } of offered) {
          const answer = await proposing(who, name, exampleOf(name).args);
          assert.doesNotMatch(answer, /did not understand/, name);
          assert.equal(effect !== 'reads', /^Is this what you mean\?\nNothing has been done yet/.test(answer), name);
        }
      });
    });

  it('changes nothing, whatever arguments it makes up, and is nothing where cards alone make them', async () => {
    await nothingChanges(async () => {
      for (const command of spokenCommands(commands))
        for (const args of everyArgument(command)) {
          const { name } = command;
          const answer = await proposing('Adele', name, args);
          const isSayable = Object.keys(args).every((each) => sayableArguments(name).has(each));
          assert.ok(isSayable || /did not understand/.test(answer), `${name} ${JSON.stringify(args)}`);
        }
    });
  });

  it('mutes nobody’s notices, and speaks no other language, until the person presses', async () => {
    await proposing('Adele', 'notifications', { topic: 'policy', on: false });
    await proposing('Adele', 'set-notification', { topic: 'policy', on: false });
    assert.equal((await bot.noticePreferences('Adele')).muted.size, 0);
    model.answers(calling(['language', { language: 'sv' }]));
    const question = await sayNonsense('Adele');
    assert.equal((await bot.noticePreferences('Adele')).language, undefined);
    const [line] = actionsOf(question);
    assert.match(readCard(await bot.press('Adele', question, line?.title ?? '')), /Jag talar svenska med dig/);
  });
});
