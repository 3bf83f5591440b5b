import { requestOfField } from '../../../../cards/requests/license-requests.ts';
import type { Step, Thing, ThingKind } from '../../../../services/conversations/dialogues.ts';
import { MOST_THINGS, THING_KINDS } from '../../../../services/conversations/dialogues.ts';
import type { Shown } from './shown.ts';

/** The arguments that name something, and what. */
const KINDS: Readonly<Record<string, ThingKind>> = {
  subscription: 'subscription',
  invoice: 'invoice',
  request: 'request',
  customer: 'customer',
  product: 'product',
  person: 'person',
  purchaser: 'person',
  people: 'person',
};

/** The arguments that can name a thing of a kind. */
export const argumentsFor = (kind: ThingKind): string[] => Object.keys(KINDS).filter((name) => KINDS[name] === kind);

/** Whether some arguments say what they are about. */
export const nameSomething = (args: Step['args']): boolean =>
  [...Object.keys(KINDS), 'subscriptions', 'all'].some((name) => args[name] !== undefined);

/** What arguments name, the most particular first. */
export const thingsIn = ({ args }: Pick<Step, 'args'>): Thing[] =>
  THING_KINDS.flatMap((kind) =>
    Object.entries(args)
      .map(namedByField)
      .filter(([name, value]) => KINDS[name] === kind && typeof value === 'string' && value !== '')
      .slice(0, 1)
      .map(([, value]) => ({ kind, said: String(value) })),
  );

/** A request that is decided is named by its field. */
const namedByField = ([name, value]: [string, unknown]): [string, unknown] => {
  const request = requestOfField(name);
  return request === undefined ? [name, value] : ['request', request];
};

/** What a card is about: whatever all that can be pressed on it agrees in. */
export const thingsOn = ({ items, buttons }: Shown): Thing[] => {
  const all = [...items, ...buttons].flatMap(thingsIn);
  return THING_KINDS.flatMap((kind) => {
    const named = [...new Set(all.filter((thing) => thing.kind === kind).map(({ said }) => said))];
    return named.length === 1 ? [{ kind, said: named[0] ?? '' }] : [];
  });
};

/** What a turn has spoken of: what was named, then what the card knows of it besides. */
export const thingsOf = (step: Step, shown: Shown): Thing[] => {
  const named = thingsIn(step);
  return withNamed(named, thingsOn(shown));
};

/** Things, and those of other kinds that are named besides. */
export const withNamed = (things: readonly Thing[], named: readonly Thing[]): Thing[] => [
  ...things,
  ...named.filter(({ kind }) => !things.some((thing) => thing.kind === kind)),
];

/** The newest things, one of each kind. */
export const focusOn = (things: readonly Thing[], before: readonly Thing[]): Thing[] =>
  [...things, ...before.filter(({ kind }) => !things.some((thing) => thing.kind === kind))].slice(0, MOST_THINGS);
