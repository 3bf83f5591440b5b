import type { BillingView, NewPaymentMethod, PaymentMethodChanged, PaymentMethodEdit } from '../api/billing.ts';
import type { Actor, BillingProfile } from '../api/types.ts';
import { type Intent, operationOf } from '../core/operations.ts';
import type { Service } from '../core/service.ts';
import { paymentMethodExpiry, readPaymentMethods, shownPaymentMethod } from '../store/payment-methods.ts';
import type { OpenTenant } from '../store/tenants.ts';
import { readAllRecords } from '../store/transactions/record-change.ts';
import { type Operation, resultOf, runTransaction, type TransactionPlan } from '../store/transactions/transaction.ts';
import { forgetDetached } from './charging.ts';
import { planAdding, planDetaching, planEditing, planReplacing } from './payment-method-plans.ts';

/**
 * The cards that a person pays with. What is kept of one is what the payment provider calls it (its token), brand, last
 * four digits, expiry, holder and address: never the number.
 */
export const createPaymentMethodOperations = (service: Service) => {
  const change = async <Result>(
    actor: Actor,
    { act, subject, asked, operationId }: { act: string; subject: string; asked: unknown; operationId: string },
    plan: (db: OpenTenant, operation: Operation) => Promise<TransactionPlan>,
  ): Promise<Result> => {
    service.requireRight(actor, 'run-own-billing', actor.userId);
    const operation = operationOf(service, actor, { operationId });
    const db = await service.open(actor);
    const answer = await runTransaction<Result>(db, { operation, subject, act, asked }, (open) =>
      plan(open, operation),
    );
    await forgetDetached(service, db);
    return resultOf(answer);
  };

  return {
    /** The actor's cards and billing profiles. Refuses `forbidden`. */
    async getBilling(actor: Actor): Promise<BillingView> {
      service.requireRight(actor, 'run-own-billing', actor.userId);
      const db = await service.open(actor);
      const [cards, profiles] = await Promise.all([
        readPaymentMethods(db, actor.userId),
        readAllRecords<BillingProfile>(db, db.keys.billingProfiles(actor.userId)),
      ]);
      return {
        paymentMethods: cards
          .map(shownPaymentMethod)
          .sort((a, b) => paymentMethodExpiry(a) - paymentMethodExpiry(b) || a.last4.localeCompare(b.last4)),
        profiles: profiles.sort((a, b) => a.name.localeCompare(b.name)),
      };
    },

    /**
     * Puts a card on file that the payment page has handed to the provider. A person without a billing profile gets
     * one. Refuses `forbidden`, `bad-card`, `card-number`, `card-expired`, `too-many`.
     */
    addPaymentMethod: (
      actor: Actor,
      card: NewPaymentMethod,
      { operationId }: Intent,
    ): Promise<PaymentMethodChanged> => {
      const [id, profileId] = [service.newId(), service.newId()];
      const asking = { act: 'add-payment-method', subject: 'payment-methods', asked: card, operationId };
      return change(actor, asking, (db, operation) => planAdding(db, operation, { id, profileId, card }));
    },

    /** Sets expiry, holder or address of a card. Refuses as adding, and `no-such-payment-method`, `stale`. */
    editPaymentMethod: (
      actor: Actor,
      id: string,
      edit: PaymentMethodEdit,
      intent: Intent,
    ): Promise<PaymentMethodChanged> => {
      const asking = { act: 'edit-payment-method', subject: id, asked: edit, operationId: intent.operationId };
      return change(actor, asking, (db, operation) =>
        planEditing(db, operation, { id, edit, version: intent.version }),
      );
    },

    /**
     * Puts another card in the place of one: whatever was paid with the old one is paid with the new one from now on.
     * Refuses as adding, and `no-such-payment-method`, `stale`.
     */
    replacePaymentMethod: (
      actor: Actor,
      id: string,
      card: NewPaymentMethod,
      intent: Intent,
    ): Promise<PaymentMethodChanged> => {
      const asking = { act: 'replace-payment-method', subject: id, asked: card, operationId: intent.operationId };
      return change(actor, asking, (db, operation) =>
        planReplacing(db, operation, { id, card, version: intent.version }),
      );
    },

    /**
     * Takes a card off file. Refuses `forbidden`, `no-such-payment-method`, `stale`, and `card-in-use` with the billing
     * profiles and the renewing subscriptions that are paid with it.
     */
    detachPaymentMethod: (
      actor: Actor,
      id: string,
      intent: Intent,
    ): Promise<Pick<PaymentMethodChanged, 'paymentMethod'>> => {
      const asking = { act: 'detach-payment-method', subject: id, asked: null, operationId: intent.operationId };
      return change(actor, asking, (db, operation) => planDetaching(db, operation, { id, version: intent.version }));
    },
  };
};
