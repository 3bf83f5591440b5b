/**
 * Charts, which Teams draws beyond schema 1.5, each with a list of the same figures for clients that do not:
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/charts-in-adaptive-cards
 */

/** One figure. */
interface Bar {
  readonly label: string;
  readonly value: number;
  /** The value as it is written, with its unit. */
  readonly text: string;
}

interface Figures {
  readonly title: string;
  readonly bars: readonly Bar[];
}

/** Figures that are compared, or that follow each other in time; lying bars keep their names whole on a phone. */
export const barChart = ({ title, bars }: Figures): object => ({
  type: 'Chart.HorizontalBar',
  title,
  data: bars.map(({ label, value }) => ({ x: label, y: value })),
  fallback: asFacts(bars),
});

/** A whole with its parts, for each of several things. */
export const stackedChart = ({
  title,
  rows,
}: {
  title: string;
  rows: readonly { readonly label: string; readonly parts: readonly Bar[] }[];
}): object => ({
  type: 'Chart.HorizontalBar.Stacked',
  title,
  data: rows.map(({ label, parts }) => ({
    title: label,
    data: parts.map(({ label: legend, value }) => ({ legend, value })),
  })),
  fallback: asFacts(
    rows.map(({ label, parts }) => ({ label, value: 0, text: parts.map(({ text }) => text).join(', ') })),
  ),
});

const asFacts = (bars: readonly Bar[]): object => ({
  type: 'FactSet',
  facts: bars.map(({ label, text }) => ({ title: label, value: text })),
});
