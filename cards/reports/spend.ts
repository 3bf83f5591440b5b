import type { Speech } from '../../locales/index.ts';
import type { Money } from '../../services/commerce/api/types.ts';
import type { MonthlySpend } from '../../services/commerce/api/views.ts';
import type { Button, Card } from '../kit/card.ts';
import { barChart } from '../kit/charts.ts';
import { type SheetData, sheet } from '../kit/text-card.ts';

/** Products and purchasers that are listed. */
const LISTED = 8;

/** What was invoiced in the past months, the oldest first: a chart, then by product and by purchaser. */
export const spendCard = (months: readonly MonthlySpend[], buttons: readonly Button[], speech: Speech): Card => {
  const { t, money, month } = speech;
  const bars = months.map((each) => ({
    label: month(each.month),
    value: major(each.total, speech),
    text: money(each.total),
  }));
  return sheet(
    {
      title: t('spend.title'),
      ...latest(months, speech),
      sections: sections(months, speech),
      charts: [barChart({ title: t('spend.chart'), bars })],
    },
    buttons,
  );
};

const major = ({ amount, currency }: Money, { fraction }: Speech): number => amount / 10 ** fraction(currency);

/** This month against the one before. */
const latest = (months: readonly MonthlySpend[], { t, money, month }: Speech): Pick<SheetData, 'text'> => {
  const [before, now] = [months.at(-2), months.at(-1)];
  if (!now) return {};
  const soFar = t('spend.soFar', { month: month(now.month), total: money(now.total) });
  return {
    text: before ? [soFar, t('spend.before', { month: month(before.month), total: money(before.total) })] : [soFar],
  };
};

const sections = (months: readonly MonthlySpend[], speech: Speech): NonNullable<SheetData['sections']> => {
  const { t } = speech;
  const products = months.flatMap(({ byProduct }) =>
    byProduct.map(({ product, amount }) => ({ name: product.name, amount })),
  );
  const purchasers = months.flatMap(({ byPurchaser }) =>
    byPurchaser.map(({ purchaser, amount }) => ({ name: purchaser?.displayName ?? t('spend.gone'), amount })),
  );
  return [
    { title: t('spend.byProduct'), lines: sums(products, speech) },
    { title: t('spend.byPurchaser'), lines: sums(purchasers, speech) },
  ];
};

/** The dearest names with what they come to over all months. */
const sums = (parts: readonly { name: string; amount: Money }[], { t, money }: Speech): string[] => {
  const byName = new Map<string, Money>();
  for (const { name, amount } of parts)
    byName.set(name, { ...amount, amount: amount.amount + (byName.get(name)?.amount ?? 0) });
  const dearest = [...byName].sort(([, a], [, b]) => b.amount - a.amount).slice(0, LISTED);
  return dearest.length > 0
    ? dearest.map(([name, amount]) => t('spend.line', { name, amount: money(amount) }))
    : [t('spend.nothing')];
};
