import type { Part } from '../core/sentence.ts';
import { quantity, slot } from '../core/slots.ts';
import { canMean } from '../core/tags.ts';

/** So many licenses, or so many more or fewer than there are: "5 Visio", "3 more seats", "two fewer". */
export const amount = slot(['quantity', 'change'], (asked) => {
  const { args, used } = quantity(asked);
  const [part] = used;
  if (typeof args.quantity !== 'number' || !part) return { args, used };
  const sign = signBeside(part, asked.parts);
  return sign === 0 ? { args, used } : { args: { change: sign * args.quantity }, used };
});

/** Words between a number and what makes it a difference: "3 licenses more", "two Visio seats fewer". */
const NEAR = 3;

const signBeside = (part: Part, parts: readonly Part[]): number => {
  const at = parts.indexOf(part);
  const beside = parts.slice(Math.max(0, at - 1), at + NEAR + 1);
  if (beside.some((each) => canMean(each, 'fewer'))) return -1;
  return beside.some((each) => canMean(each, 'more')) ? 1 : 0;
};
