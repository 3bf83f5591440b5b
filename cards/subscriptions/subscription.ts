import type { Localizer } from '../../locales/index.ts';
import type { SubscriptionDetails } from '../../services/commerce/api/subscriptions.ts';
import type { Person, Subscription } from '../../services/commerce/api/types.ts';
import { type Button, type Card, defineCard, plain } from '../kit/card.ts';
import { colorOf } from '../kit/text-card.ts';
import template from './subscription.json' with { type: 'json' };
import { holderNames, licensesText, nameOf, purchaserText, statusColor, statusText } from './subscription-words.ts';

const subscriptionTemplate = defineCard<object>(template);

/** Everything about one subscription, with the buttons for what this person may do there. */
export const subscriptionCard = (
  details: SubscriptionDetails,
  buttons: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t } = localizer;
  const { subscription, product } = details;
  const status = t(`status.${subscription.status}`);
  return subscriptionTemplate(
    {
      title: plain(nameOf(details)),
      status: statusText(subscription, localizer),
      color: colorOf[statusColor[subscription.status]],
      facts: subscriptionFacts(details, localizer),
      assignedTitle: t('columns.assignedUsers'),
      assigned: subscription.assigned === 0 ? [t('details.nobody')] : holderNames(details, localizer).map(plain),
      historyTitle: t('columns.orderHistory'),
      history: details.history.map(({ event, by }) => ({
        date: localizer.date(event.at),
        event: historyLine(t(`details.history.${event.kind}`, { count: event.quantity }), by, localizer),
      })),
    },
    { fallback: t('details.fallback', { ref: subscription.ref, product: product.name, status }), buttons },
  );
};

const subscriptionFacts = (details: SubscriptionDetails, localizer: Localizer) => {
  const { t } = localizer;
  const { subscription, purchaser } = details;
  const { trial } = subscription;
  return [
    {
      title: t('columns.purchaser'),
      value: purchaser ? purchaserName(purchaser, localizer) : purchaserText(details, localizer),
    },
    { title: t('columns.licenses'), value: licensesText(subscription, localizer) },
    { title: t('columns.price'), value: subscriptionPrice(details, localizer) },
    ...(trial ? [{ title: t('columns.trial'), value: t(`details.trial.${trial}`) }] : []),
    ...unusualTerm(subscription, localizer),
    { title: t('columns.expirationDate'), value: localizer.dateIfKnown(subscription.expiresAt) },
    { title: t('columns.recurringBilling'), value: recurringBilling(details, localizer) },
    ...(subscription.billedBy === 'microsoft'
      ? [{ title: t('details.billedBy'), value: t('details.billedByMicrosoft') }]
      : []),
    ...scheduledFacts(details, localizer),
    { title: t('columns.bought'), value: localizer.date(subscription.createdAt) },
  ];
};

const purchaserName = (person: Person, { t }: Localizer): string => {
  const name = plain(person.displayName);
  return person.enabled ? name : t('details.disabledPurchaser', { name });
};

const subscriptionPrice = ({ subscription, monthlyPrice }: SubscriptionDetails, { t, money }: Localizer): string => {
  if (subscription.trial === 'no-card') return t('list.free');
  if (!subscription.unitPrice || !monthlyPrice) return t('notKnown');
  const prices = { unit: money(subscription.unitPrice), total: money(monthlyPrice) };
  const year = money({ ...monthlyPrice, amount: monthlyPrice.amount * 12 });
  return subscription.term === 'P1Y' ? t('details.billedYearly', { ...prices, year }) : t('details.price', prices);
};

/** Every month and every year are told with the price. */
const unusualTerm = ({ term }: Subscription, { t, length }: Localizer) =>
  term === 'P1M' || term === 'P1Y'
    ? []
    : [{ title: t('details.term'), value: term === null ? t('notKnown') : length(term) }];

const recurringBilling = ({ subscription }: SubscriptionDetails, { t, date }: Localizer): string => {
  const { status, autoRenew, expiresAt } = subscription;
  if (status !== 'Active') return t('details.neverRenews');
  if (autoRenew === null) return t('notKnown');
  if (expiresAt === null) return t(autoRenew ? 'details.onOpen' : 'details.offOpen');
  return t(autoRenew ? 'details.on' : 'details.off', { date: date(expiresAt) });
};

const scheduledFacts = ({ subscription, nextQuantity: count }: SubscriptionDetails, { t, date }: Localizer) => {
  if (count === undefined) return [];
  const { expiresAt } = subscription;
  const value =
    expiresAt === null
      ? t('details.scheduledAtRenewal', { count })
      : t('details.scheduledLicenses', { count, date: date(expiresAt) });
  return [{ title: t('details.scheduled'), value }];
};

const historyLine = (event: string, by: Person | null, { t }: Localizer): string =>
  by ? t('details.historyBy', { event, name: plain(by.displayName) }) : event;
