import type { Card } from '../../cards/kit/card.ts';

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Undoes what `plain` does to a text for a place that reads markdown; fixed spaces are plain ones. */
const unmarked = (text: string): string =>
  text
    .replace(/[\u2060\u2068\u2069]/g, '')
    .replace(/\\([\\`*_[\]<>~#|.)+-])/g, '$1')
    .replace(/[\u00a0\u202f]/g, ' ');

/** What no reader sees, or what is there to be pressed. */
const NOT_READ = new Set(['actions', 'selectAction', 'fallbackText', 'data', 'choices', 'choices.data', 'refresh']);

interface Reading {
  /** Lines to press lead elsewhere. */
  readonly withLines: boolean;
}

/** A line of text, a fact, or a field with what it is set to. */
const ownText = ({ text, title, value, label, choices }: Node): unknown => {
  if (text !== undefined) return text;
  if (typeof title === 'string') return value === undefined ? undefined : `${title}: ${value}`;
  const chosen = Array.isArray(choices) ? choices.find((choice) => isNode(choice) && choice['value'] === value) : {};
  const set = chosen?.title ?? (Array.isArray(choices) ? '' : value);
  return label === undefined ? undefined : [label, set].filter(Boolean).join(': ');
};

const textsIn = (node: unknown, reading: Reading): string[] => {
  if (Array.isArray(node)) return node.flatMap((item) => textsIn(item, reading));
  if (!isNode(node) || (!reading.withLines && node['selectAction'])) return [];
  const own = ownText(node);
  const below = Object.entries(node).filter(([key]) => !NOT_READ.has(key));
  return [...(typeof own === 'string' ? [unmarked(own)] : []), ...below.flatMap(([, each]) => textsIn(each, reading))];
};

const isHeading = (node: unknown): boolean => isNode(node) && node['style'] === 'heading';
const isWarning = (node: unknown): boolean => isNode(node) && node['style'] === 'warning';

/** The heading of a card, and the rest of what one reads there, a line each. */
export const readText = ({ body }: Card, reading: Reading): { readonly title: string; readonly text: string } => {
  const heading = body.find(isHeading);
  return {
    title: textsIn(heading, reading).join(' '),
    text: textsIn(
      body.filter((node) => node !== heading),
      reading,
    ).join('\n'),
  };
};

/** Whether the card says on top of everything why it does not do what was asked. */
export const warnsFirst = ({ body }: Card): boolean => {
  const [warning, heading] = [body.findIndex(isWarning), body.findIndex(isHeading)];
  return warning >= 0 && warning < heading;
};
