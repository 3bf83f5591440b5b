import { readPerson } from '../../directory/people.ts';
import type { Notice } from '../../notices/notice.ts';
import { tenantKeys } from '../../redis/keys.ts';
import { accept, refuse } from '../api/errors.ts';
import type { RequestDecisionInput } from '../api/requests.ts';
import type { LicenseRequest, ProductId, Versioned } from '../api/types.ts';
import { mayBuy, mayRequestInstead } from '../rules/eligibility.ts';
import { effectiveValue } from '../rules/policy.ts';
import { assignable } from '../rules/seats.ts';
import { readPolicies } from '../store/policies.ts';
import { forgetOldRequests, requestMember } from '../store/requests.ts';
import type { OpenTenant } from '../store/tenants.ts';
import { readRecords, recordsPlan } from '../store/transactions/record-change.ts';
import type { Operation, TransactionPlan } from '../store/transactions/transaction.ts';

/** A request as it was asked for. */
type Asked = Pick<LicenseRequest, 'id' | 'productId' | 'forUserIds' | 'message'>;

/** Plans a new request, and forgets some of those made before an instant (ms). */
export const planAsking = async (
  db: OpenTenant,
  { actor, at }: Operation,
  asked: Asked,
  forgottenBefore: number,
): Promise<TransactionPlan> => {
  await assertBlocked(db, asked.productId, actor.userId);
  const people = await Promise.all(
    asked.forUserIds.map(async (id) => ({ wanted: id, person: await readPerson(db, id) })),
  );
  accept(assignable(people));
  const request: LicenseRequest = { ...asked, requesterId: actor.userId, requestedAt: at, status: 'pending' };
  const { keys } = db;
  const member = requestMember(request);
  const forgotten = await forgetOldRequests(db, forgottenBefore);
  const plan = recordsPlan({
    writes: [{ key: keys.licenseRequests, id: request.id, before: undefined, after: request }, ...forgotten.writes],
    out: forgotten.out,
    into: [
      { key: keys.requestsByStatus('pending'), member },
      { key: keys.requestsOf(actor.userId), member },
    ],
    notices: [{ kind: 'request-made', request: request.id, to: { role: 'request-deciders' }, subject: request.id, at }],
    subjects: [tenantKeys(db.tenant.id).auditOf('license-requests')],
    becomes: { product: request.productId, forUserIds: request.forUserIds, status: 'pending' },
    answer: { request: request.id },
  });
  return { ...plan, subject: request.id };
};

/** A request is for what the policy alone keeps a person from buying. */
const assertBlocked = async (db: OpenTenant, productId: ProductId, requesterId: LicenseRequest['requesterId']) => {
  const product = db.products.get(productId);
  if (!product) return refuse({ code: 'no-such-product', wanted: productId, products: [...db.products.values()] });
  const person = (await readPerson(db, requesterId)) ?? refuse({ code: 'unknown-person' });
  const policyValue = effectiveValue((await readPolicies(db)).AllowSelfServicePurchase, productId);
  const verdict = mayBuy({ person, tenant: db.tenant, product, policyValue, kind: 'purchase' });
  if (verdict.ok) return refuse({ code: 'can-buy', product: productId });
  const { reason } = verdict;
  if (reason.code !== 'cannot-buy' || !mayRequestInstead(reason.rule)) refuse(reason);
};

/** Plans what becomes of some requests, and forgets some of those made before an instant (ms). */
export const planDeciding = async (
  db: OpenTenant,
  operation: Operation,
  decisions: readonly RequestDecisionInput[],
  forgottenBefore: number,
): Promise<TransactionPlan> => {
  const wanted = [...new Map(decisions.map((decision) => [decision.request, decision])).values()];
  const before = await pending(
    db,
    wanted.map(({ request }) => request),
    forgottenBefore,
  );
  const after = before.map((request, i) => decided(request, wanted[i], operation));
  const forgotten = await forgetOldRequests(db, forgottenBefore);
  const { keys } = db;
  const statuses = (requests: readonly LicenseRequest[]) =>
    Object.fromEntries(requests.map(({ id, status }) => [id, status]));
  return recordsPlan({
    writes: [
      ...before.map((request, i) => ({ key: keys.licenseRequests, id: request.id, before: request, after: after[i] })),
      ...forgotten.writes,
    ],
    out: [
      ...before.map((request) => ({ key: keys.requestsByStatus('pending'), member: requestMember(request) })),
      ...forgotten.out,
    ],
    into: after.map((request) => ({ key: keys.requestsByStatus(request.status), member: requestMember(request) })),
    notices: after.flatMap((request) => noticesOf(request, operation)),
    was: statuses(before),
    becomes: statuses(after),
    subjects: before.map(({ id }) => tenantKeys(db.tenant.id).auditOf(id)),
    answer: { decided: before.map(({ id }) => id) },
  });
};

/** Refuses `no-such-request`, `request-withdrawn`, `already-decided`. */
export const pending = async (
  db: OpenTenant,
  ids: readonly string[],
  forgottenBefore: number,
): Promise<Versioned<LicenseRequest>[]> => {
  const found = await readRecords<LicenseRequest>(db, db.keys.licenseRequests, ids);
  const requests = found.map((request, i) =>
    request && request.requestedAt >= forgottenBefore
      ? request
      : refuse({ code: 'no-such-request', wanted: ids[i] ?? '' }),
  );
  const withdrawn = requests.filter(({ status }) => status === 'withdrawn');
  if (withdrawn.length > 0) refuse({ code: 'request-withdrawn', requests: withdrawn });
  const settled = requests.filter(({ status }) => status !== 'pending');
  return settled.length === 0 ? requests : refuse({ code: 'already-decided', requests: settled });
};

const decided = (
  request: Versioned<LicenseRequest>,
  deciding: RequestDecisionInput | undefined,
  { actor, at }: Operation,
): LicenseRequest => {
  if (!deciding) throw new Error(`Nothing is decided about request ${request.id}`);
  const { decision: status, message = '' } = deciding;
  return { ...request, status, decision: { byUserId: actor.userId, at, message: message.trim() } };
};

/** Everybody whom the request is from or for is told once. */
const noticesOf = ({ id, status, requesterId, forUserIds }: LicenseRequest, { actor, at }: Operation): Notice[] => {
  if (status !== 'approved' && status !== 'denied') return [];
  return [...new Set([requesterId, ...forUserIds])].map((user) => ({
    kind: 'request-decided',
    request: id,
    decision: status,
    by: actor.userId,
    to: { user },
    subject: id,
    at,
  }));
};
