import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TenantId } from '../../services/commerce/api/types.ts';
import type { DeliveryStatus } from '../../services/notices/delivery.ts';
import type { Notices } from '../../services/notices/index.ts';
import { isUnreachable } from '../../services/redis/unavailable.ts';
import { note } from '../support/chaos/figures.ts';
import { chaos } from '../support/chaos/sizes.ts';
import type { WorkerOrders } from '../support/notices/delivery-worker.ts';
import { httpNotifier } from '../support/notices/http-notifier.ts';
import { appendNotice, noticesFor, notifiedTenant } from '../support/notices/notified-tenant.ts';
import { startRedis, type TestRedis } from '../support/redis/redis.ts';
import { startThrottlingChannel, type ThrottlingChannel } from '../support/stand-ins/throttling-channel.ts';
import { numbers } from '../support/tenants/moving-tenant.ts';
import { START } from '../support/tenants/small-tenant.ts';
import { runProgram } from '../support/workers/run.ts';

const WORKER = 'test/support/notices/delivery-worker.ts';
const WORKERS = 3;
const FAULTS = { throttle: 0.03, refuse: 0.03, resetBefore: 0.01, resetAfter: 0.01 };
/** Milliseconds between two kills at most, and for which the channel is away. */
const LONGEST_LIFE = 1_500;
const AWAY = 1_000;

type Counts = Readonly<Record<DeliveryStatus, number>>;

describe(`${chaos.notices} notices, three workers that are killed, and a channel that throttles, fails and resets`, () => {
  let server: TestRedis;
  let channel: ThrottlingChannel;
  let workers: ChildProcess[];
  let notices: Notices;

  beforeEach(async () => {
    server = await startRedis();
    channel = await startThrottlingChannel();
    notices = noticesFor(server.redis, { notifier: httpNotifier(channel.url) });
    channel.faults = FAULTS;
    channel.latency = 80;
    workers = [];
  });
  afterEach(async () => {
    for (const worker of workers) worker.kill('SIGKILL');
    await channel.stop();
    await server.stop();
  });

  const newWorker = async (askable: boolean): Promise<ChildProcess> => {
    const orders: WorkerOrders = { connection: server.connection, channel: channel.url, askable };
    const worker = runProgram(WORKER, JSON.stringify(orders));
    workers.push(worker);
    await once(worker, 'message');
    return worker;
  };
  const killOne = async (): Promise<void> => {
    const worker = workers.shift();
    if (!worker) return;
    const died = once(worker, 'exit');
    worker.kill('SIGKILL');
    await died;
  };

  const tellTenants = (): Promise<TenantId[]> => {
    const people = chaos.notices / chaos.noticeTenants;
    return Promise.all(
      numbers(1, chaos.noticeTenants).map(async () => {
        const tenantId = await notifiedTenant(server.redis, {
          people,
          admins: people,
          withBot: numbers(0, people - 1),
        });
        const notice = { kind: 'product-appeared', product: 'PLAIN' as never, subject: 'PLAIN', at: START } as const;
        await appendNotice(server.redis, tenantId, { ...notice, to: { role: 'purchase-admins' } });
        return tenantId;
      }),
    );
  };
  const total = async (tenants: readonly TenantId[]): Promise<Counts> => {
    const pages = await Promise.all(tenants.map((tenantId) => notices.listDeliveries(tenantId, {})));
    const sum = (status: DeliveryStatus) => pages.reduce((all, { counts }) => all + counts[status], 0);
    return Object.fromEntries(
      Object.keys(pages[0]?.counts ?? {}).map((status) => [status, sum(status as DeliveryStatus)]),
    ) as Counts;
  };
  const isUnderWay = ({ sent, failed, planned, sending }: Counts) =>
    planned + sending > 0 || sent + failed < chaos.notices;

  const replaceOne = async (askable: boolean): Promise<void> => {
    const replaced = newWorker(askable);
    await killOne();
    await replaced;
  };
  /** Takes the channel away for a while, and Redis as well. */
  const takeAway = async (): Promise<void> => {
    while (!(await server.redis.ping().catch(() => false))) await sleep(20);
    await channel.away();
    await server.kill9();
    await sleep(AWAY);
    await channel.back();
  };
  const countsNow = (tenants: readonly TenantId[], before: Counts): Promise<Counts> =>
    total(tenants).catch((error: unknown) => {
      if (!isUnreachable(error)) throw error;
      return before;
    });

  /** Has everything delivered while something happens again and again, and returns what became of it. */
  const deliverAll = async (
    askable: boolean,
    disturb = () => replaceOne(askable),
    times: number = chaos.noticeKills,
  ) => {
    const began = performance.now();
    const tenants = await tellTenants();
    await Promise.all(numbers(1, WORKERS).map(() => newWorker(askable)));
    let kills = 0;
    let counts = await total(tenants);
    while (isUnderWay(counts)) {
      await sleep(Math.random() * LONGEST_LIFE);
      if (kills < times) {
        await disturb();
        kills += 1;
      }
      counts = await countsNow(tenants, counts);
    }
    const copies = new Map<string, number>();
    for (const { tenant, delivery } of channel.taken) {
      const name = `${tenant}/${delivery}`;
      copies.set(name, (copies.get(name) ?? 0) + 1);
    }
    return {
      counts,
      kills,
      seconds: Math.round((performance.now() - began) / 1000),
      arrived: copies.size,
      twice: [...copies.values()].filter((times) => times > 1).length,
    };
  };

  const print = (title: string, { counts, kills, seconds, arrived, twice }: Awaited<ReturnType<typeof deliverAll>>) => {
    const rows = [
      ['notices', chaos.notices],
      ['disturbances', kills],
      ['requests', channel.requests],
      ['seconds', seconds],
      ['acknowledged by the channel', counts.sent - counts.unknown],
      ['of unknown outcome, told by mail as well', counts.unknown],
      ['failed', counts.failed],
      ['cards that arrived', arrived],
      ['cards that arrived twice', twice],
      ['requests over a limit', channel.overLimit],
    ];
    note({
      fault: `${chaos.notices} notices: ${title}`,
      injected: kills,
      lost: chaos.notices - arrived,
      doubled: twice,
    });
    process.stdout.write(`      ${title}\n${rows.map(([name, value]) => `      | ${name} | ${value} |\n`).join('')}`);
  };

  it('all arrive once where the channel can be asked what it has taken', async function () {
    this.timeout(chaos.timeout);
    const result = await deliverAll(true);
    print('a channel that can be asked', result);
    assert.deepEqual(
      [result.counts.sent, result.arrived, result.twice, channel.overLimit],
      [chaos.notices, chaos.notices, 0, 0],
    );
  });

  it('all arrive once while the channel and Redis are away in the middle', async function () {
    this.timeout(chaos.timeout);
    const result = await deliverAll(true, takeAway, chaos.noticeAways);
    print('the channel away, Redis killed', result);
    const { counts, arrived, twice } = result;
    assert.deepEqual([counts.sent, arrived, twice, channel.overLimit], [chaos.notices, chaos.notices, 0, 0]);
  });

  it('none arrives twice where it cannot, and who may have missed a card gets a mail', async function () {
    this.timeout(chaos.timeout);
    const result = await deliverAll(false);
    print('a channel that cannot be asked', result);
    const { sent, unknown } = result.counts;
    assert.deepEqual([sent, result.twice, channel.overLimit], [chaos.notices, 0, 0]);
    assert.ok(result.arrived >= sent - unknown);
  });
});
