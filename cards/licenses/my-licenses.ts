import type { Localizer } from '../../locales/index.ts';
import type { SubscriptionSummary } from '../../services/commerce/api/subscriptions.ts';
import type { Button, Card } from '../kit/card.ts';
import { textCard } from '../kit/text-card.ts';
import { nameOf, statusText } from '../subscriptions/subscription-words.ts';

/** What somebody has, from whom and until when. */
export const myLicensesCard = (
  { licenses, offset, total }: { licenses: readonly SubscriptionSummary[]; offset: number; total: number },
  buttons: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t } = localizer;
  const range = { from: offset + 1, to: offset + licenses.length, count: total };
  return textCard(
    {
      title: t('myLicenses.title'),
      text: total === 0 ? [t('myLicenses.none')] : [],
      sections: licenses.map((each) => ({ title: nameOf(each), lines: licenseLines(each, localizer) })),
      footer: total > licenses.length ? t('myLicenses.range', range) : undefined,
      fallback: t('myLicenses.fallback', { count: total }),
    },
    buttons,
  );
};

const licenseLines = ({ subscription, purchaser }: SubscriptionSummary, localizer: Localizer): string[] => {
  const { t } = localizer;
  const { source, status, autoRenew, expiresAt } = subscription;
  const from = purchaser ? t('myLicenses.from', { name: purchaser.displayName }) : t('myLicenses.fromPurchaser');
  const renews = status === 'Active' && autoRenew;
  return [
    source === 'central' ? t('myLicenses.fromOrganization') : from,
    statusText(subscription, localizer),
    t(renews ? 'myLicenses.renews' : status === 'Active' ? 'myLicenses.ends' : 'myLicenses.ended', {
      date: localizer.date(expiresAt),
    }),
    ...(status === 'Disabled' ? [t('myLicenses.noAccess')] : []),
  ];
};
