import { type Commerce, createCommerce } from '../services/commerce/index.ts';
import type { SubscriptionRef, TenantId, UserId } from '../services/commerce/types.ts';
import { connectRedis } from '../services/redis/client.ts';
import { type BenchServer, silent } from './server.ts';
import { count, type Row } from './table.ts';
import { personId } from './tenant-file.ts';
import { generatedActor, importGenerated } from './tenants.ts';

const SUBSCRIPTIONS = 1000;
const SECONDS = 3;
const CONNECTIONS = 8;
const AT_ONCE = 64;

/** How many times a second somebody can be given a license, or lose it, for each durability. */
export const measureSeats = async (server: BenchServer): Promise<Row[]> => {
  const { redis, connection } = server;
  const tenantId = await importGenerated(server, { subscriptions: SUBSCRIPTIONS, people: SUBSCRIPTIONS, assigned: 5 });
  const others = await Promise.all(
    Array.from({ length: CONNECTIONS }, () => connectRedis({ ...connection, log: silent })),
  );
  const commerces = others.map((client) => createCommerce({ redis: client, now: Date.now }));
  const rows: Row[] = [];
  for (const appendfsync of ['always', 'everysec']) {
    await redis.configSet('appendfsync', appendfsync);
    for (const [connections, atOnce] of [
      [1, 1],
      [1, AT_ONCE],
      [CONNECTIONS, AT_ONCE],
    ] as const) {
      const rate = await seatsPerSecond(commerces.slice(0, connections), tenantId, atOnce);
      const how = `${connections} connection${connections > 1 ? 's' : ''}, ${atOnce} at a time`;
      rows.push({ what: `assign + unassign/s, ${how}, appendfsync ${appendfsync}`, result: count(rate) });
    }
  }
  for (const client of others) client.destroy();
  return rows;
};

/** Acts per second: each worker gives a license of its own purchase and takes it back, over and over. */
const seatsPerSecond = async (commerces: readonly Commerce[], tenantId: TenantId, workers: number): Promise<number> => {
  const until = performance.now() + SECONDS * 1000;
  let acts = 0;
  const work = async (worker: number) => {
    const commerce = commerces[worker % commerces.length];
    const n = purchaseOf(worker);
    const purchaser = generatedActor(tenantId, (n * 13) % SUBSCRIPTIONS);
    const people = [personId((n * 7 + 500) % SUBSCRIPTIONS) as UserId];
    const ref = `S-${1000 + n}` as SubscriptionRef;
    while (commerce && performance.now() < until) {
      await commerce.assignLicenses(purchaser, ref, people, { operationId: crypto.randomUUID() });
      await commerce.unassignLicenses(purchaser, ref, people, { operationId: crypto.randomUUID() });
      acts += 2;
    }
  };
  await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)));
  return acts / SECONDS;
};

/** A different active purchase with a free seat for each worker. */
const purchaseOf = (worker: number): number => 1 + worker * 10;
