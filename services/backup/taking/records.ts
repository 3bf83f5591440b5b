import { generationOf, restOf } from '../../redis/keys.ts';
import type { Draft } from './draft.ts';
import type { Content } from './reading-keys.ts';

/** What a key holds, or a part of it; undefined for a key that is not there. */
export interface Reading {
  readonly key: string;
  /** When it goes away by itself (ms); below 0 for never. */
  readonly until: number;
  readonly content: Content | undefined;
  /** Not the first part. */
  readonly more: boolean;
}

export type Records = ReturnType<typeof createRecords>;

/** What was read, in a draft: of a key that is read again the last reading counts, but a stream only grows. */
export const createRecords = (draft: Draft) => {
  let lines = 0;
  let isAgain = false;
  /** How lines of a key that was read again begin → the first line of its last reading. */
  const lastReadings = new Map<string, number>();
  const ends = new Map<string, string>();
  return {
    /** The last entry of a stream that was read; '' for none. */
    endOf: (key: string): string => ends.get(key) ?? '',

    /** All of it was read once: what is written from now on is read again. */
    readOnce(): void {
      isAgain = true;
    },

    async write({ key, until, content, more }: Reading): Promise<void> {
      const isGoingOn = ends.has(key);
      const beginning = beginningOf(key);
      if (isAgain && !more && !isGoingOn) lastReadings.set(beginning, lines + 1);
      if (content?.type === 'stream') ends.set(key, content.value.at(-1)?.[0] ?? ends.get(key) ?? '');
      if (!content) return;
      const parts = { ...((more || isGoingOn) && { more: true }), ...(until > 0 && { until }), ...content };
      lines += 1;
      await draft.write(`${beginning},${JSON.stringify(parts).slice(1)}\n`);
    },

    /** Whether a line of the draft, counted from 1, was read last of its key. */
    isCurrent: (line: string, number: number): boolean => number >= (lastReadings.get(beginningIn(line)) ?? 0),
  };
};

const beginningOf = (key: string): string =>
  JSON.stringify({ of: generationOf(key) === undefined ? 'tenant' : 'import', key: restOf(key) }).slice(0, -1);

const beginningIn = (line: string): string => /^\{"of":"\w+","key":"(?:[^"\\]|\\.)*"/.exec(line)?.[0] ?? '';
