import type {
  Biller,
  ProductId,
  Source,
  Status,
  Subscription,
  SubscriptionRef,
  Term,
  Trial,
  UserId,
} from '../api/types.ts';
import type { SortNames } from './indexes/subscription-indexes.ts';

/** What is stored of a subscription besides itself. */
export interface SubscriptionExtras {
  /** GUID, as other systems know it. */
  readonly id: string;
  readonly names: SortNames;
  /** The move that its people are in; nothing else may change it then. '' if none. */
  readonly moving?: string;
  /** Deleted, and a job is still taking its licenses from its people. */
  readonly releasing?: boolean;
  /** The card it was bought with; '' where that is not known or nothing was charged. */
  readonly paymentMethodId?: string;
}

/** A subscription as the fields of a Redis hash; '' or no field at all stands for null. */
export const encodeSubscription = (s: Subscription, extras: SubscriptionExtras): Record<string, string> => ({
  ref: s.ref,
  id: extras.id,
  productId: s.productId,
  productName: extras.names.product,
  source: s.source,
  purchaserId: s.purchaserId ?? '',
  purchaserName: extras.names.purchaser,
  quantity: String(s.quantity),
  assigned: String(s.assigned),
  term: s.term ?? '',
  unitAmount: orEmpty(s.unitPrice?.amount),
  currency: s.unitPrice?.currency ?? '',
  createdAt: String(s.createdAt),
  expiresAt: orEmpty(s.expiresAt),
  autoRenew: s.autoRenew === null ? '' : s.autoRenew ? '1' : '0',
  status: s.status,
  trial: s.trial ?? '',
  version: String(s.version),
  ...filled({
    billedBy: s.billedBy === 'microsoft' ? s.billedBy : '',
    reactivatedAt: orEmpty(s.reactivatedAt),
    scheduledQuantity: orEmpty(s.scheduledQuantity),
    moving: extras.moving ?? '',
    releasing: extras.releasing ? '1' : '',
    paymentMethodId: extras.paymentMethodId ?? '',
  }),
});

/** The fields of a hash that most do not have. */
const filled = (fields: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));

const orEmpty = (value: number | null | undefined): string =>
  value === null || value === undefined ? '' : String(value);

/** The subscription in a hash that `encodeSubscription` made, or undefined where there is none. */
export const decodeSubscription = (hash: Readonly<Record<string, string>>): Subscription | undefined => {
  if (!hash['ref']) return undefined;
  const text = (field: string): string => hash[field] ?? '';
  const number = (field: string): number => Number(text(field));
  const known = <Value>(field: string, value: (field: string) => Value): Value | null =>
    text(field) === '' ? null : value(field);
  return {
    ref: text('ref') as SubscriptionRef,
    productId: text('productId') as ProductId,
    source: text('source') as Source,
    purchaserId: (text('purchaserId') || null) as UserId | null,
    quantity: number('quantity'),
    assigned: number('assigned'),
    term: known('term', text) as Term | null,
    unitPrice: known('unitAmount', (amount) => ({ amount: number(amount), currency: text('currency') })),
    createdAt: number('createdAt'),
    ...(hash['reactivatedAt'] && { reactivatedAt: number('reactivatedAt') }),
    expiresAt: known('expiresAt', number),
    autoRenew: known('autoRenew', (field) => text(field) === '1'),
    billedBy: (text('billedBy') || 'here') as Biller,
    status: text('status') as Status,
    trial: (text('trial') || null) as Trial | null,
    version: number('version'),
    ...(hash['scheduledQuantity'] && { scheduledQuantity: number('scheduledQuantity') }),
  };
};

/** What the same hash holds besides the subscription itself. */
export const decodeExtras = (hash: Readonly<Record<string, string>>): Required<SubscriptionExtras> => ({
  id: hash['id'] ?? '',
  names: { product: hash['productName'] ?? '', purchaser: hash['purchaserName'] ?? '' },
  moving: hash['moving'] ?? '',
  releasing: hash['releasing'] === '1',
  paymentMethodId: hash['paymentMethodId'] ?? '',
});
