import { randomUUID } from 'node:crypto';
import type { SubscriptionRef, TenantId } from '../../../../services/commerce/api/types.ts';
import { createCommerce } from '../../../../services/commerce/index.ts';
import { noteTenant } from '../../../../services/commerce/store/tenant-list.ts';
import type { Redis } from '../../../../services/redis/client.ts';
import { generationKeys, tenantKeys } from '../../../../services/redis/keys.ts';
import { ledgerFault } from '../../redis/ledger.ts';
import { disagreements } from '../../redis/recount.ts';
import { takeSnapshot } from '../../redis/snapshot.ts';
import type { Channel } from '../../stand-ins/channel.ts';
import { numbers, SOURCE, TARGET } from '../../tenants/moving-tenant.ts';
import { actorIn, DAY, GENERATION, userId, writeSmallTenant } from '../../tenants/small-tenant.ts';
import { noticesMissed } from '../reckoning.ts';
import { untilSettled } from '../settling.ts';
import { answersTo, introduce } from '../teams-side.ts';
import { type Done, type Load, startLoad } from './load.ts';

/** People who each change the number of licenses of their own purchase; the card of person 2 is declined. */
const WRITERS = [3, 4, 5];
const READER = 1;
const MOVED = numbers(101, 130);
const ownOf = (n: number) => `S-110${n}` as SubscriptionRef;

/** A tenant of today in which people are busy, and an admin moves others meanwhile. */
export const loadedTenant = async (redis: Redis, channel: Channel): Promise<TenantId> => {
  const dates = { createdAt: Date.now() - 30 * DAY, expiresAt: Date.now() + 300 * DAY };
  const people = (MOVED.at(-1) ?? 0) + 1;
  const tenantId = await writeSmallTenant(
    redis,
    {
      people,
      subscriptions: [
        ...WRITERS.map((n) => ({ ...dates, ref: ownOf(n), purchaserId: userId(n), quantity: 1 })),
        { ...dates, ref: SOURCE, holders: MOVED, purchaserId: userId(6) },
        { ...dates, ref: TARGET, quantity: MOVED.length },
      ],
    },
    randomUUID() as TenantId,
  );
  await noteTenant(redis, tenantId, Date.now());
  const all = numbers(0, people - 1).map((n) => ({ tenantId, userId: userId(n) }));
  await introduce(redis, all, channel.url);
  return tenantId;
};

/** Sets its people to work at these bots. */
export const letWork = (tenantId: TenantId, ports: readonly number[], channel: Channel): Load => {
  const who = (n: number) => ({ tenantId, userId: userId(n) });
  return startLoad({ ports, channel }, [
    ...WRITERS.map((n) => ({
      who: who(n),
      says: (time: number) => ({
        text: `set ${ownOf(n)} to ${time + 1} licenses`,
        presses: 'set-quantity',
        receipt: new RegExp(`^Licenses of ${ownOf(n)} saved`),
      }),
    })),
    { who: who(READER), says: () => ({ text: 'my licenses' }) },
    {
      who: who(0),
      times: 1,
      says: () => ({ text: `move users from ${SOURCE} to ${TARGET}`, presses: 'move-users', receipt: /moved/ }),
    },
  ]);
};

/** What has come of it. */
export interface Outcome {
  readonly lost: number;
  readonly doubled: number;
  /** Sentences that were answered twice. */
  readonly answeredTwice: number;
  readonly confirmed: number;
  readonly faults: readonly string[];
}

/** Ends the work, waits until nothing is left to do, and counts what is there against what people were told. */
export const reckonWork = async (redis: Redis, channel: Channel, tenantId: TenantId, load: Load): Promise<Outcome> => {
  const done = await load.finish();
  const commerce = createCommerce({ redis, now: Date.now });
  const isMoved = async () => (await commerce.getMove(actorIn(tenantId, 0), SOURCE)).state === 'finished';
  while (!(await isMoved())) await new Promise((again) => setTimeout(again, 50));
  await untilSettled(redis, tenantId);
  const acts = await actsOf(redis, tenantId);
  const writers = await Promise.all(WRITERS.map((n) => writerOutcome(redis, tenantId, n, done, acts)));
  const answers = load.said.map((activity) => answersTo(channel, activity).length);
  const notices = await noticesMissed(redis, channel, tenantId);
  const tenant = await takeSnapshot(redis, tenantId);
  const ledger = await ledgerFault(redis, tenant);
  const sum = (of: (each: { lost: number; doubled: number }) => number) =>
    [...writers, notices].reduce((all, each) => all + of(each), 0);
  return {
    lost: sum(({ lost }) => lost) + answers.filter((count) => count === 0).length,
    doubled: sum(({ doubled }) => doubled),
    answeredTwice: answers.filter((count) => count > 1).length,
    confirmed: done.reduce((all, { confirmed }) => all + confirmed, 0),
    faults: [...disagreements(tenant), ...(ledger ? [ledger] : []), ...load.surprises],
  };
};

/** The subjects of all acts, as the audit trail has them. */
const actsOf = async (redis: Redis, tenantId: TenantId): Promise<string[]> =>
  ((await redis.xRange(tenantKeys(tenantId).audit, '-', '+')) ?? []).map(({ message }) => {
    const { act, subject } = JSON.parse(message['entry'] ?? '{}');
    return `${act} ${subject}`;
  });

const writerOutcome = async (
  redis: Redis,
  tenantId: TenantId,
  n: number,
  done: readonly Done[],
  acts: readonly string[],
) => {
  const confirmed = done.find(({ who }) => who.userId === userId(n))?.confirmed ?? 0;
  const acted = acts.filter((act) => act === `set-quantity ${ownOf(n)}`).length;
  const quantity = Number(await redis.hGet(generationKeys(tenantId, GENERATION).subscription(ownOf(n)), 'quantity'));
  return {
    lost: Math.max(0, confirmed - acted) + Math.max(0, confirmed + 1 - quantity),
    doubled: Math.max(0, acted - confirmed),
  };
};
