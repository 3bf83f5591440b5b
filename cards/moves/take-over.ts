import type { Speech } from '../../locales/index.ts';
import type { SubscriptionSummary } from '../../services/commerce/api/views.ts';
import type { Button, Card } from '../kit/card.ts';
import { sheet } from '../kit/text-card.ts';
import { priceText, statusColor, statusText } from '../subscriptions/subscription-words.ts';

/** A purchase that an admin is about to take over, and the two ways to do so. */
export const takeOverCard = (summary: SubscriptionSummary, buttons: readonly Button[], speech: Speech): Card => {
  const { t } = speech;
  const { subscription, product } = summary;
  const { ref, status, assigned, quantity, expiresAt } = subscription;
  return sheet(
    {
      title: t('takeOver.title', { ref }),
      status: { text: statusText(subscription, speech), tone: statusColor[status] },
      facts: [
        { title: t('columns.product'), value: product.name },
        { title: t('columns.purchaser'), value: purchaserText(summary, speech) },
        { title: t('columns.assignedUsers'), value: t('list.assigned', { assigned, count: quantity }) },
        { title: t('columns.price'), value: priceText(summary, speech) },
        { title: t('columns.expirationDate'), value: speech.date(expiresAt) },
      ],
      text: [t('takeOver.move'), t('takeOver.cancelText'), t('takeOver.told')],
    },
    buttons,
  );
};

const purchaserText = ({ purchaser }: SubscriptionSummary, { t }: Speech): string => {
  if (!purchaser) return t('takeOver.gone');
  return purchaser.enabled ? purchaser.displayName : t('details.disabledPurchaser', { name: purchaser.displayName });
};
