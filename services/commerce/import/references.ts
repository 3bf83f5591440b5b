import type { SubscriptionRef } from '../api/types.ts';

/** For each letter that references begin with, the highest number: `S-1001`, `S-1010` → S: 1010. */
export const highestReferences = (references: readonly SubscriptionRef[]): Record<string, number> => {
  const highest: Record<string, number> = {};
  for (const reference of references) {
    const [series = '', number] = reference.split('-');
    highest[series] = Math.max(highest[series] ?? 0, Number(number));
  }
  return highest;
};
