import assert from 'node:assert/strict';
import { spokenCommands } from '../../../bot/conversation/command.ts';
import { commandTexts } from '../../../bot/conversation/command-texts.ts';
import { commands } from '../../../bot/features/index.ts';
import { localizerFor } from '../../../locales/index.ts';
import { watchChanges } from '../../../services/backup/taking/changes.ts';
import { QUEUE_PREFIX } from '../../../services/jobs/queue.ts';
import { connectRedis } from '../../../services/redis/client.ts';
import * as keys from '../../../services/redis/keys.ts';
import { ACTS } from '../../proof/acts.ts';
import { worldOf, writeWorld } from '../../proof/world.ts';
import { startBot } from '../../support/bots/running-bot.ts';
import { spawnBot } from '../../support/bots/started-bot.ts';
import { findAction } from '../../support/chat/conversation.ts';
import { sayTo } from '../../support/chat/pressing.ts';
import { keptLog } from '../../support/kept-log.ts';
import { type GuardedRedis, README_USER, startGuardedRedis } from '../../support/redis/guarded-redis.ts';

/** Every key that a maker of keys can make, with something in the place of each id. */
const keysOf = (maker: unknown): string[] => {
  if (typeof maker === 'string') return [maker];
  if (typeof maker === 'function') return keysOf(maker('id', 'id', 'id'));
  return typeof maker === 'object' && maker !== null ? Object.values(maker).flatMap(keysOf) : [];
};

describe('The rights that a user of Redis needs', () => {
  it('reach every key there is', () => {
    const patterns = [...README_USER.matchAll(/ ~(\S+)/g)].map(([, pattern = '']) => pattern);
    const allows = (key: string) =>
      patterns.some((pattern) => (pattern.endsWith('*') ? key.startsWith(pattern.slice(0, -1)) : key === pattern));
    const makers = Object.entries(keys).filter(([name]) => /Keys$|_KEY$/.test(name));
    const all = [...keysOf(makers.map(([, maker]) => maker)), `${QUEUE_PREFIX}:work:wait`];
    assert.ok(all.length > 70, String(all.length));
    assert.deepEqual(
      all.filter((key) => !allows(key)),
      [],
    );
  });
});

describe('A Redis behind TLS with a user of few rights', () => {
  let redis: GuardedRedis;
  before(async () => {
    const without = README_USER.replace('user purchases', 'user deaf').replace(' +info', '');
    const reader = README_USER.replace('user purchases', 'user reader').replace(' +@write', '');
    redis = await startGuardedRedis(README_USER, without, reader);
  });
  after(() => redis.stop());
  const start = (user: string, more: Record<string, string> = {}) =>
    spawnBot({ env: { REDIS_URL: redis.urlFor(user), NODE_EXTRA_CA_CERTS: redis.certificate, ...more } });

  it('is all that a start needs', async () => {
    const bot = await start('purchases');
    await bot.prints(/^Redis +Redis at rediss:\/\/localhost/m);
    await bot.stop();
    assert.deepEqual(await redis.refusals(), []);
  });

  it('is all that the bot needs for every change, sentence and job', async () => {
    const connection = { url: redis.localUrlFor('purchases') };
    const client = await connectRedis({ ...connection, log: keptLog });
    for (const act of ACTS) {
      const world = worldOf(client, await writeWorld(client, act.crowded));
      await (await act.prepare(world, 'first'))(world, 'rights');
    }
    const bot = await startBot(client, undefined, { queueConnection: connection });
    const question = await sayTo(bot, 'Adele', 'erase personal data Lee Gu');
    const { verb, data } = findAction(question, 'Erase personal data');
    const erasing = {
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action: { type: 'Action.Execute', verb, data } },
    };
    assert.match(JSON.stringify(await bot.post(bot.activity('Adele', erasing))), /eras/i);
    for (const { name } of spokenCommands(commands))
      for (const who of ['Adele', 'Megan'])
        await bot.post(bot.activity(who, { text: commandTexts(name, localizerFor(['en'])).example }));
    assert.ok(bot.channel.sent.length >= 2 * spokenCommands(commands).length);
    await bot.close();
    const changes = await watchChanges(client, '{');
    assert.equal(await changes.atRest(() => client.ping().then(() => undefined)), true);
    changes.end();
    client.destroy();
    assert.deepEqual(await redis.refusals(), []);
  });

  for (const [user, missing] of [
    ['deaf', 'info'],
    ['reader', 'bzpopmin'],
  ])
    it(`says in one line that ${missing} is missing`, async () => {
      const bot = await start(String(user));
      await assert.rejects(bot.prints(/^Data/m));
      assert.match(
        bot.complained(),
        new RegExp(
          `^REDIS_URL: rediss://localhost:\\d+ cannot be used: its user may do too little, see the README \\(NOPERM .*${missing}.*\\)$`,
          'm',
        ),
      );
      await bot.stop();
    });

  it('says so of the queue as well', async () => {
    const bot = await start('purchases', { QUEUE_REDIS_URL: redis.urlFor('deaf') });
    await assert.rejects(bot.prints(/^Data/m));
    assert.match(bot.complained(), /^QUEUE_REDIS_URL: rediss:\/\/localhost:\d+ cannot be used: .*NOPERM/m);
    await bot.stop();
  });

  it('is refused where its certificate is not trusted', async () => {
    const bot = await start('purchases', { NODE_EXTRA_CA_CERTS: '' });
    await assert.rejects(bot.prints(/^Data/m));
    assert.match(bot.complained(), /^REDIS_URL: .* self-signed certificate$/m);
    await bot.stop();
  });
});
