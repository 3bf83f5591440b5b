import { isPseudonym } from '../../../directory/pseudonyms.ts';
import type { Money } from '../../api/types.ts';
import { HIGHEST_PRICE } from '../../store/indexes/subscription-indexes.ts';
import type { Faults, PathSegment } from './faults.ts';
import type { ListName, Parts } from './format.ts';
import type { Survey } from './survey.ts';
import { type PartVisitor, visitFile } from './visit.ts';

/** Reads the file a second time and checks what concerns several fields, or several parts. */
export const checkRules = (file: string, survey: Survey, faults: Faults): Promise<void> => {
  const at = (...path: PathSegment[]) => new Place(path, survey, faults);
  const visitor: PartVisitor = {
    tenant: (tenant) => tenantRules(tenant, at('tenant')),
    products: (product, index) => at('products', index).currency(product.unitPrice, 'unitPrice'),
    policies: (policies) => policyRules(policies, survey, at('policies', 'AllowSelfServicePurchase', 'products')),
    subscriptions: (subscription, index) => subscriptionRules(subscription, at('subscriptions', index)),
    billingProfiles: (profile, index) => profileRules(profile, survey, at('billingProfiles', index)),
    paymentMethods: (card, index) => at('paymentMethods', index).exists('users', card.ownerId, 'ownerId'),
    invoices: (invoice, index) => invoiceRules(invoice, at('invoices', index)),
    licenseRequests: (request, index) => requestRules(request, at('licenseRequests', index)),
  };
  return visitFile(file, visitor);
};

/** A place in the file where rules are stated; each that does not hold is a fault. */
class Place {
  readonly #path: readonly PathSegment[];
  readonly #survey: Survey;
  readonly #faults: Faults;

  constructor(path: readonly PathSegment[], survey: Survey, faults: Faults) {
    this.#path = path;
    this.#survey = survey;
    this.#faults = faults;
  }

  must(holds: boolean, message: string, ...field: PathSegment[]): void {
    if (!holds) this.#faults.add([...this.#path, ...field], message);
  }

  /** Somebody in the file, or erased. */
  person(id: string, ...field: PathSegment[]): void {
    if (!isPseudonym(id)) this.exists('users', id, ...field);
  }

  exists(list: ListName, id: string, ...field: PathSegment[]): void {
    this.must(this.#survey.ids[list].has(id), `there is no ${id} in ${list}`, ...field);
  }

  currency(price: Money | null, field: string): void {
    if (price === null) return;
    const currency = this.#survey.values.tenant?.currency ?? price.currency;
    this.must(price.currency === currency, `must be ${currency}, the currency of the tenant`, field, 'currency');
  }
}

const tenantRules = (tenant: Parts['tenant'], at: Place): void => {
  for (const [index, admin] of tenant.delegatedAdmins.entries())
    at.must(admin.tenantId !== tenant.id, 'must be another tenant', 'delegatedAdmins', index, 'tenantId');
};

const policyRules = (policies: Parts['policies'], survey: Survey, at: Place): void => {
  for (const [id, value] of Object.entries(policies.AllowSelfServicePurchase.products)) {
    const noTrial =
      value === 'OnlyTrialsWithoutPaymentMethod' && survey.products.get(id as never)?.trialWithoutCard === false;
    at.must(!noTrial, 'the product has no trial without a payment method, so it cannot be allowed for those only', id);
  }
};

const subscriptionRules = (s: Parts['subscriptions'], at: Place): void => {
  at.exists('products', s.productId, 'productId');
  at.currency(s.unitPrice, 'unitPrice');
  const monthly = s.quantity * (s.unitPrice?.amount ?? 0);
  at.must(monthly < HIGHEST_PRICE, `comes to ${HIGHEST_PRICE} or more a month`, 'unitPrice');
  at.must(s.expiresAt === null || s.expiresAt > s.createdAt, 'must be after createdAt', 'expiresAt');
  purchaserRules(s, at);
  assignmentRules(s, at);
};

const purchaserRules = ({ source, purchaserId }: Parts['subscriptions'], at: Place): void => {
  if (source === 'central') at.must(purchaserId === null, 'must be null: it was bought centrally', 'purchaserId');
  else if (purchaserId !== null) at.person(purchaserId, 'purchaserId');
};

const assignmentRules = (subscription: Parts['subscriptions'], at: Place): void => {
  const { assignedUserIds: ids, assignedAt = ids, status } = subscription;
  const assigned = new Set<string>();
  for (const [index, id] of ids.entries()) {
    at.exists('users', id, 'assignedUserIds', index);
    at.must(!assigned.has(id), 'has a license of this subscription already', 'assignedUserIds', index);
    assigned.add(id);
  }
  at.must(assignedAt.length === ids.length, 'must be as many as assignedUserIds', 'assignedAt');
  at.must(status !== 'Deleted' || ids.length === 0, 'must be empty: the subscription is Deleted', 'assignedUserIds');
};

const profileRules = (profile: Parts['billingProfiles'], survey: Survey, at: Place): void => {
  at.exists('users', profile.ownerId, 'ownerId');
  at.exists('paymentMethods', profile.paymentMethodId, 'paymentMethodId');
  const cardOwner = survey.cardOwners.get(profile.paymentMethodId) ?? profile.ownerId;
  at.must(cardOwner === profile.ownerId, 'belongs to somebody else', 'paymentMethodId');
};

const invoiceRules = (invoice: Parts['invoices'], at: Place): void => {
  at.person(invoice.ownerId, 'ownerId');
  at.exists('subscriptions', invoice.subscriptionId, 'subscriptionId');
  at.currency(invoice.amount, 'amount');
  const { amount, credited = 0, settles = [] } = invoice;
  at.must(credited <= Math.max(0, amount.amount), 'must not be more than the amount', 'credited');
  const used = settles.reduce((sum, each) => sum + each.amount, 0);
  at.must(used <= Math.max(0, -amount.amount), 'must not come to more than the credit', 'settles');
};

const requestRules = (request: Parts['licenseRequests'], at: Place): void => {
  at.exists('products', request.productId, 'productId');
  at.person(request.requesterId, 'requesterId');
  for (const [index, id] of request.forUserIds.entries()) at.person(id, 'forUserIds', index);
};
