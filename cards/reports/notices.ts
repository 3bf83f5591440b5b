import type { Localizer } from '../../locales/index.ts';
import type { MonthlySpend, UnusedLicenses } from '../../services/commerce/api/reports.ts';
import type { SubscriptionSummary } from '../../services/commerce/api/subscriptions.ts';
import { inOneLine } from '../kit/card.ts';
import { barChart } from '../kit/charts.ts';
import { costText, counted, sumOf } from '../kit/counted.ts';
import type { Fact, TextCardData } from '../kit/text-card.ts';
import { nameOf, purchaserText } from '../subscriptions/subscription-words.ts';
import { elsewhereText } from './spend.ts';

/** What an admin reads once a week. */
export interface DigestData {
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
  /** Self-service purchases made in the week. */
  readonly bought: number;
  /** The oldest month first. */
  readonly months: readonly MonthlySpend[];
  /** Purchases that are not in these, because Microsoft invoices them. */
  readonly elsewhere: number;
  readonly unused: readonly UnusedLicenses[];
  /** The first of the purchases that end or renew within a week, and how many there are. */
  readonly ending: readonly SubscriptionSummary[];
  readonly endingCount: number;
  /** Those that are left out, because nobody knows when they end. */
  readonly unknownEnds: number;
}

export const weeklyDigest = (data: DigestData, localizer: Localizer): TextCardData => {
  const { t, date } = localizer;
  const bars = data.months.map(({ month, total }) => ({
    label: localizer.month(month),
    value: total.amount / 10 ** localizer.fraction(total.currency),
    text: localizer.money(total),
  }));
  const title = t('notices.digest', { from: date(data.from), until: date(data.until) });
  const facts = [
    { title: t('notices.digestBought'), value: localizer.number(data.bought) },
    ...spendFacts(data.months, localizer),
    { title: t('unused.title'), value: unusedText(data.unused, localizer) },
    { title: t('notices.digestEnding'), value: localizer.number(data.endingCount) },
  ];
  const { elsewhere, unknownEnds } = data;
  const unknown = unknownEnds > 0 ? [t('list.unknownEnd', { count: unknownEnds })] : [];
  return {
    title,
    text: [...elsewhereText(elsewhere, localizer), ...unknown],
    facts,
    fallback: inOneLine([title, ...facts.map((fact) => `${fact.title}: ${fact.value}`)]),
    sections:
      data.ending.length > 0 ? [{ title: t('notices.digestNext'), lines: endings(data.ending, localizer) }] : [],
    charts: [barChart({ title: t('spend.chart'), bars })],
  };
};

/** This month against the one before. */
const spendFacts = (months: readonly MonthlySpend[], { t, money, month }: Localizer): Fact[] =>
  months
    .slice(-2)
    .reverse()
    .map((each) => ({ title: t('notices.digestSpend', { month: month(each.month) }), value: money(each.total) }));

const unusedText = (rows: readonly UnusedLicenses[], localizer: Localizer): string => {
  if (rows.length === 0) return localizer.t('unused.none');
  const cost = costText(sumOf(rows.map(({ monthlyCost }) => monthlyCost)), localizer);
  const count = rows.reduce((sum, { unused }) => sum + unused, 0);
  return localizer.t('notices.digestUnused', { ...counted(count, localizer), cost });
};

const endings = (ending: readonly SubscriptionSummary[], localizer: Localizer): string[] =>
  ending.map((each) =>
    localizer.t('notices.digestEnd', {
      name: nameOf(each),
      date: localizer.dateIfKnown(each.subscription.expiresAt),
      purchaser: purchaserText(each, localizer),
    }),
  );
