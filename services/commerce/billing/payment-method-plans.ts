import { readPerson } from '../../directory/people.ts';
import { tenantKeys } from '../../redis/keys.ts';
import { accept, refuse } from '../api/errors.ts';
import type { BillingProfile, PaymentMethod, SubscriptionRef, UserId } from '../api/types.ts';
import { checkCard, type NewCard } from '../rules/payment-methods.ts';
import { subscriptionsOf } from '../store/indexes/walk.ts';
import type { OpenPayment } from '../store/open-payments.ts';
import { cardExpiry, cardMember, providerId, readCard, readCards, type StoredCard } from '../store/payment-methods.ts';
import type { OpenTenant } from '../store/tenants.ts';
import { type RecordWrite, readAllRecords, recordsPlan, type Versioned } from '../store/transactions/record-change.ts';
import type { ActPlan, Operation } from '../store/transactions/transaction.ts';
import type { CardEdit } from './payment-methods.ts';

/** Cards that one person can have on file. */
const MOST_CARDS = 20;

/** Plans a new card, and a billing profile with it for a person who has none. */
export const planAdding = async (
  db: OpenTenant,
  { actor, at }: Operation,
  { id, profileId, card }: { readonly id: string; readonly profileId: string; readonly card: NewCard },
): Promise<ActPlan> => {
  const ownerId = actor.userId;
  accept(checkCard(card, at));
  const [cards, profiles] = await Promise.all([readCards(db, ownerId), profilesOf(db, ownerId)]);
  if (cards.length >= MOST_CARDS) refuse({ code: 'too-many', limit: MOST_CARDS });
  const stored = { ...keptOf(card), id, ownerId };
  const profile = profiles.length === 0 ? await firstProfile(db, ownerId, { id: profileId, paymentMethodId: id }) : [];
  const plan = recordsPlan({
    writes: [{ key: db.keys.paymentMethods(ownerId), id, before: undefined, after: stored }, ...profile],
    into: [{ key: db.keys.cardExpiries, score: cardExpiry(stored), member: cardMember(stored) }],
    becomes: told(stored),
    answer: { paymentMethod: id, version: 1 },
  });
  return { ...plan, subject: id };
};

interface Wanted {
  readonly id: string;
  readonly version: number | undefined;
}

/** Plans other facts about the same card. */
export const planEditing = async (
  db: OpenTenant,
  { actor, at }: Operation,
  { edit, ...wanted }: Wanted & { readonly edit: CardEdit },
): Promise<ActPlan> => {
  const before = await ownCard(db, actor.userId, wanted);
  const { expiryMonth, expiryYear, holder, address } = { ...before, ...edit };
  const after = { ...before, expiryMonth, expiryYear, holder, ...(address !== undefined && { address }) };
  accept(checkCard({ ...after, token: providerId(before) }, at));
  return planChange(db, before, after);
};

/** Plans another card under the same id, so that all that refers to it goes on with the new one. */
export const planReplacing = async (
  db: OpenTenant,
  { actor, at }: Operation,
  { card, ...wanted }: Wanted & { readonly card: NewCard },
): Promise<ActPlan> => {
  accept(checkCard(card, at));
  const before = await ownCard(db, actor.userId, wanted);
  const forgotten = card.token === providerId(before) ? [] : [forgetting(db, before)];
  return planChange(db, before, { ...keptOf(card), id: before.id, ownerId: before.ownerId }, forgotten);
};

/** Plans the end of a card that nothing is paid with. */
export const planDetaching = async (db: OpenTenant, { actor }: Operation, wanted: Wanted): Promise<ActPlan> => {
  const before = await ownCard(db, actor.userId, wanted);
  const [profiles, subscriptions] = await Promise.all([
    profilesOf(db, actor.userId),
    renewingWith(db, actor.userId, before.id),
  ]);
  const using = profiles.filter(({ paymentMethodId }) => paymentMethodId === before.id);
  if (using.length + subscriptions.length > 0) refuse({ code: 'card-in-use', profiles: using, subscriptions });
  const { keys } = db;
  return recordsPlan({
    writes: [
      { key: keys.paymentMethods(actor.userId), id: before.id, before, after: undefined },
      forgetting(db, before),
    ],
    unused: [{ key: keys.billingProfiles(actor.userId), field: 'paymentMethodId', value: before.id }],
    out: [{ key: keys.cardExpiries, member: cardMember(before) }],
    was: told(before),
    answer: { paymentMethod: before.id },
  });
};

const planChange = (
  { keys }: OpenTenant,
  before: Versioned<StoredCard>,
  after: StoredCard,
  further: readonly RecordWrite[] = [],
): ActPlan =>
  recordsPlan({
    writes: [{ key: keys.paymentMethods(before.ownerId), id: before.id, before, after }, ...further],
    into: [{ key: keys.cardExpiries, score: cardExpiry(after), member: cardMember(after) }],
    was: told(before),
    becomes: told(after),
    answer: { paymentMethod: before.id, version: before.version + 1 },
  });

/** The note that the provider is to forget a card, written together with its end here. */
const forgetting = ({ tenant }: OpenTenant, card: StoredCard): RecordWrite => {
  const paymentMethodId = providerId(card);
  const after: OpenPayment = { kind: 'detach', paymentMethodId };
  return { key: tenantKeys(tenant.id).payments, id: `detach:${paymentMethodId}`, before: undefined, after };
};

const ownCard = async (db: OpenTenant, owner: UserId, { id, version }: Wanted): Promise<Versioned<StoredCard>> => {
  const card = (await readCard(db, owner, id)) ?? refuse({ code: 'no-such-payment-method' });
  return version === undefined || version === card.version ? card : refuse({ code: 'stale', version: card.version });
};

const profilesOf = ({ redis, keys }: OpenTenant, owner: UserId): Promise<Versioned<BillingProfile>[]> =>
  readAllRecords<BillingProfile>({ redis }, keys.billingProfiles(owner));

const firstProfile = async (
  db: OpenTenant,
  ownerId: UserId,
  profile: Pick<BillingProfile, 'id' | 'paymentMethodId'>,
): Promise<RecordWrite[]> => {
  const person = (await readPerson(db, ownerId)) ?? refuse({ code: 'unknown-person' });
  const after: BillingProfile = { ...profile, ownerId, name: `${person.displayName} – ${db.tenant.name}` };
  return [{ key: db.keys.billingProfiles(ownerId), id: profile.id, before: undefined, after }];
};

/** Renewing subscriptions that a person pays with a card. One person buys tens of them. */
const renewingWith = async (db: OpenTenant, purchaser: UserId, card: string): Promise<SubscriptionRef[]> => {
  const found: SubscriptionRef[] = [];
  for await (const page of subscriptionsOf(db, { source: 'self-service', purchaser }))
    for (const { subscription, paymentMethodId } of page)
      if (paymentMethodId === card && subscription.autoRenew) found.push(subscription.ref);
  return found;
};

/** Only what may be kept, whatever else came with it. */
const keptOf = ({ token, brand, last4, expiryMonth, expiryYear, holder, address }: NewCard) => ({
  token,
  brand,
  last4,
  expiryMonth,
  expiryYear,
  holder,
  address,
});

/** What the audit trail tells of a card. */
const told = ({ brand, last4, expiryMonth, expiryYear }: PaymentMethod) => ({ brand, last4, expiryMonth, expiryYear });
