import type { Speech } from '../locales/index.ts';
import type { Status, Subscription } from '../services/commerce/types.ts';
import type { Sort, SourceFilter, SubscriptionSummary } from '../services/commerce/views.ts';

/** Colours of the schema; the word stands beside it, so nothing is told by colour alone. */
export const statusColor: Record<Status, 'Good' | 'Warning' | 'Attention' | 'Default'> = {
  Active: 'Good',
  Expired: 'Warning',
  Disabled: 'Attention',
  Deleted: 'Default',
};

/** "Active", or "Active · Trial". */
export const statusText = (subscription: Subscription, { t }: Speech): string =>
  [t(`status.${subscription.status}`), subscription.trial && t('columns.trial')].filter(Boolean).join(' · ');

/** "$70.00 / month", or that a trial without card costs nothing. */
export const priceText = ({ subscription, monthlyPrice }: SubscriptionSummary, { t, money }: Speech): string =>
  subscription.trial === 'no-card' ? t('list.free') : t('list.perMonth', { price: money(monthlyPrice) });

/** The choices of a list's form, in the order shown. */
export const choices: { readonly sources: readonly SourceFilter[]; readonly sorts: readonly Sort[] } = {
  sources: ['self-service', 'central', 'trials', 'all'],
  sorts: ['expiration', 'product', 'purchaser', 'price'],
};
