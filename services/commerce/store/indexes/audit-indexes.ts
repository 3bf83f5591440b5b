import { tenantKeys } from '../../../redis/keys.ts';
import type { TenantId, UserId } from '../../api/types.ts';
import type { AuditEntry } from '../audit.ts';

/** Every index that leads to an entry: see `subjects` of the scripts, and of the plans of requests. */
export const indexesOfEntry = (
  tenantId: TenantId,
  { act, by, subject, details, before, after }: AuditEntry,
): string[] => {
  const { auditBy, auditOf } = tenantKeys(tenantId);
  const subjects = [
    subject,
    details['target'],
    ...(act === 'request-license' || act === 'withdraw-request' ? ['license-requests'] : []),
    ...(act === 'decide-requests' ? [...Object.keys(before), ...Object.keys(after)] : []),
  ];
  return [auditBy(by as UserId), ...subjects.filter((each) => typeof each === 'string').map(auditOf)];
};
