import type { Localizer } from '../../locales/index.ts';
import type { UnusedLicenses } from '../../services/commerce/api/reports.ts';
import type { Money } from '../../services/commerce/api/types.ts';
import { type Button, type Card, plain } from '../kit/card.ts';
import { barChart } from '../kit/charts.ts';
import { textCard } from '../kit/text-card.ts';

/** Products that a chart shows, and that are listed; the dearest come first. */
const PRODUCTS_DRAWN = 8;
const PRODUCTS_LISTED = 15;

/** Licenses that nobody has, what they cost, and in which subscriptions they are. */
export const unusedCard = (rows: readonly UnusedLicenses[], buttons: readonly Button[], localizer: Localizer): Card => {
  const { t, money } = localizer;
  const [first] = rows;
  if (!first) return textCard({ title: t('unused.title'), text: [t('unused.none')] }, buttons);
  const cost = rows.reduce((sum, { monthlyCost }) => sum + monthlyCost.amount, 0);
  const count = rows.reduce((sum, { unused }) => sum + unused, 0);
  return textCard(
    {
      title: t('unused.title'),
      status: {
        text: t('unused.total', { count, cost: money({ ...first.monthlyCost, amount: cost }) }),
        tone: 'Default',
      },
      sections: rows.slice(0, PRODUCTS_LISTED).map((row) => unusedSection(row, localizer)),
      charts: [unusedChart(rows, localizer)],
    },
    buttons,
  );
};

const unusedSection = (
  { product, source, unused, monthlyCost, subscriptions }: UnusedLicenses,
  { t, money }: Localizer,
) => ({
  title: t('unused.product', { product: product.name, source: t(`source.${source}`) }),
  lines: [
    t('unused.line', { count: unused, cost: money(monthlyCost) }),
    subscriptions.map(({ ref, unused: seats }) => t('unused.in', { ref, seats })).join(' · '),
  ],
});

const unusedChart = (rows: readonly UnusedLicenses[], { t, money, fraction }: Localizer): object => {
  const value = ({ amount, currency }: Money): number => amount / 10 ** fraction(currency);
  const bars = rows.slice(0, PRODUCTS_DRAWN).map(({ product, source, monthlyCost }) => ({
    label: plain(t('unused.product', { product: product.name, source: t(`source.${source}`) })),
    value: value(monthlyCost),
    text: money(monthlyCost),
  }));
  return barChart({ title: t('unused.chart'), bars });
};
