import type { Localizer } from '../../locales/index.ts';
import type {
  Sort,
  SourceFilter,
  SubscriptionDetails,
  SubscriptionSummary,
} from '../../services/commerce/api/subscriptions.ts';
import type { Money, Status, Subscription } from '../../services/commerce/api/types.ts';
import { availableText, freeLicenses, overText } from '../kit/counted.ts';

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

/** "$70.00 / month", that a trial without card costs nothing, or that the price is not known. */
export const priceText = ({ subscription, monthlyPrice }: SubscriptionSummary, localizer: Localizer): string =>
  subscription.trial === 'no-card' ? localizer.t('list.free') : perMonthText(monthlyPrice, localizer);

/** "$70.00 / month", or that it is not known. */
export const perMonthText = (price: Money | null, { t, money }: Localizer): string =>
  price ? t('list.perMonth', { price: money(price) }) : t('list.priceNotKnown');

/** Who bought it: a name, not escaped, the organization, or that it is not known. */
export const purchaserText = (
  { subscription, purchaser }: Pick<SubscriptionSummary, 'subscription' | 'purchaser'>,
  { t }: Localizer,
): string => {
  if (subscription.source === 'central') return t('list.purchaserCentral');
  return purchaser?.displayName ?? t('notKnown');
};

/** The choices of a list's form, in the order shown. */
export const choices: { readonly sources: readonly SourceFilter[]; readonly sorts: readonly Sort[] } = {
  sources: ['self-service', 'central', 'trials', 'all'],
  sorts: ['expiration', 'product', 'purchaser', 'price', 'newest'],
};

/** "4 of 5 assigned, 1 available"; people beyond the licenses there are, too. */
export const licensesText = ({ quantity, assigned }: Subscription, localizer: Localizer): string => {
  const available = availableText(freeLicenses(quantity, assigned), localizer);
  const text = localizer.t('details.licenses', { assigned, count: quantity, available });
  return [text, ...overText(Math.max(0, assigned - quantity), localizer)].join(', ');
};

/** From whom somebody has a license of a purchase: "From Megan Bowen". */
export const fromText = (
  { subscription, purchaser }: Pick<SubscriptionSummary, 'subscription' | 'purchaser'>,
  { t }: Localizer,
): string => {
  if (purchaser) return t('myLicenses.from', { name: purchaser.displayName });
  return subscription.purchaserId === null
    ? `${t('columns.purchaser')}: ${t('notKnown')}`
    : t('myLicenses.fromPurchaser');
};
