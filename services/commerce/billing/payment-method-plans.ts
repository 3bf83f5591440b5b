import { readPerson } from '../../directory/people.ts';
import { tenantKeys } from '../../redis/keys.ts';
import type { NewPaymentMethod, PaymentMethodEdit } from '../api/billing.ts';
import { accept, refuse } from '../api/errors.ts';
import type { BillingProfile, PaymentMethod, SubscriptionRef, UserId, Versioned } from '../api/types.ts';
import { checkPaymentMethod } from '../rules/payment-methods.ts';
import { subscriptionsOf } from '../store/indexes/walk.ts';
import type { OpenPayment } from '../store/open-payments.ts';
import {
  paymentMethodExpiry,
  paymentMethodMember,
  providerId,
  readPaymentMethod,
  readPaymentMethods,
  type StoredPaymentMethod,
} from '../store/payment-methods.ts';
import type { OpenTenant } from '../store/tenants.ts';
import { type RecordWrite, readAllRecords, recordsPlan } from '../store/transactions/record-change.ts';
import type { Operation, TransactionPlan } from '../store/transactions/transaction.ts';

/** Cards that one person can have on file. */
const MOST_PAYMENT_METHODS = 20;

/** Plans a new card, and a billing profile with it for a person who has none. */
export const planAdding = async (
  db: OpenTenant,
  { actor, at }: Operation,
  { id, profileId, card }: { readonly id: string; readonly profileId: string; readonly card: NewPaymentMethod },
): Promise<TransactionPlan> => {
  const ownerId = actor.userId;
  accept(checkPaymentMethod(card, at));
  const [cards, profiles] = await Promise.all([readPaymentMethods(db, ownerId), profilesOf(db, ownerId)]);
  if (cards.length >= MOST_PAYMENT_METHODS) refuse({ code: 'too-many', limit: MOST_PAYMENT_METHODS });
  const stored = { ...keptOf(card), id, ownerId };
  const profile = profiles.length === 0 ? await firstProfile(db, ownerId, { id: profileId, paymentMethodId: id }) : [];
  const plan = recordsPlan({
    writes: [{ key: db.keys.paymentMethods(ownerId), id, before: undefined, after: stored }, ...profile],
    into: [{ key: db.keys.cardExpiries, score: paymentMethodExpiry(stored), member: paymentMethodMember(stored) }],
    becomes: auditFacts(stored),
    answer: { paymentMethod: id, version: 1 },
  });
  return { ...plan, subject: id };
};

interface PaymentMethodRef {
  readonly id: string;
  readonly version: number | undefined;
}

/** Plans other facts about the same card. */
export const planEditing = async (
  db: OpenTenant,
  { actor, at }: Operation,
  { edit, ...wanted }: PaymentMethodRef & { readonly edit: PaymentMethodEdit },
): Promise<TransactionPlan> => {
  const before = await ownPaymentMethod(db, actor.userId, wanted);
  const { expiryMonth, expiryYear, holder, address } = { ...before, ...edit };
  const after = { ...before, expiryMonth, expiryYear, holder, ...(address !== undefined && { address }) };
  accept(checkPaymentMethod({ ...after, token: providerId(before) }, at));
  return planChange(db, before, after);
};

/** Plans another card under the same id, so that all that refers to it goes on with the new one. */
export const planReplacing = async (
  db: OpenTenant,
  { actor, at }: Operation,
  { card, ...wanted }: PaymentMethodRef & { readonly card: NewPaymentMethod },
): Promise<TransactionPlan> => {
  accept(checkPaymentMethod(card, at));
  const before = await ownPaymentMethod(db, actor.userId, wanted);
  const forgotten = card.token === providerId(before) ? [] : [forgetAtProvider(db, before)];
  return planChange(db, before, { ...keptOf(card), id: before.id, ownerId: before.ownerId }, forgotten);
};

/** Plans the end of a card that nothing is paid with. */
export const planDetaching = async (
  db: OpenTenant,
  { actor }: Operation,
  wanted: PaymentMethodRef,
): Promise<TransactionPlan> => {
  const before = await ownPaymentMethod(db, actor.userId, wanted);
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
      forgetAtProvider(db, before),
    ],
    unused: [{ key: keys.billingProfiles(actor.userId), field: 'paymentMethodId', value: before.id }],
    out: [{ key: keys.cardExpiries, member: paymentMethodMember(before) }],
    was: auditFacts(before),
    answer: { paymentMethod: before.id },
  });
};

const planChange = (
  { keys }: OpenTenant,
  before: Versioned<StoredPaymentMethod>,
  after: StoredPaymentMethod,
  further: readonly RecordWrite[] = [],
): TransactionPlan =>
  recordsPlan({
    writes: [{ key: keys.paymentMethods(before.ownerId), id: before.id, before, after }, ...further],
    into: [{ key: keys.cardExpiries, score: paymentMethodExpiry(after), member: paymentMethodMember(after) }],
    was: auditFacts(before),
    becomes: auditFacts(after),
    answer: { paymentMethod: before.id, version: before.version + 1 },
  });

/** The note that the provider is to forget a card, written together with its end here. */
const forgetAtProvider = ({ tenant }: OpenTenant, card: StoredPaymentMethod): RecordWrite => {
  const paymentMethodId = providerId(card);
  const after: OpenPayment = { kind: 'detach', paymentMethodId };
  return { key: tenantKeys(tenant.id).payments, id: `detach:${paymentMethodId}`, before: undefined, after };
};

const ownPaymentMethod = async (
  db: OpenTenant,
  owner: UserId,
  { id, version }: PaymentMethodRef,
): Promise<Versioned<StoredPaymentMethod>> => {
  const card = (await readPaymentMethod(db, owner, id)) ?? refuse({ code: 'no-such-payment-method' });
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
const keptOf = ({ token, brand, last4, expiryMonth, expiryYear, holder, address }: NewPaymentMethod) => ({
  token,
  brand,
  last4,
  expiryMonth,
  expiryYear,
  holder,
  address,
});

/** What the audit trail tells of a card. */
const auditFacts = ({ brand, last4, expiryMonth, expiryYear }: PaymentMethod) => ({
  brand,
  last4,
  expiryMonth,
  expiryYear,
});
