import { period } from '../core/periods.ts';
import type { Part } from '../core/sentence.ts';
import { nothing, slot } from '../core/slots.ts';
import { canMeanAny, mentions } from '../core/tags.ts';

/** When it was bought: "since August", "bought this month". What speaks of an end speaks of another time. */
export const boughtWithin = slot(['from', 'to'], ({ parts, free, today }) => {
  if (mentions(parts, 'expires')) return nothing;
  const found = period(free, today, 'past');
  if (!found?.range || !isPast(found.used, parts)) return nothing;
  const { from, to } = found.range;
  if (today !== undefined && from > today) return nothing;
  const goesOn = today !== undefined && (to > today || isSince(found.used, parts));
  return { args: { from, to: goesOn ? today : to }, used: found.used };
});

/** "Since last week" goes on beyond that week. */
const isSince = (used: readonly Part[], parts: readonly Part[]): boolean => {
  const before = used[0] && parts[parts.indexOf(used[0]) - 1];
  return [before, ...used].some((part) => part?.tags.get('direction') === 'since');
};

const isPast = (used: readonly Part[], parts: readonly Part[]): boolean =>
  used.some(({ tags }) => ['since', 'past', 'previous'].includes(String(tags.get('direction')))) ||
  parts.some((part) => canMeanAny(part, ['had-bought', 'purchases-made']));
