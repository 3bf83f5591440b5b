import type { TenantId } from '../../commerce/api/types.ts';
import { decodeEntry, indexMemberOf } from '../../commerce/store/audit.ts';
import { indexesOfEntry } from '../../commerce/store/indexes/audit-indexes.ts';
import type { Redis } from '../../redis/client.ts';
import { tenantKeys } from '../../redis/keys.ts';

/** Entries that one step takes out. */
const STEP = 200;

/** Takes the entries made before an instant (ms) out of a tenant's trail and out of its indexes, in steps. */
export const trimAudit = async (
  redis: Redis,
  tenantId: TenantId,
  before: number,
  signal?: AbortSignal,
): Promise<void> => {
  const { audit } = tenantKeys(tenantId);
  if (before <= 0) return;
  for (;;) {
    signal?.throwIfAborted();
    const found = (await redis.xRange(audit, '-', String(before - 1), { COUNT: STEP })) ?? [];
    const entries = found.flatMap((entry) => (entry ? [decodeEntry(entry)] : []));
    if (entries.length === 0) return;
    const step = redis.multi();
    for (const entry of entries)
      for (const index of indexesOfEntry(tenantId, entry)) step.zRem(index, indexMemberOf(entry.id));
    await step
      .xDel(
        audit,
        entries.map(({ id }) => id),
      )
      .exec();
  }
};
