import { readFileSync } from 'node:fs';
import { runScript, scriptOf } from '../redis/script.ts';
import type { MemberRange } from './name-index.ts';
import type { Directory } from './people.ts';

/** Reads some members of the names index. */
export type ReadRange = (range: MemberRange, most: number) => Promise<string[]>;

interface Asked {
  readonly range: MemberRange;
  readonly most: number;
}

const NAMES_IN = scriptOf(readFileSync(new URL('./names-in.lua', import.meta.url), 'utf8'));

/** Ranges that are asked for at the same time are read by one command: a sentence has dozens of them. */
export const rangesOf = (directory: Directory): ReadRange => {
  let batch: { readonly asked: Asked[]; readonly found: Promise<string[][]> } | undefined;
  const newBatch = () => {
    const asked: Asked[] = [];
    const found = untilAllAsked().then(() => {
      batch = undefined;
      return read(directory, asked);
    });
    return { asked, found };
  };
  return async (range, most) => {
    batch ??= newBatch();
    const { asked, found } = batch;
    const at = asked.push({ range, most }) - 1;
    return (await found)[at] ?? [];
  };
};

/** Whatever goes on now has gone on by then as far as it can. */
const untilAllAsked = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));

const read = async ({ redis, keys }: Directory, asked: readonly Asked[]): Promise<string[][]> => {
  const bounds = asked.flatMap(({ range: { min, max }, most }) => [min, max, String(most)]);
  return (await runScript(redis, NAMES_IN, { keys: [keys.names], arguments: bounds })) as string[][];
};
