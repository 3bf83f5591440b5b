import assert from 'node:assert/strict';
import { createMailWriter } from '../../../bot/features/notices/mail-writer.ts';
import { noticeCard } from '../../../bot/features/notices/notice-card.ts';
import { createConversations } from '../../../services/conversations/references.ts';
import { outgoingOf } from '../../../services/notices/delivering/outgoing.ts';
import type { Delivery } from '../../../services/notices/delivery.ts';
import { planNext } from '../../../services/notices/planning/planning.ts';
import { deliveryStore } from '../../../services/notices/store.ts';
import { tenantKeys } from '../../../services/redis/keys.ts';
import { userId } from '../../support/tenants/small-tenant.ts';
import { heard } from '../world/news.ts';
import type { World } from '../world/world.ts';
import type { Real } from './real.ts';

/** What people are told since the last time: a line for each card and mail, as the bot would word it now. */
export const hear = async (real: Real): Promise<string[]> => {
  const { redis, tenantId, preferences } = real;
  const store = deliveryStore(redis, tenantId);
  while (await planNext({ conversations: createConversations(redis), preferences }, store));
  const planned = await redis.zRange(tenantKeys(tenantId).noticeDeliveries('planned'), 0, -1);
  const lines: string[] = [];
  for (const id of planned.filter((each) => !real.heard.has(each))) {
    real.heard.add(id);
    const delivery = await store.read(id);
    if (delivery && (await isWorded(real, store, delivery))) lines.push(lineOf(delivery));
  }
  return lines.sort();
};

const isWorded = async (
  { redis, commerce, preferences }: Real,
  store: ReturnType<typeof deliveryStore>,
  delivery: Delivery,
): Promise<boolean> => {
  const outgoing = await outgoingOf(preferences, store, delivery);
  if ('why' in outgoing) return false;
  const parts = { commerce, conversations: createConversations(redis) };
  const worded = delivery.medium === 'card' ? noticeCard(parts, outgoing) : createMailWriter(parts).write(outgoing);
  return (await worded) !== undefined;
};

const NUMBERS = new Map(Array.from({ length: 16 }, (_, n) => [userId(n) as string, n]));

export const numberOf = (user: string): number => NUMBERS.get(user) ?? Number.NaN;

const lineOf = ({ kind, subject, to, medium }: Delivery): string =>
  `${kind} ${subject} to ${'user' in to ? numberOf(to.user) : to.conversation} by ${medium}`;

/** The same where a file has taken the place of what some of it was about: of that nothing is told any more. */
export const assertHeardInPart = (world: World, lines: readonly string[]): void => {
  const all = heard(world);
  assert.deepEqual(
    lines.filter((line) => !all.includes(line)),
    [],
    'what people are told',
  );
};

/** Each is told what the world says, once. */
export const assertHeard = (world: World, lines: readonly string[]): void =>
  assert.deepEqual(lines, heard(world), 'what people are told');
