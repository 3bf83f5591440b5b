import assert from 'node:assert/strict';
import { startTripCounter, type TripCounter } from '../../../bench/turns/trip-counter.ts';
import { connectRedis, type Redis } from '../../../services/redis/client.ts';
import { type RunningBot, startBot } from '../../support/bots/running-bot.ts';
import { keptLog } from '../../support/kept-log.ts';
import { startRedis, type TestRedis } from '../../support/redis/redis.ts';

describe('How often a turn waits for Redis', () => {
  let server: TestRedis;
  let counter: TripCounter;
  let redis: Redis;
  let bot: RunningBot;

  before(async function () {
    server = await startRedis();
    if (!('path' in server.connection)) this.skip();
    counter = await startTripCounter(server.connection.path);
    redis = await connectRedis({ url: counter.url, log: keptLog, silentAfter: 60_000 });
    bot = await startBot(redis);
  });
  after(async () => {
    await bot?.close();
    redis?.destroy();
    counter?.close();
    await server.stop();
  });

  /** The least of some turns: a look whether the server takes writes may come between. */
  const tripsOf = async (text: string): Promise<number> => {
    const trips: number[] = [];
    for (let i = 0; i < 5; i++) {
      const before = counter.trips();
      await bot.post(bot.activity('Adele', { text }));
      trips.push(counter.trips() - before);
    }
    return Math.min(...trips);
  };

  it('is seldom, as what does not depend on each other is asked at once', async () => {
    assert.ok((await tripsOf('subscriptions')) <= 7);
    assert.ok((await tripsOf('thanks')) <= 4);
  });

  it('does not grow with what a sentence may name', async () => {
    const few = await tripsOf('zxcv');
    assert.ok(
      (await tripsOf('the purple elephant dances with Alex Wilber under Megan Bowens rainy bridge')) <= few + 4,
    );
  });
});
