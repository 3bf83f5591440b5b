import type { Localizer } from '../../locales/index.ts';
import type { SubscriptionSummary } from '../../services/commerce/api/subscriptions.ts';

/** What is to be known where an admin ends somebody's purchase: whether they hear of it, and who may go on charging. */
export const endingTexts = ({ subscription, purchaser }: SubscriptionSummary, { t }: Localizer): string[] => [
  t(purchaser ? 'moves.purchaserTold' : 'moves.nobodyTold'),
  ...(subscription.billedBy === 'microsoft' && !subscription.trial ? [t('moves.microsoft')] : []),
];
