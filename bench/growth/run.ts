/** `npm run bench:growth`: a year of an organization of 5,000, and what stays of it in Redis, in a minute or two. */
import type { Actor, SubscriptionRef, TenantId, UserId } from '../../services/commerce/api/types.ts';
import { type Commerce, createCommerce } from '../../services/commerce/index.ts';
import type { Notifier } from '../../services/notices/ports.ts';
import { keptOf } from '../../services/privacy/families.ts';
import type { Redis } from '../../services/redis/client.ts';
import { tenantKeys } from '../../services/redis/keys.ts';
import { startBot } from '../../test/support/bots/running-bot.ts';
import { appendNotice, deliverAll, noticesFor, notifiedTenant } from '../../test/support/notices/notified-tenant.ts';
import { numbers } from '../../test/support/tenants/moving-tenant.ts';
import { START, userId } from '../../test/support/tenants/small-tenant.ts';
import { usedMemory, withServer } from '../server.ts';
import { count, printTable, type Row } from '../table.ts';
import { personId } from '../tenant-file.ts';
import { generatedActor, importGenerated } from '../tenants.ts';
import { grown, type Sizes, sizesOf } from './sizes.ts';

const PEOPLE = 5000;
const DAYS = 365;
/** Licenses that are given and taken back each day: two acts each. */
const BUSY = 50;
const DAY_MS = 24 * 60 * 60 * 1000;
const WEEK = 7;
/** Days that notices stay in the outbox. */
const OUTBOX_DAYS = 40;
const [NOTICES, TURNS] = [300, 200];

const each = (what: string, times: number, before: Sizes, after: Sizes): Row[] =>
  grown(before, after).map(([family, bytes]) => ({
    what: `bytes of ${what}: ${family}, kept ${keptOf(family)}`,
    result: count(bytes / times),
  }));

/** Lets go of what a server would have let go of in so long. */
const age = async (redis: Redis, tenantId: TenantId, ms: number): Promise<void> => {
  for await (const keys of redis.scanIterator({
    MATCH: tenantKeys(tenantId).operation('*' as UserId, '*'),
    COUNT: 1000,
  }))
    await Promise.all(keys.map(async (key) => redis.pExpire(key, Math.max(1, (await redis.pTTL(key)) - ms))));
};

interface Worker {
  readonly actor: Actor;
  readonly ref: SubscriptionRef;
  readonly people: readonly UserId[];
}

/** An admin who gives licenses of a subscription that lasts a year to one after another. */
const workersOf = async (commerce: Commerce, tenantId: TenantId): Promise<Worker[]> => {
  const actor = generatedActor(tenantId, 0);
  const [product] = await commerce.listCapacity(actor);
  if (!product) throw new Error('The generated tenant has no product');
  const order = { productId: product.product.id, quantity: BUSY, term: 'P1Y' } as const;
  const { ref } = await commerce.buyCentrally(actor, order, { operationId: crypto.randomUUID() });
  return numbers(0, BUSY - 1).map((n) => ({ actor, ref, people: [personId(PEOPLE - 1 - n) as UserId] }));
};

const measureYear = () =>
  withServer(async (server): Promise<Row[]> => {
    const { redis } = server;
    await redis.configSet('appendfsync', 'no');
    const tenantId = await importGenerated(server, { subscriptions: PEOPLE, people: PEOPLE, assigned: 5 });
    const [before, memoryBefore] = [await sizesOf(redis, tenantId), await usedMemory(redis)];
    let now = Date.now();
    const commerce = createCommerce({ redis, now: () => now });
    const workers = await workersOf(commerce, tenantId);
    for (let day = 1; day <= DAYS; day += 1) {
      const acts = workers.map(async ({ actor, ref, people }) => {
        await commerce.assignLicenses(actor, ref, people, { operationId: crypto.randomUUID() });
        await commerce.unassignLicenses(actor, ref, people, { operationId: crypto.randomUUID() });
      });
      await Promise.all(acts);
      now += DAY_MS;
      if (day % WEEK === 0) await age(redis, tenantId, WEEK * DAY_MS);
    }
    const acts = DAYS * workers.length * 2;
    await redis.xTrim(tenantKeys(tenantId).outbox, 'MAXLEN', OUTBOX_DAYS * workers.length * 2);
    const after = await sizesOf(redis, tenantId);
    return [
      ...each('an act, of a year', acts, before, after),
      {
        what: `bytes of Redis before a year of ${count(acts)} acts, and after it`,
        result: `${count(memoryBefore)}, ${count(await usedMemory(redis))}`,
      },
    ];
  });

const TAKES_ALL: Notifier = { send: async () => ({ ok: true, activityId: 'sent' }) };

const measureNotice = () =>
  withServer(async ({ redis }): Promise<Row[]> => {
    const people = { people: NOTICES + 1, admins: 1, withBot: numbers(1, NOTICES) };
    const tenantId = await notifiedTenant(redis, people);
    const before = await sizesOf(redis, tenantId);
    for (const n of numbers(1, NOTICES))
      await appendNotice(redis, tenantId, {
        kind: 'license-gained',
        subscription: 'S-1001' as SubscriptionRef,
        product: 'PLAIN' as never,
        by: userId(0),
        to: { user: userId(n) },
        subject: 'S-1001',
        at: START,
      });
    await deliverAll(noticesFor(redis, { notifier: TAKES_ALL }), tenantId);
    return each('a notice to one person', NOTICES, before, await sizesOf(redis, tenantId));
  });

const measureTurn = () =>
  withServer(async ({ redis }): Promise<Row[]> => {
    const bot = await startBot(redis);
    const { tenantId } = bot.contoso;
    const ask = () => bot.post({ ...bot.activity('Megan'), text: 'my licenses' });
    await ask();
    const before = await sizesOf(redis, tenantId);
    for (const _ of numbers(1, TURNS)) await ask();
    const rows = each('a sentence and its answer', TURNS, before, await sizesOf(redis, tenantId));
    await bot.close();
    return rows;
  });

printTable([...(await measureYear()), ...(await measureNotice()), ...(await measureTurn())]);
process.exit(0);
