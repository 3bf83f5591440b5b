import assert from 'node:assert/strict';
import { pino } from 'pino';
import type { Move } from '../../services/commerce/api/moves.ts';
import type { SubscriptionRef, TenantId } from '../../services/commerce/api/types.ts';
import { type Commerce, createCommerce } from '../../services/commerce/index.ts';
import { connectRedis, type Redis } from '../../services/redis/client.ts';
import { recount } from '../support/redis/recount.ts';
import { startRedis, type TestRedis } from '../support/redis/redis.ts';
import { takeSnapshot } from '../support/redis/snapshot.ts';
import { actorIn, PLAIN, START, userId, writeSmallTenant } from '../support/tenants/small-tenant.ts';
import { assertLinearizable, History, type Seats, type Wish } from './linearization.ts';

const CLIENTS = 64;
const CENTRAL = 'C-2001' as SubscriptionRef;
const OWN = 'S-1001' as SubscriptionRef;

const range = (length: number): number[] => Array.from({ length }, (_, n) => n);

const assign =
  (n: number): Wish =>
  ({ quantity, holders }) => {
    const after = new Set(holders).add(userId(n));
    return after.size > quantity ? 'no-seats' : { quantity, holders: after };
  };

const unassign =
  (n: number): Wish =>
  ({ quantity, holders }) => ({ quantity, holders: new Set([...holders].filter((holder) => holder !== userId(n))) });

const resize =
  (total: number): Wish =>
  ({ holders }) =>
    total < holders.size ? 'below-assigned' : { quantity: total, holders };

describe('Many clients at once', () => {
  let server: TestRedis;
  let connections: Redis[];
  let clients: Commerce[];

  before(async () => {
    server = await startRedis();
    const log = pino({ level: 'silent' });
    connections = await Promise.all(range(CLIENTS).map(() => connectRedis({ ...server.connection, log })));
    clients = connections.map((redis) => createCommerce({ redis, now: () => START }));
  });
  after(async () => {
    for (const redis of connections) redis.destroy();
    await server.stop();
  });

  /** Runs a client's work on each connection, all at once. */
  const fight = (work: (client: Commerce, n: number) => Promise<unknown>) => Promise.all(clients.map(work));

  const intent = () => ({ operationId: crypto.randomUUID() });

  it('share out the last 10 licenses among 64 people: 10 get one, 54 are refused, in an order that explains all', async () => {
    const tenantId = await writeSmallTenant(server.redis, {
      people: CLIENTS,
      subscriptions: [{ ref: CENTRAL, quantity: 10 }],
    });
    const history = new History();
    await fight((client, n) =>
      history.record(assign(n), async () => {
        const told = await client.assignLicenses(actorIn(tenantId, 0), CENTRAL, [userId(n)], intent());
        return { ...told, changed: told.added.length > 0 };
      }),
    );
    const last = assertLinearizable({ quantity: 10, holders: new Set() }, 1, history.exchanges);
    assert.equal(last.holders.size, 10);
    assert.deepEqual(await recount(server.redis, tenantId), []);
  });

  it('raise, cut, assign and unassign one purchase and are never oversold, in an order that explains all', async () => {
    const holders = range(8);
    const tenantId = await writeSmallTenant(server.redis, {
      people: CLIENTS,
      accountType: 'MOSA',
      subscriptions: [{ ref: OWN, quantity: 12, holders }],
    });
    const history = new History();
    const actor = actorIn(tenantId, 1);
    const rounds = [0, 1, 2, 3];
    const one = async (client: Commerce, n: number) => {
      const kind = n % 3;
      if (kind === 0)
        return history.record(assign(n), async () => {
          const told = await client.assignLicenses(actor, OWN, [userId(n)], intent());
          return { ...told, changed: told.added.length > 0 };
        });
      if (kind === 1)
        return history.record(unassign(n), async () => {
          const told = await client.unassignLicenses(actor, OWN, [userId(n)], intent());
          return { ...told, changed: told.removed.length > 0 };
        });
      return history.record(resize(8 + (n % 7)), async () => {
        const told = await client.setQuantity(actor, OWN, 8 + (n % 7), intent());
        return { version: told.version, changed: (told.charge ?? told.credit) !== undefined };
      });
    };
    await fight(async (client, n) => {
      for (const round of rounds) await one(client, (n + 7 * round) % CLIENTS);
    });
    const first: Seats = { quantity: 12, holders: new Set(holders.map(userId)) };
    assertLinearizable(first, 1, history.exchanges);
    assert.deepEqual(await recount(server.redis, tenantId), []);
  });

  it('carry on two moves into one subscription: what does not fit waits, and nobody has two licenses or none', async () => {
    const sources = ['S-1001', 'S-1002'] as SubscriptionRef[];
    const tenantId = await writeSmallTenant(server.redis, {
      people: 8,
      subscriptions: [
        { ref: 'S-1001', holders: range(150) },
        { ref: 'S-1002', holders: range(150).map((n) => n + 150) },
        { ref: CENTRAL, quantity: 200 },
      ],
    });
    const admin = actorIn(tenantId, 0);
    const [commerce] = clients;
    assert.ok(commerce);
    const carryOn = async (): Promise<Move[]> => {
      const work = (n: number) => ({ kind: 'move-users', tenantId, subscription: sources[n % 2] ?? OWN }) as const;
      await fight((client, n) => client.continueWork(work(n)));
      assert.deepEqual(await recount(server.redis, tenantId), []);
      assert.deepEqual(await holdersOf(server.redis, tenantId), range(300).map(userId));
      return Promise.all(sources.map((source) => commerce.getMove(admin, source)));
    };
    for (const source of sources) await commerce.moveUsers(admin, { source, target: CENTRAL }, intent());
    const full = await carryOn();
    assert.equal(
      full.reduce((sum, { moved }) => sum + moved, 0),
      200,
    );
    await commerce.buyCentrally(admin, { productId: PLAIN, quantity: 100, term: 'P1Y' }, intent());
    for (const { source, state } of full) if (state === 'stopped') await commerce.resumeMove(admin, source, intent());
    assert.deepEqual(
      (await carryOn()).map(({ state }) => state),
      ['finished', 'finished'],
    );
  });
});

/** Whoever has a license of anything, once for each, in order. */
const holdersOf = async (redis: Redis, tenantId: TenantId): Promise<string[]> => {
  const { keys, sortedSets } = await takeSnapshot(redis, tenantId);
  return [...(sortedSets.get(keys.licensesByPerson)?.keys() ?? [])].map((member) => member.split('\t')[0] ?? '').sort();
};
