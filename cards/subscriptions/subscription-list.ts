import type { Localizer } from '../../locales/index.ts';
import type {
  Sort,
  SourceFilter,
  SubscriptionFilter,
  SubscriptionPage,
  SubscriptionSummary,
} from '../../services/commerce/api/subscriptions.ts';
import { type Button, type ButtonData, type Card, defineCard, plain, present, rowName } from '../kit/card.ts';

import { colorOf } from '../kit/text-card.ts';
import template from './subscription-list.json' with { type: 'json' };
import { choices, priceText, purchaserText, statusColor, statusText } from './subscription-words.ts';

export interface SubscriptionListData {
  readonly page: SubscriptionPage<SubscriptionSummary>;
  readonly filter: SubscriptionFilter & { readonly source: SourceFilter; readonly sort: Sort };
  /** Names for the filter's ids, where it has any. */
  readonly names: { readonly products?: string; readonly purchaser?: string };
  /** The list of a purchaser's own; it cannot be filtered by source. */
  readonly own: boolean;
  /** References of rows that are ticked already. */
  readonly ticked?: readonly string[];
  /** Whether the reader may stop further purchases of what is on it. */
  readonly mayBlock?: boolean;
  /** The command that turns the page. */
  readonly verb: string;
  /** That command's arguments for this list, without a cursor. */
  readonly data: ButtonData;
}

const subscriptionListTemplate = defineCard<object>(template);

/** A page of subscriptions: a line each, pressed to open it, with buttons that turn the page in place. */
export const subscriptionList = (list: SubscriptionListData, localizer: Localizer): Card => {
  const { t } = localizer;
  const { page, filter, own } = list;
  const title = own ? t('list.own') : t(`list.title.${filter.source}`);
  return subscriptionListTemplate(
    {
      title,
      subtitle: listSubtitle(list, localizer),
      leftLegend: [t('columns.product'), t('columns.purchaser'), t('columns.assignedUsers')].join(' · '),
      rightLegend: [t('columns.price'), t('columns.status'), t('columns.expirationDate')].join(' · '),
      rows: page.items.map((summary) => subscriptionRow(summary, localizer)),
      range: listRange(list, localizer),
      filter: !own ? filterForm(list, localizer) : undefined,
      select: !own && page.items.length > 0 ? selectForm(list, localizer) : undefined,
    },
    { fallback: t('list.fallback', { title, count: page.total }), buttons: pageButtons(list, localizer) },
  );
};

const listSubtitle = ({ filter, names, own }: SubscriptionListData, { t, date }: Localizer): string =>
  [
    names.products && plain(names.products),
    names.purchaser && !own && t('list.by', { purchaser: plain(names.purchaser) }),
    ...(filter.statuses ?? []).map((status) => t(`status.${status}`)),
    filter.expiringWithinDays !== undefined && t('list.expiringWithin', { count: filter.expiringWithinDays }),
    filter.bought && t('list.bought', { from: date(filter.bought.from), to: date(filter.bought.to) }),
    t('list.sortedBy', { sort: t(`sort.${filter.sort}`) }),
  ]
    .filter(Boolean)
    .join(' · ');

const subscriptionRow = (summary: SubscriptionSummary, localizer: Localizer) => {
  const { subscription, product } = summary;
  const { t } = localizer;
  const name = purchaserText(summary, localizer);
  const licenses = t('list.assigned', { assigned: subscription.assigned, count: subscription.quantity });
  const price = priceText(summary, localizer);
  const status = statusText(subscription, localizer);
  const expires = localizer.dateIfKnown(subscription.expiresAt);
  const open = t('list.openRow', { ref: subscription.ref, product: product.name });
  return {
    product: plain(product.name),
    purchaser: `${subscription.ref} · ${plain(name)}`,
    licenses,
    price,
    status,
    color: colorOf[statusColor[subscription.status]],
    expires,
    open: rowName(open, [name, licenses, price, status, expires]),
    data: { subscription: subscription.ref },
  };
};

const listRange = (list: SubscriptionListData, { t }: Localizer): string => {
  const { unknownEnds = 0 } = list.page;
  const leftOut = unknownEnds > 0 ? [t('list.unknownEnd', { count: unknownEnds })] : [];
  return [rangeText(list, t), ...leftOut].join(' ');
};

const rangeText = ({ page, own, filter }: SubscriptionListData, t: Localizer['t']): string => {
  if (page.total === 0 && own) return t(filter.products || filter.statuses ? 'list.noneOfOwn' : 'list.noneOwn');
  if (page.total === 0) return t('list.none');
  return t('list.range', { from: page.offset + 1, to: page.offset + page.items.length, count: page.total });
};

const filterForm = ({ filter, verb, data }: SubscriptionListData, { t }: Localizer) => ({
  title: t('buttons.filterAndSort'),
  sourceLabel: t('list.show'),
  source: filter.source,
  sources: choices.sources.map((value) => ({ value, title: t(`source.${value}`) })),
  sortLabel: t('list.sort'),
  sort: filter.sort,
  sorts: choices.sorts.map((value) => ({ value, title: t(`sort.${value}`) })),
  apply: t('buttons.apply'),
  verb,
  data,
});

/** Some of the page's subscriptions, to do something with all of them; `subscriptions` comes back with commas. */
const selectForm = ({ page, ticked = [], mayBlock = false }: SubscriptionListData, { t }: Localizer) => ({
  title: t('list.select'),
  label: t('list.selectLabel'),
  value: ticked.join(','),
  rows: page.items.map(({ subscription: { ref }, product, purchaser }) => ({
    value: ref,
    title: [ref, product.name, purchaser?.displayName].filter(Boolean).join(' · '),
  })),
  acts: present<Button>([
    { title: t('commands.export-users.title'), verb: 'export-users', data: {} },
    mayBlock && { title: t('list.block'), verb: 'set-policy', data: { value: 'Disabled' } },
  ]),
});

const pageButtons = ({ page, verb, data, own }: SubscriptionListData, { t }: Localizer): Button[] =>
  present<Button>([
    page.before && { title: t('buttons.previous'), verb, data: { ...data, before: page.before } },
    page.after && { title: t('buttons.next'), verb, data: { ...data, after: page.after } },
    ...(own ? ownNextSteps(t) : []),
  ]);

/** Where a purchaser goes on from the list. */
const ownNextSteps = (t: Localizer['t']): Button[] => [
  { title: t('commands.buy.title'), verb: 'buy' },
  { title: t('commands.invoices.title'), verb: 'invoices' },
  { title: t('commands.payment-methods.title'), verb: 'payment-methods' },
  { title: t('commands.help.title'), verb: 'help' },
];
