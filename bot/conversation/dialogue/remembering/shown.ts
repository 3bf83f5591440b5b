import type { Card } from '../../../../cards/kit/card.ts';
import { requestOfField } from '../../../../cards/requests/license-requests.ts';
import type { CommandName } from '../../../../locales/index.ts';
import type { Step } from '../../../../services/conversations/dialogues.ts';

/** What a card offers: what can be pressed in it, in order, and what it asks to be filled in. */
export interface Shown {
  /** Rows and lines, each once. */
  readonly items: readonly Step[];
  /** Buttons below. */
  readonly buttons: readonly Step[];
  readonly fields: readonly { readonly id: string; readonly isProse: boolean }[];
}

type Node = Readonly<Record<string, unknown>>;

/** What a card offers, as it is before it is sealed. */
export const shownOn = ({ body, actions = [] }: Card): Shown => {
  const nodes = nodesIn(body);
  const inputs = nodes.filter(({ type, id }) => /^Input\./.test(String(type)) && typeof id === 'string');
  return {
    items: eachOnce([...nodes.flatMap(stepOf).map(unconfirmed), ...inputs.flatMap(requestOf)]),
    buttons: nodesIn(actions).flatMap(stepOf),
    fields: inputs.map(({ id, isMultiline }) => ({ id: String(id), isProse: isMultiline === true })),
  };
};

/** Whether a press on it changes something, rather than to show or to ask. */
export const confirms = ({ args }: Pick<Step, 'args'>): boolean => args['operation'] !== undefined;

/** The step without what would confirm it: it shows or asks, whatever it was taken from. */
export const unconfirmed = ({ command, args: { operation: _, version: __, ...args } }: Step): Step => ({
  command,
  args,
});

/** Buttons that do what can be said as well, and what both take. */
const SAYABLE: Readonly<Partial<Record<string, { readonly command: CommandName; readonly takes: readonly string[] }>>> =
  {
    'buy-own': { command: 'buy', takes: ['product', 'quantity'] },
    'buy-centrally': { command: 'buy', takes: ['product', 'quantity'] },
  };

/** The step as a sentence would begin it, so that a sentence can go on with it. */
export const asSaid = (step: Step): Step => {
  const said = SAYABLE[step.command];
  if (!said) return step;
  const args = Object.entries(step.args).filter(([name]) => said.takes.includes(name));
  return { command: said.command, args: Object.fromEntries(args) };
};

/** Whether two steps do the same. */
export const isSameStep = (a: Step, b: Step): boolean =>
  a.command === b.command && JSON.stringify(a.args) === JSON.stringify(b.args);

const eachOnce = (steps: readonly Step[]): Step[] =>
  steps.filter((step, at) => steps.findIndex((each) => isSameStep(each, step)) === at);

/** All objects of a card, outer ones first; what its buttons send is none of it. */
const nodesIn = (card: unknown): Node[] => {
  const found: Node[] = [];
  const look = (node: unknown): void => {
    if (node === null || typeof node !== 'object') return;
    if (!Array.isArray(node)) found.push(node as Node);
    for (const [name, value] of Object.entries(node)) if (name !== 'data') look(value);
  };
  look(card);
  return found;
};

const stepOf = ({ type, verb, data }: Node): Step[] =>
  type === 'Action.Execute' && typeof verb === 'string'
    ? [{ command: verb, args: withoutUndefined(Object(data)) }]
    : [];

/** A request that is decided in a field of its own. */
const requestOf = ({ id }: Node): Step[] => {
  const request = requestOfField(String(id));
  return request === undefined ? [] : [{ command: 'requests', args: { request } }];
};

const withoutUndefined = (data: Node): Step['args'] =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
