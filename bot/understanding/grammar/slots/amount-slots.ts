import type { Part } from '../core/sentence.ts';
import { newQuantity, quantity, type SlotInput, slot } from '../core/slots.ts';
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
  const before = parts[at - 1];
  // "to 8" is a total; "have 8 more" is none.
  if (before && canMean(before, 'to') && !canMean(before, 'holding')) return 0;
  const beside = parts.slice(Math.max(0, at - 1), at + NEAR + 1);
  if (beside.some((each) => canMean(each, 'fewer'))) return -1;
  return beside.some((each) => canMean(each, 'more')) ? 1 : 0;
};

/** A new total of licenses, a difference, or twice or half as many. */
export const newTotal = slot(['quantity', 'change', 'times'], (asked) => {
  if (namesSeveral(asked)) return { args: { change: undefined }, used: [], doubtful: true };
  const multiple = multipleIn(asked);
  if (multiple) return { args: { change: undefined, times: multiple.times }, used: multiple.used };
  return typeof asked.said['change'] === 'number' ? newQuantity(asked) : differenceOrTotal(asked);
});

/** Without a rule that says which, the words beside a number tell whether it is a difference. */
const differenceOrTotal = (asked: SlotInput) => {
  const found = amount(asked);
  return found.args.change === undefined ? newQuantity(asked) : found;
};

const multipleIn = ({ free }: SlotInput) => {
  const double = free.find((part) => canMean(part, 'double'));
  const half = free.find((part) => canMean(part, 'half'));
  const part = double ?? half;
  return part && { times: double ? 2 : 0.5, used: [part] };
};

/** "S-1001 to 8 and S-1005 to 5": one card is about one of them, and nobody is to get the number of the other. */
const namesSeveral = ({ parts }: SlotInput): boolean => {
  const count = (tag: string) => parts.filter(({ tags }) => tags.has(tag)).length;
  return count('ref') > 1 && count('number') > 1;
};
