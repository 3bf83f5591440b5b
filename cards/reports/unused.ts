import type { Localizer } from '../../locales/index.ts';
import type { UnusedLicenses } from '../../services/commerce/api/reports.ts';
import type { Money } from '../../services/commerce/api/types.ts';
import { type Button, type Card, plain } from '../kit/card.ts';
import { barChart } from '../kit/charts.ts';
import { costText, sumOf } from '../kit/counted.ts';
import { textCard } from '../kit/text-card.ts';

/** Products that a chart shows, and that are listed; the dearest come first. */
const PRODUCTS_DRAWN = 8;
const PRODUCTS_LISTED = 15;

/** Licenses that nobody has, what they cost, and in which subscriptions they are. */
export const unusedCard = (rows: readonly UnusedLicenses[], buttons: readonly Button[], localizer: Localizer): Card => {
  const { t } = localizer;
  if (rows.length === 0) return textCard({ title: t('unused.title'), text: [t('unused.none')] }, buttons);
  const count = rows.reduce((sum, { unused }) => sum + unused, 0);
  return textCard(
    {
      title: t('unused.title'),
      status: {
        text: t('unused.total', {
          count,
          cost: costText(sumOf(rows.map(({ monthlyCost }) => monthlyCost)), localizer),
        }),
        tone: 'Default',
      },
      sections: rows.slice(0, PRODUCTS_LISTED).map((row) => unusedSection(row, localizer)),
      charts: rows.some(({ monthlyCost }) => monthlyCost.known) ? [unusedChart(rows, localizer)] : [],
    },
    buttons,
  );
};

const unusedSection = (
  { product, source, unused, monthlyCost, subscriptions }: UnusedLicenses,
  localizer: Localizer,
) => ({
  title: localizer.t('unused.product', { product: product.name, source: localizer.t(`source.${source}`) }),
  lines: [
    localizer.t('unused.line', { count: unused, cost: costText(monthlyCost, localizer) }),
    subscriptions.map(({ ref, unused: seats }) => localizer.t('unused.in', { ref, seats })).join(' · '),
  ],
});

const unusedChart = (rows: readonly UnusedLicenses[], { t, money, fraction }: Localizer): object => {
  const value = ({ amount, currency }: Money): number => amount / 10 ** fraction(currency);
  const priced = rows.flatMap(({ monthlyCost: { known }, ...row }) => (known ? [{ ...row, known }] : []));
  const bars = priced.slice(0, PRODUCTS_DRAWN).map(({ product, source, known }) => ({
    label: plain(t('unused.product', { product: product.name, source: t(`source.${source}`) })),
    value: value(known),
    text: money(known),
  }));
  return barChart({ title: t('unused.chart'), bars });
};
