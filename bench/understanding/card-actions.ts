import type { Card } from '../../cards/kit/card.ts';

/** Something to press. */
export interface Pressable {
  readonly verb: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** A line of the card, as choosers have; a button if not. */
  readonly isLine: boolean;
}

/** What stands in the data of every button, and what only the card's own next step needs. */
const NOT_ARGUMENTS = [
  ...['by', 'for', 'back', 'operation', 'version', 'edit', 'after', 'before'],
  ...['previewed', 'when', 'refunded', 'shown', 'quoted', 'had'],
];

/** The arguments in what a button sends. */
export const argumentsIn = (data: Pressable['data']): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(data).filter(([name, value]) => value !== undefined && !NOT_ARGUMENTS.includes(name)),
  );

/** Everything that runs a command when it is pressed, in the order in which it stands. */
export const pressablesOf = ({ body, actions }: Card): Pressable[] => pressablesIn([body, actions]);

const pressablesIn = (node: unknown, key = ''): Pressable[] => {
  if (Array.isArray(node)) return node.flatMap((item) => pressablesIn(item, key));
  if (node === null || typeof node !== 'object') return [];
  const { type, verb, data } = node as Partial<Pressable> & { readonly type?: unknown };
  const own = type === 'Action.Execute' && verb ? [{ verb, data: data ?? {}, isLine: key === 'selectAction' }] : [];
  return [...own, ...Object.entries(node).flatMap(([name, value]) => pressablesIn(value, name))];
};

/** The fields of the card's form, as they stand. */
export const fieldsOf = (node: unknown): Record<string, string> => {
  if (Array.isArray(node)) return Object.assign({}, ...node.map(fieldsOf));
  if (node === null || typeof node !== 'object') return {};
  const { type, id, value } = node as { readonly type?: unknown; readonly id?: string; readonly value?: unknown };
  const own = id !== undefined && String(type).startsWith('Input.') ? { [id]: String(value ?? '') } : {};
  return Object.assign(own, ...Object.values(node).map(fieldsOf));
};
