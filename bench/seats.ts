import type { Actor, SubscriptionRef, TenantId, UserId } from '../services/commerce/api/types.ts';
import { type Commerce, createCommerce } from '../services/commerce/index.ts';
import { connectRedis } from '../services/redis/client.ts';
import { type BenchServer, silent } from './server.ts';
import { count, type Row } from './table.ts';
import { personId } from './tenant-file.ts';
import { generatedActor, importGenerated } from './tenants.ts';

const SUBSCRIPTIONS = 1000;
const SECONDS = 3;
const CONNECTIONS = 8;
const AT_ONCE = 64;
/** As many people as one act takes. */
const PEOPLE_EACH = 20;
const ADMINS = 40;

/** Whoever gives licenses of a subscription to the same people, and takes them back, over and over. */
interface Worker {
  readonly actor: Actor;
  readonly ref: SubscriptionRef;
  readonly people: readonly UserId[];
}

/** How many licenses a second can be given or taken, for each durability; each act asks, checks and audits. */
export const measureSeats = async (server: BenchServer): Promise<Row[]> => {
  const { redis, connection } = server;
  const tenantId = await importGenerated(server, { subscriptions: SUBSCRIPTIONS, people: SUBSCRIPTIONS, assigned: 5 });
  const others = await Promise.all(
    Array.from({ length: CONNECTIONS }, () => connectRedis({ ...connection, log: silent })),
  );
  const commerces = others.map((client) => createCommerce({ redis: client, now: Date.now }));
  const purchasers = Array.from({ length: AT_ONCE }, (_, n) => purchaser(tenantId, n));
  const admins = await centralAdmins(createCommerce({ redis, now: Date.now }), tenantId);
  const rows: Row[] = [];
  for (const appendfsync of ['always', 'everysec']) {
    await redis.configSet('appendfsync', appendfsync);
    for (const [how, workers, connections] of [
      ['one at a time', purchasers.slice(0, 1), 1],
      [`${AT_ONCE} acts at a time`, purchasers, 1],
      [`${AT_ONCE} acts at a time over ${CONNECTIONS} connections`, purchasers, CONNECTIONS],
      [`${ADMINS} acts of ${PEOPLE_EACH} people at a time`, admins, 1],
    ] as const) {
      const rate = await seatsPerSecond(commerces.slice(0, connections), workers);
      rows.push({ what: `seat operations/s, ${how}, appendfsync ${appendfsync}`, result: count(rate) });
    }
  }
  for (const client of others) client.destroy();
  return rows;
};

const seatsPerSecond = async (commerces: readonly Commerce[], workers: readonly Worker[]): Promise<number> => {
  const until = performance.now() + SECONDS * 1000;
  let seats = 0;
  const work = async ({ actor, ref, people }: Worker, n: number) => {
    const commerce = commerces[n % commerces.length];
    while (commerce && performance.now() < until) {
      await commerce.assignLicenses(actor, ref, people, { operationId: crypto.randomUUID() });
      await commerce.unassignLicenses(actor, ref, people, { operationId: crypto.randomUUID() });
      seats += 2 * people.length;
    }
  };
  await Promise.all(workers.map(work));
  return seats / SECONDS;
};

/** A different active purchase with a free seat for each. */
const purchaser = (tenantId: TenantId, worker: number): Worker => {
  const n = 1 + worker * 10;
  return {
    actor: generatedActor(tenantId, (n * 13) % SUBSCRIPTIONS),
    ref: `S-${1000 + n}` as SubscriptionRef,
    people: [personId((n * 7 + 500) % SUBSCRIPTIONS) as UserId],
  };
};

/** Admins who share one large central subscription, each with people of their own. */
const centralAdmins = async (commerce: Commerce, tenantId: TenantId): Promise<Worker[]> => {
  const actor = generatedActor(tenantId, 0);
  const [product] = await commerce.listCapacity(actor);
  if (!product) throw new Error('The generated tenant has no product');
  const order = { productId: product.product.id, quantity: 2 * ADMINS * PEOPLE_EACH, term: 'P1Y' } as const;
  const { ref } = await commerce.buyCentrally(actor, order, { operationId: crypto.randomUUID() });
  return Array.from({ length: ADMINS }, (_, n) => ({
    actor,
    ref,
    people: Array.from({ length: PEOPLE_EACH }, (_each, i) => personId(n * PEOPLE_EACH + i) as UserId),
  }));
};
