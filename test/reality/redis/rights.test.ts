import { type BotOnTheRoad, startBotOnTheRoad } from '../../support/bots/bot-on-the-road.ts';
import { outlive } from '../../support/bots/outliving.ts';

const PASSWORD = 'first';

describe('A bot whose user of Redis loses a right while it runs', () => {
  let house: BotOnTheRoad;
  beforeEach(async () => {
    // A user who needs no password may give any.
    house = await startBotOnTheRoad(`:${PASSWORD}@127.0.0.1`);
  });
  afterEach(() => house.close());

  const order = (...command: string[]) => house.server.admin.sendCommand(command);
  const allow = (...rules: string[]) => order('ACL', 'SETUSER', 'default', ...rules);
  const hangUp = () => order('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');

  for (const [what, taken, given] of [
    // https://github.com/redis/ioredis/issues/1737
    ['to write', ['-@write'], ['+@write']],
    // The act writes before it comes to that.
    ['to one command that an act ends with', ['-zadd'], ['+zadd']],
    // https://github.com/taskforcesh/bullmq/issues/3351 and https://github.com/django/channels_redis/issues/290
    ['to scripts', ['-@scripting'], ['+@scripting']],
    // https://github.com/redisson/redisson/issues/5439
    ['to its keys', ['resetkeys', '~elsewhere:*'], ['allkeys']],
    ['to all but reading', ['-@all', '+@read', '+@connection', '+@admin', '+info'], ['+@all']],
  ] as const)
    it(`changes nothing without the right ${what}, and works again with it`, () =>
      outlive(house, { code: 'redis-forbidden', begin: () => allow(...taken), end: () => allow(...given) }));

  // https://github.com/redis/node-redis/issues/1591 and https://github.com/redis-rb/redis-client/issues/274
  it('works again when a password that was changed is the old one again', () =>
    outlive(house, {
      code: 'redis-forbidden',
      begin: async () => {
        await order('CONFIG', 'SET', 'requirepass', 'second');
        await hangUp();
      },
      end: () => order('CONFIG', 'SET', 'requirepass', PASSWORD),
    }));
});
