import { SORTS } from '../services/commerce/api/subscriptions.ts';
import type { SubscriptionRef, TenantId, UserId } from '../services/commerce/api/types.ts';
import { type Commerce, createCommerce } from '../services/commerce/index.ts';
import type { Redis } from '../services/redis/client.ts';
import { type BenchServer, commandsOf } from './server.ts';
import { count, median, type Row, timed } from './table.ts';
import { personId } from './tenant-file.ts';
import { generatedActor, importGenerated } from './tenants.ts';

const SIZES = [100, 10_000, 100_000];
const ASSIGNED = 5;
const PAGE = 8;
const ROUNDS = 15;
const PAGES_A_ROUND = 200;
const AT_ONCE = 10;

/** What a page of a list costs, and how many commands an act takes, in tenants of very different sizes. */
export const measurePages = async (server: BenchServer): Promise<Row[]> => {
  const { redis } = server;
  const commerce = createCommerce({ redis, now: Date.now });
  const tenants: TenantId[] = [];
  const importOf = (size = 0) => importGenerated(server, { subscriptions: size, people: size, assigned: ASSIGNED });
  for (const size of SIZES) tenants.push(await importOf(size));
  const rounds: number[][] = [];
  // In turns, so that whatever else the machine does falls on all sizes alike.
  for (let round = 0; round < ROUNDS; round += 1) {
    const costs: number[] = [];
    for (const [i, tenantId] of tenants.entries()) costs.push(await costOfPage(commerce, tenantId, SIZES[i] ?? 0));
    rounds.push(costs);
  }
  const ratio = median(rounds.map(([smallest = 0, , largest = 0]) => largest / smallest));
  return [
    ...SIZES.map((size, i) => ({
      what: `list pages/s, ${count(size)} subscriptions`,
      result: count(1000 / median(rounds.map((costs) => costs[i] ?? 0))),
    })),
    { what: 'cost of a page at 100,000 to that at 100', result: ratio.toFixed(2), aim: '≤ 1.30' },
    ...(await countCommands(redis, commerce, [await importOf(SIZES[0]), ...tenants])),
  ];
};

/** Milliseconds for a full page; those at the end of a list are shorter, which a small tenant meets more often. */
const costOfPage = async (commerce: Commerce, tenantId: TenantId, size: number): Promise<number> => {
  const admin = generatedActor(tenantId, 0);
  let rows = 0;
  const one = async (n: number) => {
    const sort = SORTS[n % SORTS.length] ?? 'expiration';
    const page = await commerce.listSubscriptions(admin, { limit: PAGE, sort, after: refAt(n, size) });
    rows += page.items.length;
  };
  const milliseconds = await timed(async () => {
    for (let done = 0; done < PAGES_A_ROUND; done += AT_ONCE)
      await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => one(done + i)));
  });
  return (milliseconds * PAGE) / rows;
};

/** A self-service purchase somewhere in the tenant, the same share of it for every size. */
const refAt = (n: number, size: number): SubscriptionRef => {
  const number = Math.floor((((n * 37) % 100) / 100) * size);
  return `S-${1000 + (number % 10 === 9 ? number - 1 : number)}` as SubscriptionRef;
};

/** The first tenant is for Redis to get to know the scripts; it is not told of. */
const countCommands = async (redis: Redis, commerce: Commerce, tenants: readonly TenantId[]): Promise<Row[]> => {
  const acts = Object.entries(actsOf(commerce));
  const rows: Row[] = [];
  for (const [what, act] of acts) {
    const counts: number[] = [];
    for (const tenantId of tenants) counts.push(await commandsOf(redis, () => act(tenantId)));
    const [, ...known] = counts;
    rows.push({ what: `Redis commands: ${what}, at each size`, result: known.join(' / '), aim: 'equal' });
  }
  return rows;
};

/** Every generated tenant has these: a purchase with free seats, its purchaser, and a central subscription with room. */
const OWN = 'S-1004' as SubscriptionRef;
const PURCHASER = 52;
const CENTRAL = 'C-1019' as SubscriptionRef;
const NEWCOMER = personId(60) as UserId;

const actsOf = (commerce: Commerce): Record<string, (tenantId: TenantId) => Promise<unknown>> => ({
  'list page': (tenantId) =>
    commerce.listSubscriptions(generatedActor(tenantId, 0), { limit: PAGE, after: 'S-1000' as SubscriptionRef }),
  'one subscription': (tenantId) => commerce.getSubscription(generatedActor(tenantId, 0), OWN),
  assign: (tenantId) =>
    commerce.assignLicenses(generatedActor(tenantId, PURCHASER), OWN, [NEWCOMER], { operationId: 'bench-assign' }),
  'begin a move': (tenantId) =>
    commerce.moveUsers(generatedActor(tenantId, 0), { source: OWN, target: CENTRAL }, { operationId: 'bench-move' }),
  'step and end of a move of 6': (tenantId) =>
    commerce.continueWork({ kind: 'move-users', tenantId, subscription: OWN }),
});
