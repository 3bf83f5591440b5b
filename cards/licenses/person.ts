import type { Localizer } from '../../locales/index.ts';
import type { HeldLicense, Holdings } from '../../services/commerce/api/licenses.ts';
import type { RequestSummary } from '../../services/commerce/api/requests.ts';
import type { Person } from '../../services/commerce/api/types.ts';
import type { Button, Card } from '../kit/card.ts';
import { type Line, textCard } from '../kit/text-card.ts';
import { fromText, nameOf, priceText, statusText } from '../subscriptions/subscription-words.ts';

interface PersonCard extends Holdings {
  readonly person: Person;
  /** Of theirs that wait; empty also for a reader who may not know. */
  readonly requests: readonly RequestSummary[];
}

/** Licenses on one card; the rest are counted. */
const LICENSES_SHOWN = 12;

/** What somebody has and since when, what they bought, what they have asked for, and what they have twice. */
export const personCard = (data: PersonCard, buttons: readonly Button[], localizer: Localizer): Card => {
  const { person, licenses, purchases, requests } = data;
  const { t } = localizer;
  const hidden = licenses.length - LICENSES_SHOWN;
  return textCard(
    {
      title: t('person.title', { name: person.displayName }),
      ...(person.enabled ? {} : { status: { text: t('person.disabled'), tone: 'Attention' as const } }),
      text: [...(licenses.length === 0 ? [t('person.none')] : []), ...afterLeaving(data, localizer)],
      warnings: doubles(licenses).map(([product, refs]) =>
        t('person.double', { product, count: refs.length, refs: refs.join(', ') }),
      ),
      sections: [
        ...licenses
          .slice(0, LICENSES_SHOWN)
          .map((each) => ({ title: nameOf(each.summary), lines: licenseLines(each, localizer) })),
        ...requests.map(({ product, request }) => ({
          title: t('person.request', { product: product.name }),
          lines: [t('request.sentOn', { date: localizer.date(request.requestedAt) })],
        })),
      ],
      lines: purchases.items.map((each): Line => purchaseLine(each, localizer)),
      footer: hidden > 0 ? t('person.more', { count: hidden }) : undefined,
      fallback: t('person.fallback', { name: person.displayName, count: licenses.length }),
    },
    buttons,
  );
};

/** Whoever leaves, their purchases go on. */
const afterLeaving = ({ person, purchases }: PersonCard, { t }: Localizer): string[] => {
  const { total: count } = purchases;
  if (count === 0) return [t('person.noPurchase')];
  return [t('person.bought', { count }), t(person.enabled ? 'person.ifLeaving' : 'person.hasLeft')];
};

/** Products of which somebody has several licenses that can be used, and the subscriptions that these are of. */
const doubles = (licenses: readonly HeldLicense[]): [product: string, refs: string[]][] => {
  const refs = new Map<string, string[]>();
  for (const { summary } of licenses) {
    if (summary.subscription.status === 'Disabled') continue;
    refs.set(summary.product.name, [...(refs.get(summary.product.name) ?? []), summary.subscription.ref]);
  }
  return [...refs].filter(([, { length }]) => length > 1);
};

const licenseLines = ({ summary, assignedOn }: HeldLicense, localizer: Localizer): string[] => {
  const { t, date } = localizer;
  const { subscription } = summary;
  return [
    subscription.source === 'central' ? t('person.fromOrganization') : fromText(summary, localizer),
    ...(assignedOn === null ? [] : [t('person.since', { date: date(assignedOn) })]),
    statusText(subscription, localizer),
  ];
};

const purchaseLine = (each: Holdings['purchases']['items'][number], localizer: Localizer): Line => ({
  title: localizer.t('person.purchase', { name: nameOf(each) }),
  text: [statusText(each.subscription, localizer), priceText(each, localizer)].join(' · '),
  verb: 'subscription',
  data: { subscription: each.subscription.ref },
});
