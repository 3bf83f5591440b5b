import type { Localizer } from '../../locales/index.ts';
import type { Capacity, SeatCounts } from '../../services/commerce/api/reports.ts';
import { type Button, type Card, plain } from '../kit/card.ts';
import { stackedChart } from '../kit/charts.ts';
import { availableText, overText } from '../kit/counted.ts';
import { textCard } from '../kit/text-card.ts';

/** Products that a chart shows, those with the most licenses, and that are listed. */
const PRODUCTS_DRAWN = 8;
const PRODUCTS_LISTED = 25;

/** Licenses of every product, self-service and central side by side. */
export const capacityCard = (rows: readonly Capacity[], buttons: readonly Button[], localizer: Localizer): Card => {
  const { t } = localizer;
  const hidden = rows.length - PRODUCTS_LISTED;
  return textCard(
    {
      title: t('capacity.title'),
      text: [t(rows.length > 0 ? 'capacity.intro' : 'licenses.none')],
      sections: rows
        .slice(0, PRODUCTS_LISTED)
        .map((row) => ({ title: row.product.name, lines: capacityLines(row, localizer) })),
      footer: hidden > 0 ? t('capacity.more', { count: hidden }) : undefined,
      charts: rows.length > 0 ? [capacityChart(rows, localizer)] : undefined,
    },
    buttons,
  );
};

const capacityLines = ({ selfService, central }: Capacity, localizer: Localizer): string[] => {
  const { t } = localizer;
  const line = (
    kind: 'self-service' | 'central',
    { subscriptions, assigned, quantity, available, over }: SeatCounts,
  ): string[] => {
    const counts = {
      assigned: t('licenses.assigned', { assigned, quantity }),
      available: availableText(available, localizer),
    };
    const text = t('capacity.line', { kind: t(`source.${kind}`), ...counts });
    return subscriptions > 0 ? [[text, ...overText(over, localizer)].join(', ')] : [];
  };
  return [...line('self-service', selfService), ...line('central', central)];
};

const totalSeats = ({ selfService, central }: Capacity) => ({
  assigned: selfService.assigned + central.assigned,
  available: selfService.available + central.available,
});

const capacityChart = (rows: readonly Capacity[], { t, number }: Localizer): object => {
  const size = (row: Capacity): number => totalSeats(row).assigned + totalSeats(row).available;
  const largest = [...rows].sort((a, b) => size(b) - size(a)).slice(0, PRODUCTS_DRAWN);
  return stackedChart({
    title: t('capacity.chart'),
    rows: largest.map((row) => ({
      label: plain(row.product.name),
      parts: (['assigned', 'available'] as const).map((part) => ({
        label: t(`capacity.${part}`),
        value: totalSeats(row)[part],
        text: `${t(`capacity.${part}`)}: ${number(totalSeats(row)[part])}`,
      })),
    })),
  });
};
