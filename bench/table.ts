/** One measured thing: what it is, what came out, what was aimed at if anything. */
export interface Row {
  readonly what: string;
  readonly result: string;
  readonly aim?: string;
}

/** Prints rows as a table in Markdown, the columns aligned. */
export const printTable = (rows: readonly Row[]): void => {
  const lines = [
    ['Measured', 'Result', 'Aim'],
    ['', '', ''],
    ...rows.map(({ what, result, aim = '' }) => [what, result, aim]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  for (const [number, line] of lines.entries()) {
    const cells = line.map((cell, column) => cell.padEnd(widths[column] ?? 0, number === 1 ? '-' : ' '));
    process.stdout.write(`| ${cells.join(' | ')} |\n`);
  }
};

/** A number as people read it: 12,345. */
export const count = (value: number): string => Math.round(value).toLocaleString('en-US');

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** The value that so large a part of them, from 0 to 1, does not exceed. */
export const percentile = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN;

/** Milliseconds that the work takes. */
export const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

/** A part of a whole, such as "12.5 %". */
export const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
