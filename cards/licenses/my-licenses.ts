import type { Speech } from '../../locales/index.ts';
import type { SubscriptionSummary } from '../../services/commerce/api/views.ts';
import type { Button, Card } from '../kit/card.ts';
import { sheet } from '../kit/text-card.ts';
import { nameOf, statusText } from '../subscriptions/subscription-words.ts';

/** What somebody has, from whom and until when. */
export const myLicensesCard = (
  { licenses, offset, total }: { licenses: readonly SubscriptionSummary[]; offset: number; total: number },
  buttons: readonly Button[],
  speech: Speech,
): Card => {
  const { t } = speech;
  const range = { from: offset + 1, to: offset + licenses.length, count: total };
  return sheet(
    {
      title: t('myLicenses.title'),
      text: total === 0 ? [t('myLicenses.none')] : [],
      sections: licenses.map((each) => ({ title: nameOf(each), lines: linesOf(each, speech) })),
      ...(total > licenses.length && { footer: t('myLicenses.range', range) }),
      fallback: t('myLicenses.fallback', { count: total }),
    },
    buttons,
  );
};

const linesOf = ({ subscription, purchaser }: SubscriptionSummary, speech: Speech): string[] => {
  const { t } = speech;
  const { source, status, autoRenew, expiresAt } = subscription;
  const from = purchaser ? t('myLicenses.from', { name: purchaser.displayName }) : t('myLicenses.fromPurchaser');
  const renews = status === 'Active' && autoRenew;
  return [
    source === 'central' ? t('myLicenses.fromOrganization') : from,
    statusText(subscription, speech),
    t(renews ? 'myLicenses.renews' : status === 'Active' ? 'myLicenses.ends' : 'myLicenses.ended', {
      date: speech.date(expiresAt),
    }),
    ...(status === 'Disabled' ? [t('myLicenses.noAccess')] : []),
  ];
};
