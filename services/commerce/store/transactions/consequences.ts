import { type Subscription, USABLE } from '../../api/types.ts';
import { overAssigned } from '../../rules/seats.ts';
import type { indexEntries } from '../indexes/subscription-indexes.ts';

/** What follows from a change of a subscription, from the state before and after. */

type Fields = Readonly<Record<string, string>>;

/** The fields that differ, but for the version, which the script counts up. */
export const difference = (was: Fields, is: Fields): { was: Fields; becomes: Fields } => {
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  const changed = names.filter((name) => (was[name] ?? '') !== (is[name] ?? ''));
  const pick = (fields: Fields) => Object.fromEntries(changed.map((name) => [name, fields[name] ?? '']));
  return { was: pick(was), becomes: pick(is) };
};

type Entry = ReturnType<typeof indexEntries>[number];

/** Which index entries go and come, their keys named by position among the script's own. */
export const reindexed = (was: readonly Entry[], is: readonly Entry[], keysBefore: number) => {
  const name = ({ key, member }: Entry) => key + member;
  const [had, has] = [new Set(was.map(name)), new Set(is.map(name))];
  const gone = was.filter((entry) => !has.has(name(entry)));
  const come = is.filter((entry) => !had.has(name(entry)));
  const keys = [...new Set([...gone, ...come].map(({ key }) => key))];
  const position = new Map(keys.map((key, i) => [key, keysBefore + i + 1]));
  const placed = (entries: readonly Entry[]) => entries.map(({ key, member }) => [position.get(key), member]);
  return { keys, out: placed(gone), into: placed(come) };
};

const COUNTS = ['subscriptions', 'quantity', 'assigned', 'over', 'atMicrosoft'] as const;

/**
 * What a subscription adds to the counters of its product: `over` so that it takes no free license of another away,
 * `atMicrosoft` where nothing is invoiced here.
 */
export const counted = (s: Subscription | undefined): Readonly<Record<(typeof COUNTS)[number], number>> =>
  s && USABLE.includes(s.status)
    ? {
        subscriptions: 1,
        quantity: s.quantity,
        assigned: s.assigned,
        over: overAssigned(s),
        atMicrosoft: s.billedBy === 'microsoft' ? 1 : 0,
      }
    : { subscriptions: 0, quantity: 0, assigned: 0, over: 0, atMicrosoft: 0 };

/** How the counters of its product change. */
export const countChanges = (before: Subscription | undefined, after: Subscription): Record<string, number> => {
  const [was, is] = [counted(before), counted(after)];
  const changes = COUNTS.map((field) => [field, is[field] - was[field]]);
  return Object.fromEntries(changes.filter(([, change]) => change !== 0));
};
