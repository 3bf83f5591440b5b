import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { TenantId } from '../../services/commerce/types.ts';
import type { DeliveryStatus } from '../../services/notices/delivery.ts';
import type { Notices } from '../../services/notices/index.ts';
import { chaos } from '../support/chaos.ts';
import type { WorkerOrders } from '../support/delivery-worker.ts';
import { httpNotifier } from '../support/http-notifier.ts';
import { numbers } from '../support/moving-tenant.ts';
import { noticesFor, notifiedTenant, tell } from '../support/notified-tenant.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { START } from '../support/small-tenant.ts';
import { startThrottlingChannel, type ThrottlingChannel } from '../support/throttling-channel.ts';

const WORKER = fileURLToPath(new URL('../support/delivery-worker.ts', import.meta.url));
const WORKERS = 3;
const FAULTS = { throttle: 0.03, refuse: 0.03, resetBefore: 0.01, resetAfter: 0.01 };
/** Milliseconds between two kills at most. */
const LONGEST_LIFE = 1_500;

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
    const worker = fork(WORKER, [JSON.stringify(orders)], { execArgv: ['--import', 'tsx'] });
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
        await tell(server.redis, tenantId, { ...notice, to: { role: 'purchase-admins' } });
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
  const settled = ({ sent, unknown, failed, dropped }: Counts) => sent + unknown + failed + dropped;

  /** Has everything delivered while workers are killed, and returns what became of it. */
  const deliverAll = async (askable: boolean) => {
    const began = performance.now();
    const tenants = await tellTenants();
    await Promise.all(numbers(1, WORKERS).map(() => newWorker(askable)));
    let kills = 0;
    let counts = await total(tenants);
    while (settled(counts) < chaos.notices) {
      await sleep(Math.random() * LONGEST_LIFE);
      if (kills < chaos.noticeKills) {
        const replaced = newWorker(askable);
        await killOne();
        await replaced;
        kills += 1;
      }
      counts = await total(tenants);
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
      ['workers killed', kills],
      ['requests', channel.requests],
      ['seconds', seconds],
      ['sent', counts.sent],
      ['outcome unknown', counts.unknown],
      ['failed', counts.failed],
      ['arrived', arrived],
      ['arrived twice', twice],
      ['over a limit', channel.overLimit],
    ];
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

  it('none arrives twice where it cannot, all that were acknowledged are sent, and the others are named', async function () {
    this.timeout(chaos.timeout);
    const result = await deliverAll(false);
    print('a channel that cannot be asked', result);
    const { sent, unknown } = result.counts;
    assert.equal(sent + unknown, chaos.notices);
    assert.ok(result.arrived >= sent);
    assert.deepEqual([result.twice, channel.overLimit], [0, 0]);
  });
});
