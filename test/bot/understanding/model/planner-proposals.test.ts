import assert from 'node:assert/strict';
import { pino } from 'pino';
import { createPropose, proposable } from '../../../../bot/conversation/proposals.ts';
import { commands } from '../../../../bot/features/index.ts';
import { createPlanner } from '../../../../bot/understanding/model/planner.ts';
import en from '../../../../locales/en.json' with { type: 'json' };
import { localizerFor, type SpokenCommandName } from '../../../../locales/index.ts';
import { fingerprint } from '../../../proof/fingerprint.ts';
import { type Conversation, startConversation } from '../../../support/chat/conversation.ts';
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
const FOR_A_WHILE = /:pending:|:link:/;

describe('What a language model may propose', () => {
  let model: ModelStandIn;
  let bot: Conversation;

  before(async () => {
    [model, bot] = [await startModel(), await startConversation()];
  });
  after(() => model.close());

  const offeredTo = async (who: string) => {
    const { tenantId, userId } = bot.sender(who);
    const { actor } = await bot.commerce.getVisitor(tenantId, userId);
    return { actor, names: proposable(commands, actor).map(({ name }) => name) };
  };

  for (const who of ['Adele', 'Megan', 'Lee'])
    it(`is whatever ${who} could have said`, async () => {
      const endpoint = { apiKey: 'a-key', baseUrl: model.url, model: 'a-model' };
      const propose = createPropose(createPlanner({ endpoint, log: pino({ level: 'silent' }) }), commands);
      const { actor, names } = await offeredTo(who);
      for (const name of names) {
        const { text, args } = exampleOf(name);
        model.answers(calling([name, args]));
        const proposal = await propose(text, {
          actor,
          home: actor,
          localizer: localizerFor(['en']),
          today: '2026-11-21',
        });
        assert.deepEqual({ name: proposal?.command, args: proposal?.args }, { name, args });
      }
    });

  for (const who of ['Adele', 'Megan', 'Lee'])
    it(`changes nothing by itself when ${who} is asked about it`, async () => {
      const redis = await testRedis();
      const stored = async () =>
        fingerprint(await takeSnapshot(redis, bot.tenantId)).filter((l) => !FOR_A_WHILE.test(l));
      const before = await stored();
      const { names } = await offeredTo(who);
      assert.ok(names.length > 8);
      for (const name of names)
        for (const args of [exampleOf(name).args, {}]) {
          await bot.run(who, name, args);
          const now = await stored();
          assert.deepEqual(
            now.filter((line) => !before.includes(line)),
            [],
            `${name} ${JSON.stringify(args)}`,
          );
          assert.equal(now.length, before.length, name);
        }
    });
});
