import { tenantKeys } from '../../redis/keys.ts';
import type { AuditFilter, AuditSlice } from '../api/audit.ts';
import type { UserId } from '../api/types.ts';
import type { OpenTenant } from './tenants.ts';
import { fromLua } from './transactions/lua-json.ts';

/** One change, as the trail tells it. */
export interface AuditEntry {
  /** Position in the trail, `milliseconds-number`. */
  readonly id: string;
  readonly act: string;
  readonly subject: string;
  readonly by: UserId;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly operation: string;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
  /** What the act tells besides. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** Newest first, with cursors for the neighbouring slices, absent at the ends. */
interface AuditEntries {
  readonly entries: readonly AuditEntry[];
  readonly older?: string;
  readonly newer?: string;
}

/** Entries read at a time. A filter that few entries pass costs several such steps, each of the same size. */
const STEP = 100;

/** A slice of the audit trail. A subject or a person is read from an index of its own. */
export const auditEntries = async (
  db: OpenTenant,
  filter: AuditFilter,
  { limit, olderThan, newerThan }: AuditSlice,
): Promise<AuditEntries> => {
  const backwards = newerThan !== undefined && olderThan === undefined;
  const found: AuditEntry[] = [];
  for await (const entry of walk(db, filter, backwards, backwards ? newerThan : olderThan)) {
    found.push(entry);
    if (found.length > limit) break;
  }
  const more = found.length > limit;
  const entries = backwards ? found.slice(0, limit).reverse() : found.slice(0, limit);
  const [first, last] = [entries[0], entries.at(-1)];
  return {
    entries,
    ...(last && (backwards || more) && { older: last.id }),
    ...(first && (backwards ? more : olderThan !== undefined) && { newer: first.id }),
  };
};

/** The newest entry of a subject that an operation made. Walks the entries of that subject. */
export const entryOfOperation = async (
  db: OpenTenant,
  subject: string,
  operation: string,
): Promise<AuditEntry | undefined> => {
  for await (const entry of walk(db, { subject }, false, undefined)) if (entry.operation === operation) return entry;
  return undefined;
};

/** Every entry that passes a filter, newest first, some at a time; entries made meanwhile are left out. */
export const auditSteps = (db: OpenTenant, filter: AuditFilter): AsyncGenerator<AuditEntry[]> =>
  steps(db, filter, false, undefined);

/** Matching entries from the cursor on, newest first, or oldest first when walking backwards. */
async function* walk(...from: Parameters<typeof steps>): AsyncGenerator<AuditEntry> {
  for await (const entries of steps(...from)) yield* entries;
}

async function* steps(
  db: OpenTenant,
  filter: AuditFilter,
  backwards: boolean,
  cursor: string | undefined,
): AsyncGenerator<AuditEntry[]> {
  const step = filter.subject !== undefined || filter.by !== undefined ? indexStep : trailStep;
  for (let from = cursor; ; ) {
    const entries = await step(db, filter, backwards, from);
    yield entries.filter((entry) => matches(entry, filter));
    from = entries.at(-1)?.id;
    if (from === undefined || entries.length < STEP) return;
  }
}

const matches = (entry: AuditEntry, { by, products }: AuditFilter): boolean =>
  (by === undefined || entry.by === by) &&
  (products === undefined || products.some((product) => product in entry.before || product in entry.after));

type Step = (
  db: OpenTenant,
  filter: AuditFilter,
  backwards: boolean,
  cursor: string | undefined,
) => Promise<AuditEntry[]>;

/** From the trail itself, whose ids begin with the time. */
const trailStep: Step = async ({ redis, tenant }, { from = '-', to = '+' }, backwards, cursor) => {
  const { audit } = tenantKeys(tenant.id);
  const [lowest, highest] = [String(from), String(to)];
  const entries = backwards
    ? await redis.xRange(audit, `(${cursor}`, highest, { COUNT: STEP })
    : await redis.xRevRange(audit, cursor === undefined ? highest : `(${cursor}`, lowest, { COUNT: STEP });
  return decodeAll(entries);
};

/** From the index of a subject or a person, by rank: only the oldest leave these indexes. */
const indexStep: Step = async (db, { subject, by, from, to }, backwards, cursor) => {
  const { redis, tenant } = db;
  const keys = tenantKeys(tenant.id);
  const index = subject === undefined ? keys.auditBy(by as UserId) : keys.auditOf(subject);
  const [below, upTo, rank] = await Promise.all([
    from === undefined ? 0 : redis.zCount(index, '-inf', `(${from}`),
    redis.zCount(index, '-inf', to ?? '+inf'),
    cursor === undefined ? null : redis.zRank(index, indexMemberOf(cursor)),
  ]);
  const start = backwards ? Math.max(below, (rank ?? -1) + 1) : Math.max(below, Math.min(upTo, rank ?? upTo) - STEP);
  const end = backwards ? Math.min(upTo, start + STEP) : Math.min(upTo, rank ?? upTo);
  if (end <= start) return [];
  const ids = (await redis.zRange(index, start, end - 1)).map(idOf);
  return readEntries(db, backwards ? ids : ids.reverse());
};

/** How the indexes write an id; see `indexed` of the scripts. */
export const indexMemberOf = (id: string): string => id.replace(/\d+$/, (number) => number.padStart(12, '0'));
const idOf = (member: string): string => member.replace(/-0+(?=\d)/, '-');

const readEntries = async ({ redis, tenant }: OpenTenant, ids: readonly string[]): Promise<AuditEntry[]> => {
  const { audit } = tenantKeys(tenant.id);
  const found = await Promise.all(ids.map((id) => redis.xRange(audit, id, id)));
  return decodeAll(found.flat());
};

type StreamEntry = { readonly id: string; readonly message: Record<string, string> };

const decodeAll = (entries: readonly (StreamEntry | null)[] | null): AuditEntry[] =>
  (entries ?? []).flatMap((entry) => (entry ? [decodeEntry(entry)] : []));

export const decodeEntry = ({ id, message }: StreamEntry): AuditEntry => {
  const { act, subject, by, at, operation, ...details } = JSON.parse(message['entry'] ?? '{}');
  const [before, after] = [changes(message['before']), changes(message['after'])];
  return { id, act, subject, by, at, operation, before, after, details };
};

/** Fields that a change had or has; a script that has none to tell writes an empty table. */
const changes = (json: string | undefined): Record<string, unknown> => {
  const value = fromLua<Record<string, unknown> | unknown[]>(json ?? '{}');
  return Array.isArray(value) ? {} : value;
};
