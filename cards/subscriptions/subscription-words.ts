import type { Localizer } from '../../locales/index.ts';
import type {
  Sort,
  SourceFilter,
  SubscriptionDetails,
  SubscriptionSummary,
} from '../../services/commerce/api/subscriptions.ts';
import type { Status, Subscription } from '../../services/commerce/api/types.ts';
import { availableText, freeLicenses } from '../kit/counted.ts';

/** Colours of the schema; the word stands beside it, so nothing is told by colour alone. */
export const statusColor: Record<Status, 'Good' | 'Attention' | 'Default'> = {
  Active: 'Good',
  Expired: 'Attention',
  Disabled: 'Attention',
  Deleted: 'Default',
};

/** "Power BI Pro · S-1001". */
export const nameOf = ({ product, subscription }: Pick<SubscriptionSummary, 'product' | 'subscription'>): string =>
  `${product.name} · ${subscription.ref}`;

/** The names of those who have a license, and how many more there are; not escaped. */
export const holderNames = ({ subscription, assignedPeople }: SubscriptionDetails, { t }: Localizer): string[] => {
  const hidden = subscription.assigned - assignedPeople.length;
  const names = assignedPeople.map(({ displayName }) => displayName);
  return hidden > 0 ? [...names, t('details.more', { count: hidden })] : names;
};

/** "Active", or "Active · Trial". */
export const statusText = (subscription: Subscription, { t }: Localizer): string =>
  [t(`status.${subscription.status}`), subscription.trial && t('columns.trial')].filter(Boolean).join(' · ');

/** "$70.00 / month", or that a trial without card costs nothing. */
export const priceText = ({ subscription, monthlyPrice }: SubscriptionSummary, { t, money }: Localizer): string =>
  subscription.trial === 'no-card' ? t('list.free') : t('list.perMonth', { price: money(monthlyPrice) });

/** The choices of a list's form, in the order shown. */
export const choices: { readonly sources: readonly SourceFilter[]; readonly sorts: readonly Sort[] } = {
  sources: ['self-service', 'central', 'trials', 'all'],
  sorts: ['expiration', 'product', 'purchaser', 'price', 'newest'],
};

/** "4 of 5 assigned, 1 available". */
export const licensesText = ({ quantity, assigned }: Subscription, localizer: Localizer): string => {
  const available = availableText(freeLicenses(quantity, assigned), localizer);
  return localizer.t('details.licenses', { assigned, count: quantity, available });
};
