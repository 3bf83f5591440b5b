import type { Localizer } from '../../locales/index.ts';
import type { SubscriptionSummary } from '../../services/commerce/api/subscriptions.ts';
import type { Subscription } from '../../services/commerce/api/types.ts';
import type { Button, Card } from '../kit/card.ts';
import { textCard } from '../kit/text-card.ts';
import { fromText, nameOf, statusText } from '../subscriptions/subscription-words.ts';

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
  const { source, status } = subscription;
  return [
    source === 'central' ? t('myLicenses.fromOrganization') : fromText({ subscription, purchaser }, localizer),
    statusText(subscription, localizer),
    untilText(subscription, localizer),
    ...(status === 'Disabled' ? [t('myLicenses.noAccess')] : []),
  ];
};

const untilText = ({ status, autoRenew, expiresAt }: Subscription, { t, date }: Localizer): string => {
  if (expiresAt === null) return t('myLicenses.open');
  const until = { date: date(expiresAt) };
  if (status !== 'Active') return t('myLicenses.ended', until);
  if (autoRenew === null) return t('myLicenses.endsOrRenews', until);
  return t(autoRenew ? 'myLicenses.renews' : 'myLicenses.ends', until);
};
