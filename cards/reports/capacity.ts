import type { Localizer } from '../../locales/index.ts';
import type { Capacity, SeatCounts } from '../../services/commerce/api/views.ts';
import { type Button, type Card, plain } from '../kit/card.ts';
import { stackedChart } from '../kit/charts.ts';
import { availableText } from '../kit/counted.ts';
import { textCard } from '../kit/text-card.ts';

/** Products that a chart shows, those with the most licenses, and that are listed. */
const DRAWN = 8;
const LISTED = 25;

/** Licenses of every product, self-service and central side by side. */
export const capacityCard = (rows: readonly Capacity[], buttons: readonly Button[], localizer: Localizer): Card => {
  const { t } = localizer;
  const hidden = rows.length - LISTED;
  return textCard(
    {
      title: t('capacity.title'),
      text: [t(rows.length > 0 ? 'capacity.intro' : 'licenses.none')],
      sections: rows.slice(0, LISTED).map((row) => ({ title: row.product.name, lines: linesOf(row, localizer) })),
      footer: hidden > 0 ? t('capacity.more', { count: hidden }) : undefined,
      charts: rows.length > 0 ? [chart(rows, localizer)] : undefined,
    },
    buttons,
  );
};

const linesOf = ({ selfService, central }: Capacity, localizer: Localizer): string[] => {
  const { t } = localizer;
  const line = (kind: 'self-service' | 'central', { assigned, quantity, available }: SeatCounts): string[] => {
    const counts = {
      assigned: t('licenses.assigned', { assigned, quantity }),
      available: availableText(available, localizer),
    };
    return quantity > 0 ? [t('capacity.line', { kind: t(`source.${kind}`), ...counts })] : [];
  };
  return [...line('self-service', selfService), ...line('central', central)];
};

const total = ({ selfService, central }: Capacity) => ({
  assigned: selfService.assigned + central.assigned,
  available: selfService.available + central.available,
});

const chart = (rows: readonly Capacity[], { t, number }: Localizer): object => {
  const size = (row: Capacity): number => total(row).assigned + total(row).available;
  const largest = [...rows].sort((a, b) => size(b) - size(a)).slice(0, DRAWN);
  return stackedChart({
    title: t('capacity.chart'),
    rows: largest.map((row) => ({
      label: plain(row.product.name),
      parts: (['assigned', 'available'] as const).map((part) => ({
        label: t(`capacity.${part}`),
        value: total(row)[part],
        text: `${t(`capacity.${part}`)}: ${number(total(row)[part])}`,
      })),
    })),
  });
};
