import type { TenantId } from '../../../services/commerce/api/types.ts';
import { reconcile } from '../../../services/commerce/index.ts';
import { createSandboxPayments } from '../../../services/payments/sandbox.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { tenantKeys } from '../../../services/redis/keys.ts';
import { fingerprint } from '../../proof/fingerprint.ts';
import { disagreements } from '../redis/recount.ts';
import { takeSnapshot } from '../redis/snapshot.ts';
import type { Channel } from '../stand-ins/channel.ts';

/** What a tenant has come to: what it has, what was done, what is told of it, in lines that are the same for the same acts. */
export interface Reckoning {
  readonly lines: readonly string[];
  /** Cards that were to tell people of it. */
  readonly cards: number;
}

/** Of no account for the things of a tenant: questions, answers, deliveries and the like. */
const OF_ACCOUNT = /^\{guid\}:(?:g\w{12}:|audit|outbox |references )/;

const withoutTime = (line: string): string =>
  line
    .replace(/:g\w{12}:/, ':')
    .replace(/\d{12,}/g, 'time')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time');

export const reckon = async (redis: Redis, tenantId: TenantId): Promise<Reckoning> => {
  const lines = fingerprint(await takeSnapshot(redis, tenantId));
  return {
    lines: lines
      .filter((line) => OF_ACCOUNT.test(line))
      .map(withoutTime)
      .sort(),
    cards: (await deliveriesOf(redis, tenantId)).filter(({ medium }) => medium === 'card').length,
  };
};

/** Lines that are missing, and lines that nothing explains. */
export const compared = (found: Reckoning, expected: Reckoning) => ({
  lost: without(expected.lines, found.lines),
  doubled: without(found.lines, expected.lines),
});

/** The lines of the one that the other does not have, as often as it has them. */
const without = (lines: readonly string[], others: readonly string[]): string[] => {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
};

/** Sentences about what does not add up in a tenant: seats, counters, indexes, the audit trail, money. */
export const faultsOf = async (redis: Redis, tenantId: TenantId): Promise<string[]> => {
  const tenant = await takeSnapshot(redis, tenantId);
  const { differences } = await reconcile({ redis, books: createSandboxPayments(redis) }, tenantId, Date.now());
  return [...disagreements(tenant), ...differences.map((difference) => JSON.stringify(difference))];
};

type DeliveryHash = Readonly<Record<string, string>>;

const deliveriesOf = async (redis: Redis, tenantId: TenantId): Promise<DeliveryHash[]> => {
  const keys = tenantKeys(tenantId);
  const ids = await redis.zRange(keys.noticeDeliveries('all'), 0, -1);
  return Promise.all(ids.map((id) => redis.hGetAll(keys.noticeDelivery(id))));
};

/**
 * Cards that came unasked too seldom, and too often. One whose process died over it is told by mail as well: it may have
 * come, and it may not.
 */
export const noticesMissed = async (redis: Redis, channel: Channel, tenantId: TenantId) => {
  const deliveries = await deliveriesOf(redis, tenantId);
  const cards = (...of: string[]) =>
    deliveries.filter(({ medium, status = '' }) => medium === 'card' && of.includes(status));
  const arrived = channel.sent.filter(
    (sent) =>
      sent.method === 'POST' &&
      sent.conversationId.includes(tenantId) &&
      sent.activity['replyToId'] === undefined &&
      !channel.refused.has(sent),
  ).length;
  const isMailed = ({ notice, user, alsoMailed }: DeliveryHash) =>
    alsoMailed === '1' ||
    deliveries.some((each) => each['medium'] === 'mail' && each['notice'] === notice && each['user'] === user);
  const [sent, unknown] = [cards('sent').length, cards('unknown', 'sending')];
  return {
    lost: Math.max(0, sent - arrived) + cards('unknown').filter((each) => !isMailed(each)).length,
    doubled: Math.max(0, arrived - sent - unknown.length),
    unknown: unknown.length,
  };
};
