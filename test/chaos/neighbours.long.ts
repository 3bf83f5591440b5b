import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { note } from '../support/chaos/figures.ts';
import { chaos } from '../support/chaos/sizes.ts';
import { type BusyHouse, openBusyHouse } from '../support/chaos/working/busy-house.ts';
import { type RedisProcess, startRedisProcess } from '../support/redis/redis-process.ts';
import type { Channel } from '../support/stand-ins/channel.ts';

type Fault = ReturnType<Parameters<Channel['failBy']>[0]>;

/** What Teams may do to what a bot sends; what is `taken` all the same has arrived. */
const TEAMS: readonly { readonly name: string; readonly fault: Fault }[] = [
  { name: 'Teams answers 429 with a time', fault: { status: 429, headers: { 'retry-after': '1' } } },
  { name: 'Teams answers 500', fault: { status: 500 } },
  { name: 'Teams takes what is sent and never answers', fault: 'silence' },
  { name: 'Teams breaks connections off', fault: 'reset' },
];

describe('A bot with people who work, and a neighbour that is slow, silent or dead', function () {
  this.timeout(chaos.timeout);
  let server: RedisProcess;
  let house: BusyHouse;
  beforeEach(async () => {
    server = await startRedisProcess();
    const env = { REDIS_URL: server.url, LOG_LEVEL: 'fatal' };
    house = await openBusyHouse({ bots: 1, env, redis: async () => server.admin });
  });
  afterEach(async () => {
    await house.close();
    await server.stop();
  });

  const reckon = async (fault: string, injected: number, recovery: number) => {
    const { lost, doubled, answeredTwice, faults } = await house.reckon();
    note({ fault, injected, lost, doubled: doubled + answeredTwice, recovery });
    assert.deepEqual([lost, doubled + answeredTwice, faults], [0, 0, []]);
  };

  for (const { name, fault } of TEAMS)
    it(`loses and doubles nothing while ${name}`, async () => {
      let failed = 0;
      let ends = false;
      house.channel.failBy(() => {
        if (ends) return undefined;
        failed++;
        return fault;
      });
      while (failed < chaos.faultsOfTeams) await sleep(20);
      ends = true;
      await reckon(name, failed, await house.untilConfirmed());
    });

  for (const seconds of chaos.silences)
    it(`loses and doubles nothing while Redis takes what it is sent and is silent for ${seconds} seconds`, async () => {
      process.kill(server.pid, 'SIGSTOP');
      await sleep(seconds * 1000);
      process.kill(server.pid, 'SIGCONT');
      await reckon(`Redis silent for ${seconds} s`, 1, await house.untilConfirmed());
    });
});
