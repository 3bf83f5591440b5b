import type { Localizer } from '../../locales/index.ts';
import type { Access, SubscriptionSummary } from '../../services/commerce/api/subscriptions.ts';
import { accessAhead } from '../kit/access.ts';
import type { Button, Card } from '../kit/card.ts';
import { textCard } from '../kit/text-card.ts';
import { priceText, statusColor, statusText } from '../subscriptions/subscription-words.ts';
import { endingTexts } from './ending-texts.ts';

/** A purchase that an admin is about to take over, and the two ways to do so. */
export const takeOverCard = (
  { summary, access }: { readonly summary: SubscriptionSummary; readonly access: Access },
  buttons: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t } = localizer;
  const { subscription, product } = summary;
  const { ref, status, assigned, quantity, expiresAt } = subscription;
  return textCard(
    {
      title: t('takeOver.title', { ref }),
      status: { text: statusText(subscription, localizer), tone: statusColor[status] },
      facts: [
        { title: t('columns.product'), value: product.name },
        { title: t('columns.purchaser'), value: takeOverPurchaserText(summary, localizer) },
        { title: t('columns.assignedUsers'), value: t('list.assigned', { assigned, count: quantity }) },
        { title: t('columns.price'), value: priceText(summary, localizer) },
        { title: t('columns.expirationDate'), value: localizer.dateIfKnown(expiresAt) },
      ],
      text: [
        t('takeOver.move'),
        [t('takeOver.cancelText'), ...accessAhead(access, localizer)].join(' '),
        [t('takeOver.ends'), ...endingTexts(summary, localizer)].join(' '),
      ],
    },
    buttons,
  );
};

const takeOverPurchaserText = ({ subscription, purchaser }: SubscriptionSummary, { t }: Localizer): string => {
  if (!purchaser) return t(subscription.purchaserId === null ? 'notKnown' : 'takeOver.gone');
  return purchaser.enabled ? purchaser.displayName : t('details.disabledPurchaser', { name: purchaser.displayName });
};
