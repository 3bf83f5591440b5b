import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { MOVE_POINTS, type MovePoint } from '../../services/commerce/moves/carry-on.ts';
import type { RedisConnection } from '../../services/redis/client.ts';
import { generationKeys } from '../../services/redis/keys.ts';
import { note } from '../support/chaos/figures.ts';
import { chaos } from '../support/chaos/sizes.ts';
import { readOutbox } from '../support/notices/outbox.ts';
import { recount } from '../support/redis/recount.ts';
import { startRedis, type TestRedis } from '../support/redis/redis.ts';
import { type MovingTenant, movingTenant, numbers, SOURCE, TARGET } from '../support/tenants/moving-tenant.ts';
import { GENERATION, userId } from '../support/tenants/small-tenant.ts';
import { runProgram } from '../support/workers/run.ts';

const WORKER = 'test/support/workers/job-worker.ts';
const PEOPLE = 1500;
/** Milliseconds in which a worker comes about to the end of a move of so many people. */
const LONGEST_LIFE = 250;

/** A worker that waits to be let loose. */
const newWorker = ({ connection }: { connection: RedisConnection }): ChildProcess =>
  runProgram(WORKER, JSON.stringify(connection));

describe('A move of many people', () => {
  let server: TestRedis;
  let tenant: MovingTenant;
  let next: ChildProcess;

  before(async () => {
    server = await startRedis();
    next = newWorker(server);
  });
  after(async () => {
    next.kill('SIGKILL');
    await server.stop();
  });

  const begin = async () => {
    tenant = await movingTenant(server.redis, PEOPLE);
    await tenant.begin();
  };
  const state = async () => (await tenant.commerce.getMove(tenant.admin, SOURCE)).state;

  /** Lets a worker work until it dies by itself at a point, or is killed after a while; or has nothing left to do. */
  const liveAndDie = async (lastPoint: MovePoint | 'none') => {
    const worker = next;
    next = newWorker(server);
    const died = once(worker, 'exit');
    const worked = once(worker, 'message');
    worker.send(lastPoint);
    if (lastPoint === 'none') await worked.then(() => sleep(Math.random() * LONGEST_LIFE));
    else await Promise.race([died, finished(worker)]);
    worker.kill('SIGKILL');
    await died;
  };
  const finished = async (worker: ChildProcess) => {
    while (worker.exitCode === null && worker.signalCode === null && (await state()) !== 'finished') await sleep(10);
  };

  const seats = async () => {
    const { seats: of } = generationKeys(tenant.tenantId, GENERATION);
    return Promise.all([SOURCE, TARGET].map(async (ref) => new Set(await server.redis.zRange(of(ref), 0, -1))));
  };
  /** Every tenth had both licenses before. */
  const nobodyHasNoneOrTwo = async () => {
    const [source, target] = await seats();
    const wrong = numbers(1, PEOPLE).filter((n) => {
      const [here, there] = [source?.has(userId(n)), target?.has(userId(n))];
      return n % 10 === 0 ? !there : here === there;
    });
    assert.deepEqual(wrong, []);
  };
  const endedOnce = async () => {
    const { commerce, admin, tenantId } = tenant;
    const told = (await readOutbox(server.redis, tenantId)).map(({ kind, to }) => `${kind} ${Object.values(to)[0]}`);
    assert.deepEqual(
      told.filter((notice) => !notice.startsWith('license-moved')),
      [`subscription-moved ${userId(1)}`, `move-finished ${userId(0)}`],
    );
    assert.equal(new Set(told).size, told.length);
    assert.equal(told.length, PEOPLE * 0.9 + 2);
    assert.equal((await commerce.getSubscription(admin, SOURCE)).subscription.status, 'Deleted');
    assert.deepEqual(await recount(server.redis, tenantId), []);
  };

  it(`ends as it should when its worker is killed ${chaos.workerKills} times, at every point and at any moment`, async function () {
    this.timeout(chaos.timeout);
    await begin();
    for (let kills = 0; kills < chaos.workerKills; kills += 1) {
      await liveAndDie(kills % 2 === 0 ? (MOVE_POINTS[(kills / 2) % MOVE_POINTS.length] ?? 'none') : 'none');
      await nobodyHasNoneOrTwo();
      if ((await state()) !== 'finished') continue;
      await endedOnce();
      await begin();
    }
    while ((await state()) !== 'finished') await liveAndDie('finish-done');
    await nobodyHasNoneOrTwo();
    await endedOnce();
    note({ fault: 'worker killed while it moves people', injected: chaos.workerKills, lost: 0, doubled: 0 });
  });
});
