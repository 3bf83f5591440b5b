import { tenantKeys } from '../../redis/keys.ts';
import { refuse } from '../api/errors.ts';
import type { LicenseRequest } from '../api/types.ts';
import { requestMember } from '../store/requests.ts';
import type { OpenTenant } from '../store/tenants.ts';
import { recordsPlan } from '../store/transactions/record-change.ts';
import type { Operation, TransactionPlan } from '../store/transactions/transaction.ts';
import { pending } from './request-plans.ts';

/** Plans that a person takes back a request of theirs that waits. What was made before an instant (ms) is kept no longer. */
export const planWithdrawing = async (
  db: OpenTenant,
  { actor }: Operation,
  id: LicenseRequest['id'],
  forgottenBefore: number,
): Promise<TransactionPlan> => {
  const [request] = await pending(db, [id], forgottenBefore);
  if (request?.requesterId !== actor.userId) return refuse({ code: 'no-such-request', wanted: id });
  const { keys } = db;
  const member = requestMember(request);
  return recordsPlan({
    writes: [{ key: keys.licenseRequests, id, before: request, after: { ...request, status: 'withdrawn' } }],
    out: [{ key: keys.requestsByStatus('pending'), member }],
    into: [{ key: keys.requestsByStatus('withdrawn'), member }],
    was: { product: request.productId, status: request.status },
    becomes: { product: request.productId, status: 'withdrawn' },
    subjects: [tenantKeys(db.tenant.id).auditOf('license-requests')],
    answer: { request: id },
  });
};
