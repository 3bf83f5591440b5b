import { rm } from 'node:fs/promises';
import { type BotOnTheRoad, startBotOnTheRoad } from '../../support/bots/bot-on-the-road.ts';
import { outlive } from '../../support/bots/outliving.ts';

describe('A bot whose Redis refuses for a while, on connections that stay', () => {
  let house: BotOnTheRoad;
  beforeEach(async () => {
    house = await startBotOnTheRoad();
  });
  afterEach(() => house.close());

  const order = (...command: string[]) => house.server.admin.sendCommand(command);
  const set = (name: string, value: string) => order('CONFIG', 'SET', name, value);

  // https://github.com/taskforcesh/bullmq/issues/265, https://github.com/redis/redis-py/issues/375
  it('works again when a script of somebody else that ran on and on was ended', async () => {
    await set('busy-reply-threshold', '10');
    let endless: Promise<unknown> | undefined;
    await outlive(house, {
      code: 'redis-busy',
      begin: async () => {
        endless = house.redis.eval('while true do end').catch(() => undefined);
      },
      end: async () => {
        await order('SCRIPT', 'KILL');
        await endless;
      },
    });
  });

  // https://github.com/redis/redis/issues/9913, https://github.com/django/channels_redis/issues/118
  it('works again when it need not save its data any more', async () => {
    await set('save', '3600 1');
    await outlive(house, {
      code: 'redis-disk-failing',
      begin: async () => {
        await rm(house.server.folder, { recursive: true });
        await order('BGSAVE');
      },
      end: () => set('stop-writes-on-bgsave-error', 'no'),
    });
  });
});
