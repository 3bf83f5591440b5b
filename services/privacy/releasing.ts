import { refuse } from '../commerce/api/errors.ts';
import type { LicenseRequest, SubscriptionRef, UserId } from '../commerce/api/types.ts';
import { serviceActor } from '../commerce/core/service.ts';
import { licensesOfPerson } from '../commerce/store/indexes/license-holding.ts';
import { licenseLostNotice } from '../commerce/store/license-notices.ts';
import { requestMember } from '../commerce/store/requests.ts';
import { readSubscription } from '../commerce/store/subscriptions.ts';
import type { OpenTenant } from '../commerce/store/tenants.ts';
import { readAllRecords } from '../commerce/store/transactions/record-change.ts';
import { loadScript, resultOf, runTransaction } from '../commerce/store/transactions/transaction.ts';
import { encodeNotice } from '../notices/notice.ts';
import type { Erasure } from './traces.ts';

const UNASSIGN = loadScript('unassign-licenses');

/**
 * Takes a person's licenses back, so that they count as available. Refuses `being-moved` while a move has the person in
 * hand: it is tried again later.
 */
export const releaseLicenses = async (db: OpenTenant, erasure: Erasure, at: number): Promise<void> => {
  for (const ref of await licensesOfPerson(db, erasure.userId)) await releaseLicense(db, ref, erasure, at);
};

const releaseLicense = async (
  db: OpenTenant,
  ref: SubscriptionRef,
  { userId, pseudonym }: Erasure,
  at: number,
): Promise<void> => {
  const stored = await readSubscription(db, ref);
  // What has ended gives no access, and is counted nowhere.
  if (!stored || stored.subscription.status === 'Deleted') return;
  const operation = { id: `erase/${pseudonym}/${ref}`, actor: serviceActor(db.tenant.id), at };
  const head = { operation, subject: ref, act: 'unassign-licenses', asked: pseudonym };
  const answer = await runTransaction(db, head, async (open) => {
    const { subscription, moving } = (await readSubscription(open, ref)) ?? refuse({ code: 'already-deleted' });
    if (moving) refuse({ code: 'being-moved' });
    const { keys } = open;
    const counts = keys.counts(subscription.source, subscription.productId);
    const notice = licenseLostNotice(subscription, {
      user: userId,
      cause: 'unassigned',
      by: operation.actor.userId,
      at,
    });
    return {
      script: UNASSIGN,
      keys: [keys.subscription(ref), keys.seats(ref), counts, keys.licensesByPerson],
      args: { users: [userId], notices: [encodeNotice(notice)] },
    };
  });
  resultOf(answer);
};

/** Removes the license requests that a person made, which are free text of theirs. */
export const removeRequests = async (db: OpenTenant, userId: UserId): Promise<void> => {
  const { redis, keys } = db;
  for (const request of await readAllRecords<LicenseRequest>(db, keys.licenseRequests)) {
    if (request.requesterId !== userId) continue;
    await redis
      .multi()
      .hDel(keys.licenseRequests, request.id)
      .zRem(keys.requestsByStatus(request.status), requestMember(request))
      .exec();
  }
};
