import assert from 'node:assert/strict';
import dns from 'node:dns';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BotOnTheRoad, startBotOnTheRoad } from '../../support/bots/bot-on-the-road.ts';

/** Milliseconds within which all is to be well again. */
const SOON = 60_000;
const HOST = 'redis.internal.example';

describe('A bot that does not hear of its Redis', () => {
  const lookup = dns.lookup;
  let house: BotOnTheRoad;
  let resolves: boolean;

  before(() => {
    const faked = (name: string, options: object, callback: (error: Error | null, ...rest: unknown[]) => void) => {
      if (name !== HOST) return lookup(name, options, callback);
      if (resolves) return lookup('127.0.0.1', options, callback);
      const error = Object.assign(new Error(`getaddrinfo EAI_AGAIN ${HOST}`), {
        code: 'EAI_AGAIN',
        syscall: 'getaddrinfo',
      });
      return process.nextTick(callback, error);
    };
    Object.assign(dns, { lookup: faked });
  });
  after(() => Object.assign(dns, { lookup }));
  beforeEach(async () => {
    resolves = true;
    house = await startBotOnTheRoad(HOST);
    await house.untilAllIsWell();
  });
  afterEach(() => house.close());

  const untilWell = async () => {
    const took = await house.untilAllIsWell();
    assert.ok(took < SOON, `${took} ms`);
  };

  // https://github.com/redis/ioredis/pull/1318
  for (const seconds of [4, 9])
    it(`works again after ${seconds} seconds in which the server took what it was sent and said nothing`, async () => {
      process.kill(house.server.pid, 'SIGSTOP');
      await house.untilCodes('redis-slow');
      await sleep(seconds * 1000);
      process.kill(house.server.pid, 'SIGCONT');
      await untilWell();
    });

  // https://github.com/civitai/civitai/pull/2556
  it('works again when its connections carry nothing any more and nobody has closed them', async () => {
    house.road.abandon();
    await untilWell();
  });

  // https://github.com/carlos8f/haredis/issues/5 and https://github.com/danny-avila/LibreChat/issues/11086
  it('says so while the name of its Redis cannot be looked up, and works again when it can', async () => {
    resolves = false;
    await house.server.admin.sendCommand(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes']);
    await house.untilCodes('redis-unreachable');
    assert.match(await house.read('subscriptions'), /cannot reach my data right now/);
    await sleep(3_000);
    assert.deepEqual(await house.codes(), ['redis-unreachable']);
    resolves = true;
    await untilWell();
  });
});
