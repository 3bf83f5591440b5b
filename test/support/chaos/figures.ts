import { chaos } from './sizes.ts';

/** What came of faults of one kind. */
export interface Figures {
  readonly fault: string;
  readonly injected: number;
  /** What was acknowledged, or to be told, and is not there. */
  readonly lost: number;
  readonly doubled: number;
  /** Milliseconds until all went on as before, at the longest. */
  readonly recovery?: number;
}

const all: Figures[] = [];

const rowOf = ({ fault, injected, lost, doubled, recovery }: Figures): string => {
  const seconds = recovery === undefined ? '' : `${(recovery / 1000).toFixed(1)} s`;
  return `      | ${[fault, injected, lost, doubled, seconds].join(' | ')} |\n`;
};

/** Notes what came of a kind of fault, for the table at the end, and shows it at once. */
export const note = (figures: Figures): void => {
  all.push(figures);
  process.stdout.write(rowOf(figures));
};

// At the root, so that it comes after all files that were run together.
after(() => {
  if (!chaos.isLong || all.length === 0) return;
  const head = '      | fault | injected | lost | doubled | longest recovery |\n      |---|---|---|---|---|\n';
  process.stdout.write(`\n${head}${all.map(rowOf).join('')}`);
});
