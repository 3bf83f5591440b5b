import { readPeople, readPerson } from '../../directory/people.ts';
import { accept, refuse } from '../api/errors.ts';
import type { NewLicenseRequest, RequestDecisionInput, RequestSlice, RequestSummary } from '../api/requests.ts';
import type { Page } from '../api/subscriptions.ts';
import { type Actor, type LicenseRequest, REQUEST_STATUSES, type RequestStatus, type UserId } from '../api/types.ts';
import { type Intent, operationOf } from '../core/operations.ts';
import type { Service } from '../core/service.ts';
import { may } from '../rules/access.ts';
import { monthsBefore } from '../rules/term.ts';
import { checkText } from '../rules/text.ts';
import { readRequest, requestPage } from '../store/requests.ts';
import type { OpenTenant } from '../store/tenants.ts';
import { resultOf, runTransaction } from '../store/transactions/transaction.ts';
import { planAsking, planDeciding } from './request-plans.ts';
import { planWithdrawing } from './withdrawing.ts';

/** Months that a request is kept. */
const KEPT_MONTHS = 12;
const LONGEST_MESSAGE = 2000;
/** Requests that one act may decide. */
const MOST_DECIDED = 100;

/** Asking for licenses that the policy lets nobody buy, and deciding about it. Requests are kept for 12 months. */
export const createRequestOperations = (service: Service) => ({
  /**
   * Asks the people who hand out licenses for a product that the policy does not let the actor buy; tells them. Refuses
   * `forbidden`, `no-such-product`, `can-buy`, `cannot-buy` where more than the policy is in the way,
   * `too-many-people`, `not-assignable-people`, `text-too-long`, `bad-text`, `card-number`.
   */
  async requestLicense(
    actor: Actor,
    request: NewLicenseRequest,
    intent: Intent,
  ): Promise<{ readonly request: string }> {
    service.requireRight(actor, 'request-license');
    const { productId, forUserIds = [actor.userId], message = '' } = request;
    accept(checkText('message', message, LONGEST_MESSAGE));
    if (forUserIds.length === 0) refuse({ code: 'nothing-asked' });
    const operation = operationOf(service, actor, intent);
    const asked = { productId, forUserIds: [...new Set(forUserIds)], message: message.trim() };
    const head = { operation, subject: 'license-requests', act: 'request-license', asked };
    const id = service.newId();
    const answer = await runTransaction<{ request: string }>(await service.open(actor), head, (db) =>
      planAsking(db, operation, { id, ...asked }, forgottenBefore(operation.at)),
    );
    return resultOf(answer);
  },

  /** Everybody's requests, the newest first: those of a status, or all. Refuses `forbidden`. */
  async listRequests(
    actor: Actor,
    status: RequestStatus | 'all',
    slice: RequestSlice,
  ): Promise<Page<RequestSummary, string>> {
    service.requireRight(actor, 'decide-requests');
    const db = await service.open(actor);
    const indexes = (status === 'all' ? REQUEST_STATUSES : [status]).map((each) => db.keys.requestsByStatus(each));
    return summaries(db, await requestPage(db, indexes, slice, forgottenBefore(service.now())));
  },

  /** The actor's own requests, the newest first. Refuses `forbidden`. */
  async listOwnRequests(actor: Actor, slice: RequestSlice): Promise<Page<RequestSummary, string>> {
    service.requireRight(actor, 'request-license');
    const db = await service.open(actor);
    const page = await requestPage(db, [db.keys.requestsOf(actor.userId)], slice, forgottenBefore(service.now()));
    return summaries(db, page);
  },

  /** One request, of those whom it concerns and those who decide. Refuses `no-such-request`, also to anybody else. */
  async getRequest(actor: Actor, id: string): Promise<RequestSummary> {
    const db = await service.open(actor);
    const request = await readRequest(db, id);
    if (!request || !maySee(service, actor, request)) return refuse({ code: 'no-such-request', wanted: id });
    return summarize(db, request);
  },

  /**
   * Approves some requests and denies others, all in one step or none; tells those concerned. Licenses are assigned
   * by an act of their own. Refuses `forbidden`, `nothing-asked`, `too-many` beyond 100, `no-such-request`,
   * `already-decided` and `request-withdrawn` with those that are, `text-too-long`, `bad-text`, `card-number`.
   */
  async decideRequests(
    actor: Actor,
    decisions: readonly RequestDecisionInput[],
    intent: Pick<Intent, 'operationId'>,
  ): Promise<{ readonly decided: readonly string[] }> {
    service.requireRight(actor, 'decide-requests');
    if (decisions.length === 0) refuse({ code: 'nothing-asked' });
    if (decisions.length > MOST_DECIDED) refuse({ code: 'too-many', limit: MOST_DECIDED });
    for (const { message = '' } of decisions) accept(checkText('message', message, LONGEST_MESSAGE));
    const operation = operationOf(service, actor, intent);
    const head = { operation, subject: 'license-requests', act: 'decide-requests', asked: decisions };
    const answer = await runTransaction<{ decided: string[] }>(await service.open(actor), head, (db) =>
      planDeciding(db, operation, decisions, forgottenBefore(operation.at)),
    );
    return resultOf(answer);
  },

  /**
   * Takes back a request that the actor has made and that waits; nobody is told, and nobody can decide it any more.
   * Refuses `forbidden`, `no-such-request`, `already-decided`, `request-withdrawn`.
   */
  async withdrawRequest(
    actor: Actor,
    request: LicenseRequest['id'],
    intent: Pick<Intent, 'operationId'>,
  ): Promise<{ readonly request: string }> {
    service.requireRight(actor, 'request-license');
    const operation = operationOf(service, actor, intent);
    const head = { operation, subject: request, act: 'withdraw-request', asked: { request } };
    const answer = await runTransaction<{ request: string }>(await service.open(actor), head, (db) =>
      planWithdrawing(db, operation, request, forgottenBefore(operation.at)),
    );
    return resultOf(answer);
  },

  /** The requests that somebody has made, the newest first. Refuses `forbidden` to all but those who decide. */
  async listRequestsOf(actor: Actor, requester: UserId, slice: RequestSlice): Promise<Page<RequestSummary, string>> {
    service.requireRight(actor, 'decide-requests');
    const db = await service.open(actor);
    return summaries(db, await requestPage(db, [db.keys.requestsOf(requester)], slice, forgottenBefore(service.now())));
  },
});

/** Requests made before this are kept no longer. */
const forgottenBefore = (now: number): number => monthsBefore(now, KEPT_MONTHS);

const maySee = ({ now }: Service, actor: Actor, request: LicenseRequest): boolean => {
  const concerned = [request.requesterId, ...request.forUserIds].includes(actor.userId);
  const allowed = may(actor, 'decide-requests') || (concerned && may(actor, 'request-license'));
  return allowed && request.requestedAt >= forgottenBefore(now());
};

const summaries = async (
  db: OpenTenant,
  { items, ...page }: Page<LicenseRequest, string>,
): Promise<Page<RequestSummary, string>> => ({
  ...page,
  items: await Promise.all(items.map((request) => summarize(db, request))),
});

const summarize = async (db: OpenTenant, request: LicenseRequest): Promise<RequestSummary> => {
  const product = db.products.get(request.productId);
  if (!product) throw new Error(`Request ${request.id} is for a product that the catalogue lacks`);
  const [requester, forPeople, decidedBy] = await Promise.all([
    readPerson(db, request.requesterId),
    readPeople(db, request.forUserIds),
    request.decision && readPerson(db, request.decision.byUserId),
  ]);
  return { request, product, requester: requester ?? null, forPeople, decidedBy: decidedBy ?? null };
};
