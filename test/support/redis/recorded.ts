import { readFile } from 'node:fs/promises';
import type { TenantId } from '../../../services/commerce/api/types.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { TENANTS_KEY } from '../../../services/redis/keys.ts';
import { freshTenantId } from './redis.ts';

/** Keys with what is in them, as a version of the product wrote them. */
type Recording = Readonly<Record<string, RecordedKey>>;

type RecordedKey = { readonly passing?: true } & (
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'hash'; readonly value: Record<string, string> }
  | { readonly type: 'zset'; readonly value: Readonly<Record<string, number>> }
  | { readonly type: 'list'; readonly value: string[] }
  | { readonly type: 'stream'; readonly value: readonly (readonly [id: string, fields: Record<string, string>])[] }
);

/** The tenant of the recordings. */
const RECORDED = '7f3c0c52-5a1e-4d0e-9d4b-0a6d1a2b3c4d';

/**
 * What the first version wrote: it imported a tenant of six people, and they changed things with it, a dozen times
 * within one millisecond; S-1001 is being moved. Made by running that version.
 */
export const FIRST_VERSION = new URL('../../services/commerce/migrations/first-version.json', import.meta.url);

/** Its people, by their place in the recording: Adele is Global Administrator, Birgit Billing Administrator. */
export const recordedUser = (n: number): string => `aaaaaaaa-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Writes a recording, as the data of a tenant that nobody else has. */
export const writeRecorded = async (redis: Redis, file: URL): Promise<TenantId> => {
  const tenantId = freshTenantId();
  const recording: Recording = JSON.parse((await readFile(file, 'utf8')).replaceAll(RECORDED, tenantId));
  await redis.zAdd(TENANTS_KEY, { score: 0, value: tenantId });
  await Promise.all(Object.entries(recording).map((entry) => writeKey(redis, entry)));
  return tenantId;
};

const writeKey = async (redis: Redis, [key, recorded]: [string, RecordedKey]): Promise<void> => {
  const { type, value } = recorded;
  if (type === 'string') await redis.set(key, value);
  else if (type === 'hash') await redis.hSet(key, value);
  else if (type === 'list') await redis.rPush(key, value);
  else if (type === 'zset')
    await redis.zAdd(
      key,
      Object.entries(value).map(([member, score]) => ({ value: member, score })),
    );
  else for (const [id, fields] of value) await redis.xAdd(key, id, fields);
  if (recorded.passing) await redis.expire(key, 3600);
};
