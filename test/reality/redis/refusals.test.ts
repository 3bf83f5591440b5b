import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { type BotOnTheRoad, startBotOnTheRoad } from '../../support/bots/bot-on-the-road.ts';
import { recount } from '../../support/redis/recount.ts';

describe('A bot whose Redis refuses for a while, on connections that stay', () => {
  let house: BotOnTheRoad;
  beforeEach(async () => {
    house = await startBotOnTheRoad();
  });
  afterEach(() => house.close());

  const order = (...command: string[]) => house.server.admin.sendCommand(command);
  const set = (name: string, value: string) => order('CONFIG', 'SET', name, value);

  /** It says that it is not ready, refuses a change whole, and does it once all is well, without being started again. */
  const outlives = async (code: string, begin: () => Promise<unknown>, end: () => Promise<unknown>) => {
    const question = await house.ask('block Visio Plan 2');
    await begin();
    await house.untilCodes(code);
    assert.match(await house.press(question, 'Do not allow'), /^I cannot reach my data|Nothing was changed/);
    assert.match(await house.read('help'), /cannot reach my data|Hello Adele/);
    await end();
    await house.untilAllIsWell();
    assert.deepEqual(await recount(house.server.admin, house.bot.contoso.tenantId), []);
    assert.match(await house.press(question, 'Do not allow'), /Visio Plan 2/);
  };

  // https://github.com/taskforcesh/bullmq/issues/265, https://github.com/redis/redis-py/issues/375
  it('works again when a script of somebody else that ran on and on was ended', async () => {
    await set('busy-reply-threshold', '10');
    let endless: Promise<unknown> | undefined;
    await outlives(
      'redis-busy',
      async () => {
        endless = house.redis.eval('while true do end').catch(() => undefined);
      },
      async () => {
        await order('SCRIPT', 'KILL');
        await endless;
      },
    );
  });

  // https://github.com/redis/redis/issues/9913, https://github.com/django/channels_redis/issues/118
  it('works again when it need not save its data any more', async () => {
    await set('save', '3600 1');
    await outlives(
      'redis-disk-failing',
      async () => {
        await rm(house.server.folder, { recursive: true });
        await order('BGSAVE');
      },
      () => set('stop-writes-on-bgsave-error', 'no'),
    );
  });
});
