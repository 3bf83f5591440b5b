import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, createClock } from '../../../services/clock/clock.ts';
import { moveClock } from '../../support/moved-clock.ts';
import { startRedis, type TestRedis } from '../../support/redis/redis.ts';
import { DAY } from '../../support/tenants/small-tenant.ts';

describe('The clock', () => {
  let server: TestRedis;
  let clock: Clock;

  before(async () => {
    server = await startRedis();
  });
  after(() => server.stop());
  afterEach(() => {
    moveClock(0);
    clock.close();
  });

  const ahead = async () => {
    const [seconds = 0, microseconds = 0] = (await server.redis.sendCommand<string[]>(['TIME'])).map(Number);
    return clock.now() - (seconds * 1000 + microseconds / 1000);
  };
  /** What lay on the road meanwhile was not ahead. */
  const isRight = async () => {
    const began = performance.now();
    const off = Math.abs(await ahead());
    assert.ok(off < 500 + performance.now() - began, `${off} ms off`);
  };

  it('is that of Redis, wherever the clock of the process stands, now and later', async () => {
    moveClock(-5 * 60 * 1000);
    clock = await createClock(server.redis);
    await isRight();
    moveClock(400 * DAY);
    await isRight();
    moveClock(0);
    await isRight();
  });

  it('goes on while Redis is away, and is right when it has come back', async () => {
    clock = await createClock(server.redis);
    await server.kill9();
    const before = clock.now();
    while (clock.now() < before + 20) await sleep(5);
    while (!(await server.redis.ping().catch(() => false))) await sleep(10);
    await isRight();
  });

  it('follows Redis where that is set right', async () => {
    let shift = 3_600_000;
    const shifted = {
      async sendCommand() {
        const [seconds = 0, microseconds = 0] = (await server.redis.sendCommand<string[]>(['TIME'])).map(Number);
        return [seconds + shift / 1000, microseconds];
      },
    };
    clock = await createClock(shifted as unknown as typeof server.redis);
    assert.ok((await ahead()) > 3_000_000);
    shift = 0;
    while ((await ahead()) > 500) await sleep(20);
  });
});
