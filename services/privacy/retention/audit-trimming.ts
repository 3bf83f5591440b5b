import type { TenantId, UserId } from '../../commerce/api/types.ts';
import { type AuditEntry, decodeEntry, indexMemberOf } from '../../commerce/store/audit.ts';
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
      for (const index of indexesOf(tenantId, entry)) step.zRem(index, indexMemberOf(entry.id));
    await step
      .xDel(
        audit,
        entries.map(({ id }) => id),
      )
      .exec();
  }
};

/** Every index that leads to an entry: see `subjects` of the scripts, and of the plans of requests. */
const indexesOf = (tenantId: TenantId, { act, by, subject, details, before, after }: AuditEntry): string[] => {
  const { auditBy, auditOf } = tenantKeys(tenantId);
  const subjects = [
    subject,
    details['target'],
    ...(act === 'request-license' || act === 'withdraw-request' ? ['license-requests'] : []),
    ...(act === 'decide-requests' ? [...Object.keys(before), ...Object.keys(after)] : []),
  ];
  return [auditBy(by as UserId), ...subjects.filter((each) => typeof each === 'string').map(auditOf)];
};
