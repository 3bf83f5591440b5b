import assert from 'node:assert/strict';
import { commands } from '../../../bot/features/index.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { fingerprint } from '../../proof/fingerprint.ts';
import { type Conversation, startConversation } from '../../support/chat/conversation.ts';
import { everyArgument } from '../../support/chat/pressing.ts';
import { testRedis } from '../../support/redis/redis.ts';
import { takeSnapshot } from '../../support/redis/snapshot.ts';

/** What an answer leaves for a while, and where refusals stand. */
const FOR_A_WHILE = /:dialogue:|:link:|:security-log/;

describe('A command that says of itself that it only shows or asks', () => {
  let redis: Redis;
  let chat: Conversation;
  before(async () => {
    redis = await testRedis();
    chat = await startConversation();
  });
  const stored = async () =>
    fingerprint(await takeSnapshot(redis, chat.tenantId)).filter((line) => !FOR_A_WHILE.test(line));

  for (const command of Object.values(commands).filter(({ effect }) => effect !== 'acts'))
    it(`changes nothing without an operation, whatever it is given: ${command.name}`, async () => {
      const before = await stored();
      for (const { operation: _, ...args } of [{}, ...everyArgument(command)])
        for (const who of ['Adele', 'Megan']) await chat.run(who, command.name, args);
      assert.deepEqual(await stored(), before);
    });
});
