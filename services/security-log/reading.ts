import type { TenantId, UserId } from '../commerce/api/types.ts';
import type { Redis } from '../redis/client.ts';
import { tenantKeys } from '../redis/keys.ts';
import type { SecurityEvent } from './events.ts';

/** One entry of a tenant's log. */
export interface SecurityEntry extends Omit<SecurityEvent, 'tenantId'> {
  /** Its place in the log. */
  readonly id: string;
  /** When it happened first and last, in ms since 1970. */
  readonly at: number;
  readonly until: number;
  readonly count: number;
}

export interface SecurityQuery {
  readonly limit: number;
  readonly userId?: UserId | undefined;
  /** Entries older than the one with this id; from the newest on if not given. */
  readonly olderThan?: string | undefined;
}

interface SecurityPage {
  readonly entries: readonly SecurityEntry[];
  /** Leads to the entries that follow, if there are any. */
  readonly older?: string;
}

/** Entries read at a time. */
const STEP = 500;

/** A page of a tenant's security log, the newest first. */
export const securityPage = async (
  redis: Redis,
  tenantId: TenantId,
  { limit, userId, olderThan }: SecurityQuery,
): Promise<SecurityPage> => {
  const found: SecurityEntry[] = [];
  for await (const entry of entriesOf(redis, tenantId, olderThan)) {
    if (userId === undefined || entry.userId === userId) found.push(entry);
    if (found.length > limit) break;
  }
  const entries = found.slice(0, limit);
  const last = entries.at(-1);
  return { entries, ...(found.length > limit && last && { older: last.id }) };
};

async function* entriesOf(redis: Redis, tenantId: TenantId, olderThan: string | undefined) {
  for (let before = olderThan; ; ) {
    const end = before === undefined ? '+' : `(${idOf(before)}`;
    const step = (await redis.xRevRange(tenantKeys(tenantId).securityLog, end, '-', { COUNT: STEP })) ?? [];
    for (const { id, message } of step) yield entryOf(placeOf(id), message);
    const last = step.at(-1);
    if (last === undefined || step.length < STEP) return;
    before = placeOf(last.id);
  }
}

/** An id of the stream and a place in the log, which is short and unlike the number of a card. */
const placeOf = (id: string): string => inBase(id, 10, 36);
const idOf = (place: string): string => inBase(place, 36, 10);

const inBase = (id: string, from: number, to: number): string =>
  id
    .split('-')
    .map((number) => Number.parseInt(number, from).toString(to))
    .join('-');

const entryOf = (id: string, { kind, userId, what, why, ...rest }: Record<string, string>): SecurityEntry => ({
  id,
  kind: kind as SecurityEntry['kind'],
  ...(userId && { userId: userId as UserId }),
  ...(what && { what }),
  ...(why && { why }),
  at: Number(rest['at']),
  until: Number(rest['until']),
  count: Number(rest['count']),
});
