import type { Invoice, LicenseRequest, Money, OrderEvent, UserId } from '../../api/types.ts';
import type { StoredSubscription } from '../../store/subscriptions.ts';

/** What stands in a tenant file for what is stored. */

export const isoInstant = (at: number): string => new Date(at).toISOString();

export const perMonth = (price: Money | null) => price && { ...price, per: 'month' };

/** Somebody who has a license, and since when (ms). */
interface Seat {
  readonly value: string;
  readonly score: number;
}

/** A Deleted subscription has no people, though a job may still be taking the licenses from them. */
export const subscriptionItem = (
  stored: StoredSubscription,
  history: readonly OrderEvent[],
  seats: readonly Seat[],
) => {
  const { subscription, id, paymentMethodId } = stored;
  const { ref, assigned: _, unitPrice, createdAt, reactivatedAt, expiresAt, billedBy, ...same } = subscription;
  const held = subscription.status === 'Deleted' ? [] : seats;
  return {
    ...same,
    id,
    reference: ref,
    unitPrice: perMonth(unitPrice),
    createdAt: isoInstant(createdAt),
    ...(reactivatedAt !== undefined && { reactivatedAt: isoInstant(reactivatedAt) }),
    expiresAt: expiresAt === null ? null : isoInstant(expiresAt),
    ...(billedBy === 'microsoft' && { billedBy }),
    assignedUserIds: held.map(({ value }) => value as UserId),
    assignedAt: held.map(({ score }) => isoInstant(score)),
    history: history.map((event) => ({ ...event, at: isoInstant(event.at) })),
    ...(paymentMethodId && { paymentMethodId }),
  };
};

export const invoiceItem = ({ subscription: _, payment, ...invoice }: Invoice, subscriptionId: string) => ({
  ...invoice,
  ...(payment && { payment: { ...payment, at: isoInstant(payment.at) } }),
  subscriptionId,
  issuedAt: isoInstant(invoice.issuedAt),
  dueAt: isoInstant(invoice.dueAt),
});

export const requestItem = ({ decision, ...request }: LicenseRequest) => ({
  ...request,
  requestedAt: isoInstant(request.requestedAt),
  ...(decision && { decision: { ...decision, at: isoInstant(decision.at) } }),
});

/** A record without what a file does not tell: each begins anew at its first version. */
export const unversioned = <Item>(json: string): Item => {
  const { version: _, ...item } = JSON.parse(json);
  return item;
};
