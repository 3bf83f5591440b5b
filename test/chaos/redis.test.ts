import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { UncertainChange } from '../../services/commerce/api/errors.ts';
import type { SubscriptionRef, TenantId } from '../../services/commerce/api/types.ts';
import { type Commerce, createCommerce } from '../../services/commerce/index.ts';
import { noteTenant } from '../../services/commerce/store/tenant-list.ts';
import { startJobs } from '../../services/jobs/index.ts';
import { isUnreachable } from '../../services/redis/client.ts';
import { generationKeys } from '../../services/redis/keys.ts';
import { note } from '../support/chaos/figures.ts';
import { chaos } from '../support/chaos/sizes.ts';
import { readOutbox } from '../support/notices/outbox.ts';
import { recount } from '../support/redis/recount.ts';
import { startRedis, type TestRedis } from '../support/redis/redis.ts';
import { numbers, SOURCE, TARGET } from '../support/tenants/moving-tenant.ts';
import { actorIn, GENERATION, START, userId, writeSmallTenant } from '../support/tenants/small-tenant.ts';

const OWN = 'S-1002' as SubscriptionRef;
const MOVED = 600;
const ASSIGNED = numbers(MOVED + 1, MOVED + 300);
const WRITERS = 4;
/** Milliseconds in which about all of it would be done. */
const LONGEST_LIFE = 400;
const timing = { lockDuration: 400, stalledInterval: 200, retryDelay: 50 };

describe('A Redis server that is killed', () => {
  let server: TestRedis;
  let commerce: Commerce;
  let tenantId: TenantId;
  let acknowledged: Set<number>;

  before(async () => {
    server = await startRedis();
    commerce = createCommerce({ redis: server.redis, now: () => START });
  });
  after(() => server.stop());

  const newTenant = async () => {
    tenantId = await writeSmallTenant(server.redis, {
      people: MOVED + ASSIGNED.length + 1,
      subscriptions: [
        { ref: SOURCE, holders: numbers(1, MOVED) },
        { ref: TARGET, quantity: MOVED },
        { ref: OWN, quantity: ASSIGNED.length },
      ],
    });
    await noteTenant(server.redis, tenantId, START);
    acknowledged = new Set();
  };
  const untilAnswered = async <Result>(act: () => Promise<Result>): Promise<Result> => {
    for (;;) {
      try {
        return await act();
      } catch (error) {
        if (!(error instanceof UncertainChange || isUnreachable(error))) throw error;
        await sleep(20);
      }
    }
  };
  const assign = async (n: number) => {
    const operationId = `assign ${n}`;
    await untilAnswered(() => commerce.assignLicenses(actorIn(tenantId, 1), OWN, [userId(n)], { operationId }));
    acknowledged.add(n);
  };
  const write = async () => {
    const mine = (writer: number) => ASSIGNED.filter((n) => n % WRITERS === writer);
    await Promise.all(
      numbers(0, WRITERS - 1).map(async (writer) => {
        for (const n of mine(writer)) await assign(n);
      }),
    );
  };
  const seats = async (ref: SubscriptionRef) =>
    new Set(await untilAnswered(() => server.redis.zRange(generationKeys(tenantId, GENERATION).seats(ref), 0, -1)));
  const isMoved = async () =>
    (await untilAnswered(() => commerce.getMove(actorIn(tenantId, 0), SOURCE))).state === 'finished';

  it(`loses no acknowledged change, ${chaos.redisKills} times, and what was under way comes to its end`, async function () {
    this.timeout(chaos.timeout);
    const log = pino({ level: 'silent' });
    const jobs = await startJobs({ now: Date.now, commerce, queueConnection: server.connection, log, timing });
    for (let kills = 0; kills < chaos.redisKills; kills += 1) {
      await newTenant();
      const move = { source: SOURCE, target: TARGET };
      await commerce.moveUsers(actorIn(tenantId, 0), move, { operationId: 'move' });
      const written = write();
      await sleep(Math.random() * LONGEST_LIFE);
      const before = new Set(acknowledged);
      await server.kill9();
      const after = await seats(OWN);
      assert.deepEqual(
        [...before].filter((n) => !after.has(userId(n))),
        [],
      );
      await written;
      while (!(await isMoved())) await sleep(20);
      assert.deepEqual(await seats(OWN), new Set(ASSIGNED.map(userId).sort()));
      assert.deepEqual([(await seats(SOURCE)).size, (await seats(TARGET)).size], [0, MOVED]);
      const told = (await readOutbox(server.redis, tenantId)).map(({ kind, to }) => `${kind} ${Object.values(to)[0]}`);
      assert.equal(told.length, MOVED + ASSIGNED.length + 2);
      assert.equal(new Set(told).size, told.length);
      assert.deepEqual(await recount(server.redis, tenantId), []);
    }
    await jobs.close();
    note({ fault: 'own Redis killed in the midst of changes', injected: chaos.redisKills, lost: 0, doubled: 0 });
  });
});
