import type { TenantId, TenantRecord } from '../commerce/api/types.ts';
import { readTenant } from '../commerce/store/tenants.ts';
import type { Redis } from '../redis/client.ts';
import { paymentKeys, TENANTS_KEY, tenantKeys } from '../redis/keys.ts';
import type { ErasureParts } from './erase-person.ts';
import { isOurs } from './families.ts';
import { familyOf, tenantOf } from './key-names.ts';
import type { Wanted } from './places/place.ts';
import { withoutDelegates } from './sweeping/delegates.ts';
import { type Piece, piecesOf } from './sweeping/pieces.ts';
import { removePieces } from './sweeping/rewriting.ts';

/** What erasing a tenant came to. */
export interface TenantErasureReport {
  /** Kind of thing → how many of it there were. */
  readonly counts: Readonly<Record<string, number>>;
  /** What still names the tenant: nothing, or it is to be done again. */
  readonly found: readonly string[];
}

/**
 * Erases a tenant: every key of its own, and what names it elsewhere, such as with its partners. Readers see it no more
 * from the first moment; done again after it was broken off, it does the rest.
 */
export const eraseTenant = async (parts: ErasureParts, tenantId: TenantId): Promise<TenantErasureReport> => {
  const { redis, places, past } = parts;
  const wanted = await wantedOf(redis, tenantId);
  const counts: Record<string, number> = {};
  // Its domain is known only as long as its record is there.
  for (const place of places) counts[place.name] = await place.erase(wanted);
  await redis.unlink(tenantKeys(tenantId).generation);
  const tokens = await cardsOf(redis, tenantId);
  for await (const trace of tracesOfTenant(redis, tenantId, tokens)) {
    counts[familyOf(trace.key)] = (counts[familyOf(trace.key)] ?? 0) + Math.max(trace.pieces.length, 1);
    await eraseTraceOfTenant(redis, tenantId, trace);
  }
  await redis.zRem(TENANTS_KEY, tenantId);
  await past?.erase(wanted);
  return { counts, found: await leftOf(parts, tenantId, wanted) };
};

/** How much there is of a tenant, by kind; nothing is changed. */
export const countTenant = async (
  { redis, places }: ErasureParts,
  tenantId: TenantId,
): Promise<Readonly<Record<string, number>>> => {
  const counts: Record<string, number> = {};
  for await (const { key, pieces } of tracesOfTenant(redis, tenantId, []))
    counts[familyOf(key)] = (counts[familyOf(key)] ?? 0) + Math.max(pieces.length, 1);
  const wanted = await wantedOf(redis, tenantId);
  for (const place of places) counts[place.name] = (await place.find(wanted)).length;
  return counts;
};

interface TenantTrace {
  readonly key: string;
  readonly type: string;
  /** The whole key is the tenant's. */
  readonly isOwn: boolean;
  readonly pieces: readonly Piece[];
}

const PAGE = 500;

async function* tracesOfTenant(
  redis: Redis,
  tenantId: TenantId,
  tokens: readonly string[],
): AsyncGenerator<TenantTrace> {
  const texts = [tenantId, ...tokens];
  for await (const keys of redis.scanIterator({ COUNT: PAGE })) {
    const found = await Promise.all(keys.map((key) => traceOfTenant(redis, key, texts)));
    yield* found.filter((trace) => trace !== undefined);
  }
}

/** What of other tenants can name one: those of its partners and customers. */
const NEIGHBOURLY: ReadonlySet<string> = new Set(['tenant', 'customers', 'preferences', 'dialogue']);

const traceOfTenant = async (redis: Redis, key: string, texts: readonly string[]): Promise<TenantTrace | undefined> => {
  const names = (text: string) => texts.some((each) => text.includes(each));
  if (key === TENANTS_KEY || !isOurs(key)) return undefined;
  if (names(key)) return { key, type: '', isOwn: true, pieces: [] };
  if (tenantOf(key) !== undefined && !NEIGHBOURLY.has(familyOf(key))) return undefined;
  const type = await redis.type(key);
  const pieces: Piece[] = [];
  for await (const page of piecesOf(redis, key, type))
    pieces.push(...page.filter(({ at, text }) => names(text) || (at !== undefined && names(at))));
  return pieces.length > 0 ? { key, type, isOwn: false, pieces } : undefined;
};

const eraseTraceOfTenant = async (redis: Redis, tenantId: TenantId, trace: TenantTrace): Promise<void> => {
  const { key, type, isOwn, pieces } = trace;
  if (isOwn) return void (await redis.unlink(key));
  if (familyOf(key) === 'tenant') return withoutDelegates(redis, key, (admin) => admin.tenantId === tenantId);
  await removePieces({ redis, key, type }, pieces);
  // What came of a set-up names nobody; its session is the only way to it.
  const session = key.startsWith(paymentKeys.setup('')) && key.slice(paymentKeys.setup('').length);
  if (session) await redis.unlink(paymentKeys.setUp(session));
};

/** What the payment provider calls the cards of a tenant's people. */
const cardsOf = async (redis: Redis, tenantId: TenantId): Promise<string[]> => {
  const tokens: string[] = [];
  for await (const keys of redis.scanIterator({ COUNT: PAGE }))
    for (const key of keys)
      if (tenantOf(key) === tenantId && familyOf(key) === 'payment-methods')
        for (const json of await redis.hVals(key)) tokens.push(...(/"token":"([^"]+)"/.exec(json)?.slice(1) ?? []));
  return tokens;
};

/** The tenant's id, and the addresses of its people in mails. */
const wantedOf = async (redis: Redis, tenantId: TenantId): Promise<Wanted> => {
  const domain = domainOf(await readTenant(redis, tenantId));
  return { has: (text) => text.includes(tenantId) || (domain !== undefined && text.toLowerCase().includes(domain)) };
};

const domainOf = (record: TenantRecord | undefined): string | undefined => record && `@${record.domain.toLowerCase()}`;

const leftOf = async ({ redis, places, past }: ErasureParts, tenantId: TenantId, wanted: Wanted): Promise<string[]> => {
  const found: string[] = [];
  for await (const { key } of tracesOfTenant(redis, tenantId, [])) found.push(key);
  for (const place of [...places, ...(past ? [past] : [])]) found.push(...(await place.find(wanted)));
  return found;
};
