import type { Localizer } from '../../locales/index.ts';
import type { MonthlySpend } from '../../services/commerce/api/reports.ts';
import type { Money } from '../../services/commerce/api/types.ts';
import type { Button, Card } from '../kit/card.ts';
import { barChart } from '../kit/charts.ts';
import { type TextCardData, textCard } from '../kit/text-card.ts';

/** Products and purchasers that are listed. */
const NAMES_LISTED = 8;

export interface SpendShown {
  /** The oldest first. */
  readonly months: readonly MonthlySpend[];
  /** Only these sums; both if not given. */
  readonly per?: 'product' | 'purchaser' | undefined;
  /** Whose and of what alone it is. */
  readonly names?: readonly string[];
  /** Purchases that are not in it, because Microsoft invoices them. */
  readonly elsewhere: number;
}

/** What was invoiced in some months: a chart, then by product and by purchaser. */
export const spendCard = (
  { months, per, names = [], elsewhere }: SpendShown,
  buttons: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t, money, month } = localizer;
  const bars = months.map((each) => ({
    label: month(each.month),
    value: majorUnits(each.total, localizer),
    text: money(each.total),
  }));
  return textCard(
    {
      title: t('spend.title'),
      ...(names.length > 0 && { status: { text: names.join(' · '), tone: 'Default' as const } }),
      text: latestMonths(months, localizer),
      warnings: elsewhereText(elsewhere, localizer),
      sections: spendSections(months, localizer).filter((_, i) => !per || i === SECTIONS.indexOf(per)),
      charts: [barChart({ title: t('spend.chart'), bars })],
    },
    buttons,
  );
};

/** That what Microsoft invoices is not in the sums, where there is any. */
export const elsewhereText = (count: number, { t }: Localizer): string[] =>
  count > 0 ? [t('spend.elsewhere', { count })] : [];

const majorUnits = ({ amount, currency }: Money, { fraction }: Localizer): number => amount / 10 ** fraction(currency);

/** This month against the one before. */
const latestMonths = (months: readonly MonthlySpend[], { t, money, month }: Localizer): string[] => {
  const [before, now] = [months.at(-2), months.at(-1)];
  if (!now) return [];
  const soFar = t('spend.soFar', { month: month(now.month), total: money(now.total) });
  return before ? [soFar, t('spend.before', { month: month(before.month), total: money(before.total) })] : [soFar];
};

/** The sections in their order. */
const SECTIONS = ['product', 'purchaser'];

const spendSections = (
  months: readonly MonthlySpend[],
  localizer: Localizer,
): NonNullable<TextCardData['sections']> => {
  const { t } = localizer;
  const products = months.flatMap(({ byProduct }) =>
    byProduct.map(({ product, amount }) => ({ name: product.name, amount })),
  );
  const purchasers = months.flatMap(({ byPurchaser }) =>
    byPurchaser.map(({ purchaser, amount }) => ({ name: purchaser?.displayName ?? t('spend.gone'), amount })),
  );
  return [
    { title: t('spend.byProduct'), lines: sumLines(products, localizer) },
    { title: t('spend.byPurchaser'), lines: sumLines(purchasers, localizer) },
  ];
};

/** The dearest names with what they come to over all months. */
const sumLines = (parts: readonly { name: string; amount: Money }[], { t, money }: Localizer): string[] => {
  const byName = new Map<string, Money>();
  for (const { name, amount } of parts)
    byName.set(name, { ...amount, amount: amount.amount + (byName.get(name)?.amount ?? 0) });
  const dearest = [...byName].sort(([, a], [, b]) => b.amount - a.amount).slice(0, NAMES_LISTED);
  return dearest.length > 0
    ? dearest.map(([name, amount]) => t('spend.line', { name, amount: money(amount) }))
    : [t('spend.nothing')];
};
