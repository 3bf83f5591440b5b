import type { ProductId, Source, Status, Subscription, SubscriptionRef, Term, Trial, UserId } from '../types.ts';
import type { SortNames } from './indexes.ts';

/** What is stored of a subscription besides itself. */
export interface SubscriptionExtras {
  /** GUID, as other systems know it. */
  readonly id: string;
  readonly names: SortNames;
}

/** A subscription as the fields of a Redis hash; '' stands for null. */
export const encodeSubscription = (s: Subscription, { id, names }: SubscriptionExtras): Record<string, string> => ({
  ref: s.ref,
  id,
  productId: s.productId,
  productName: names.product,
  source: s.source,
  purchaserId: s.purchaserId ?? '',
  purchaserName: names.purchaser,
  quantity: String(s.quantity),
  assigned: String(s.assigned),
  term: s.term,
  unitAmount: String(s.unitPrice.amount),
  currency: s.unitPrice.currency,
  createdAt: String(s.createdAt),
  expiresAt: String(s.expiresAt),
  autoRenew: s.autoRenew ? '1' : '0',
  status: s.status,
  trial: s.trial ?? '',
  version: String(s.version),
});

/** The subscription in a hash that `encodeSubscription` made, or undefined where there is none. */
export const decodeSubscription = (hash: Readonly<Record<string, string>>): Subscription | undefined => {
  if (!hash['ref']) return undefined;
  const text = (field: string): string => hash[field] ?? '';
  const number = (field: string): number => Number(text(field));
  return {
    ref: text('ref') as SubscriptionRef,
    productId: text('productId') as ProductId,
    source: text('source') as Source,
    purchaserId: (text('purchaserId') || null) as UserId | null,
    quantity: number('quantity'),
    assigned: number('assigned'),
    term: text('term') as Term,
    unitPrice: { amount: number('unitAmount'), currency: text('currency') },
    createdAt: number('createdAt'),
    expiresAt: number('expiresAt'),
    autoRenew: text('autoRenew') === '1',
    status: text('status') as Status,
    trial: (text('trial') || null) as Trial | null,
    version: number('version'),
  };
};

/** The names that the subscription in this hash is sorted by. */
export const decodeSortNames = (hash: Readonly<Record<string, string>>): SortNames => ({
  product: hash['productName'] ?? '',
  purchaser: hash['purchaserName'] ?? '',
});
