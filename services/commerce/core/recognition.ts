import { recognizePeople } from '../../directory/recognition.ts';
import { joined } from '../../text/normal-form.ts';
import type { NamesAsked, NamesFound } from '../api/recognition.ts';
import type { Actor, Invoice, SubscriptionRef } from '../api/types.ts';
import { may } from '../rules/access.ts';
import { readRequest } from '../store/requests.ts';
import { readSubscription } from '../store/subscriptions.ts';
import type { OpenTenant } from '../store/tenants.ts';
import { readAllRecords } from '../store/transactions/record-change.ts';
import type { Service } from './service.ts';

/** Names of one kind that one text may have looked up. */
const MOST_ASKED = 20;

/** What of a tenant a text names. */
export const createRecognition = ({ open }: Service) => ({
  /**
   * What of the names asked for there is, as far as the actor may see it; the whole catalogue, as everybody sees it. At
   * most 20 of a kind are looked up.
   */
  async findNames(actor: Actor, asked: NamesAsked): Promise<NamesFound> {
    const db = await open(actor);
    const { phrases, subscriptions, invoices, requests } = asked;
    const [people, refs, numbers, ids] = await Promise.all([
      may(actor, 'find-people') ? recognizePeople(db, phrases.slice(0, MOST_ASKED)) : [],
      Promise.all(subscriptions.slice(0, MOST_ASKED).map((ref) => seenSubscription(db, actor, ref))),
      invoices.length > 0 ? ownInvoices(db, actor, invoices) : [],
      Promise.all(requests.slice(0, MOST_ASKED).map((id) => seenRequest(db, actor, id))),
    ]);
    return {
      products: [...db.products.values()],
      people,
      subscriptions: refs.filter((ref) => ref !== undefined),
      invoices: numbers,
      requests: ids.filter((id) => id !== undefined),
    };
  },
});

const seenSubscription = async (
  db: OpenTenant,
  actor: Actor,
  ref: SubscriptionRef,
): Promise<SubscriptionRef | undefined> => {
  const found = await readSubscription(db, ref);
  return found && may(actor, 'see-subscription', found.subscription.purchaserId) ? ref : undefined;
};

/** Nobody sees the invoices of another. */
const ownInvoices = async (
  db: OpenTenant,
  actor: Actor,
  numbers: readonly string[],
): Promise<NamesFound['invoices']> => {
  if (!may(actor, 'run-own-billing', actor.userId)) return [];
  const all = await readAllRecords<Invoice>(db, db.keys.invoices(actor.userId));
  return all.filter(({ number }) => numbers.includes(joined(number))).map(({ id, number }) => ({ id, number }));
};

const seenRequest = async (db: OpenTenant, actor: Actor, id: string): Promise<string | undefined> => {
  const request = await readRequest(db, id);
  if (!request) return undefined;
  const isConcerned = [request.requesterId, ...request.forUserIds].includes(actor.userId);
  return may(actor, 'decide-requests') || (isConcerned && may(actor, 'request-license')) ? id : undefined;
};
