import type { TenantId } from '../../commerce/api/types.ts';
import { readBusiness } from '../../commerce/import/replacing/standing.ts';
import { openTenant } from '../../commerce/store/tenants.ts';
import type { Redis } from '../../redis/client.ts';
import { tenantKeys } from '../../redis/keys.ts';
import type { Head } from '../format.ts';
import { notAskedToReplace } from '../refusals.ts';

/** Entries counted at a time. */
const PAGE = 1000;

/**
 * Judges whether a backup may be brought back.
 * @throws {BackupRefused} the tenant has data, and it is not asked for to replace that
 */
export const judgeRestore = async (redis: Redis, { tenant, lastChange }: Head, replace: boolean): Promise<void> => {
  const tenantId = tenant.id as TenantId;
  const { generation, payments } = await readBusiness(redis, tenantId);
  if (generation === '' || replace) return;
  const db = await openTenant(redis, tenantId);
  const moving = await redis.zRange(db.keys.moves, 0, -1);
  const changes = await changesSince(redis, tenantId, lastChange);
  throw notAskedToReplace({ tenantName: db.tenant.name, changes, moving, payments });
};

const changesSince = async (redis: Redis, tenantId: TenantId, last: string): Promise<number> => {
  let count = 0;
  for (let from = last === '' ? '-' : `(${last}`; ; ) {
    const page = (await redis.xRange(tenantKeys(tenantId).audit, from, '+', { COUNT: PAGE })) ?? [];
    count += page.length;
    const end = page.at(-1);
    if (!end || page.length < PAGE) return count;
    from = `(${end.id}`;
  }
};
