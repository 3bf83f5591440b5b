import { encodeLeaver, encodePerson } from '../../../directory/person-hash.ts';
import type { Invoice, LicenseRequest, OrderEvent, ProductId, Subscription } from '../../api/types.ts';
import type { CheckedFile } from './check.ts';
import type { Parts } from './format.ts';
import { productIdOf, referenceOf } from './survey.ts';

/** What the parts of a file stand for in the domain, their instants shifted. */

/** How Entra ID marks the user names of those whom somebody has invited. */
const INVITED = /#EXT#@/i;

/** The fields of a person; whoever was deleted is disabled and has no role. An invited person is known for a guest. */
export const personFieldsFrom = ({ deleted, ...person }: Parts['users']): Record<string, string> => {
  const userType = person.userType ?? (INVITED.test(person.userPrincipalName) ? 'guest' : null);
  const fields = encodePerson({ ...person, userType });
  return deleted ? encodeLeaver(fields) : fields;
};

export const subscriptionFrom = (s: Parts['subscriptions'], shift: number): Subscription => ({
  ref: s.reference,
  productId: s.productId,
  source: s.source,
  purchaserId: s.purchaserId,
  quantity: s.quantity,
  assigned: s.assignedUserIds.length,
  term: s.term,
  unitPrice: s.unitPrice,
  createdAt: s.createdAt + shift,
  ...(s.reactivatedAt !== undefined && { reactivatedAt: s.reactivatedAt + shift }),
  expiresAt: s.expiresAt === null ? null : s.expiresAt + shift,
  autoRenew: s.autoRenew,
  billedBy: s.billedBy,
  status: s.status,
  trial: s.trial,
  version: s.version ?? 1,
  ...(s.scheduledQuantity !== undefined && { scheduledQuantity: s.scheduledQuantity }),
});

/** Oldest first. */
export const historyFrom = (s: Parts['subscriptions'], shift: number): OrderEvent[] =>
  s.history.map((event) => ({ ...event, at: event.at + shift })).sort((a, b) => a.at - b.at);

/** With the product that it is for. A credit note asks for no payment, whatever its status is elsewhere. */
export const invoiceFrom = (part: Parts['invoices'], checked: CheckedFile): [Invoice, ProductId] => {
  const { subscriptionId, payment, ...invoice } = part;
  const { shift } = checked;
  const subscription = referenceOf(checked, subscriptionId);
  const product = productIdOf(checked, subscriptionId);
  if (!subscription || !product) throw new Error(`Invoice ${invoice.number} is for a subscription that the file lacks`);
  const status = invoice.amount.amount < 0 ? 'paid' : invoice.status;
  const dates = { issuedAt: invoice.issuedAt + shift, dueAt: invoice.dueAt + shift };
  const moved = payment && { payment: { ...payment, at: payment.at + shift } };
  return [{ ...invoice, ...moved, ...dates, status, subscription }, product];
};

export const licenseRequestFrom = (
  { decision, ...request }: Parts['licenseRequests'],
  shift: number,
): LicenseRequest => ({
  ...request,
  requestedAt: request.requestedAt + shift,
  ...(decision && { decision: { ...decision, at: decision.at + shift } }),
});
