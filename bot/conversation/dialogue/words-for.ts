import { refusalReason } from '../../../services/commerce/api/errors.ts';
import type { SubscriptionRef } from '../../../services/commerce/api/types.ts';
import type { Thing } from '../../../services/conversations/dialogues.ts';
import type { Naming } from '../../understanding/dialogue/sentence.ts';
import type { CommandContext } from '../command.ts';

/** How the sentences of a turn would name some things: people and products by their names, as this person may see them now. */
export const namesIn = (context: CommandContext): ((things: readonly Thing[]) => Promise<Naming[]>) => {
  const known = new Map<string, Promise<Naming[]>>();
  return async (things) => {
    const all = await Promise.all(things.map((thing) => namesOnce(thing, context, known)));
    return certainFirst(all.flat());
  };
};

const namesOnce = (
  { kind, said }: Thing,
  context: CommandContext,
  known: Map<string, Promise<Naming[]>>,
): Promise<Naming[]> => {
  const key = `${kind} ${said}`;
  const names = known.get(key) ?? NAMES[kind](said, context);
  known.set(key, names);
  return names;
};

/** A subscription decides which product of a family is meant: what can be several things comes last. */
const certainFirst = (all: readonly Naming[]): Naming[] => [
  ...all.filter(({ names }) => names),
  ...all.filter(({ names }) => !names),
];

type NamesOf = (said: string, context: CommandContext) => Promise<Naming[]>;

const productNames: NamesOf = async (said, { actor, commerce }) => {
  const [product, ...others] = (await unlessRefused(commerce.findProducts(actor, said))) ?? [];
  if (!product || others.length > 0) return [{ words: said }];
  return [{ words: product.name, names: { kind: 'product', meant: [product] } }];
};

const personNames: NamesOf = async (said, { actor, commerce }) => {
  const named = await unlessRefused(commerce.findNamedPeople(actor, [said]));
  const person = named?.found[0]?.person;
  if (!person) return [{ words: said }];
  const { id, displayName: name } = person;
  return [{ words: name, names: { kind: 'person', meant: [{ id, name }] } }];
};

/** By its reference, and by its product: "block it". */
const subscriptionNames: NamesOf = async (said, context) => {
  const found = await unlessRefused(context.commerce.getSubscription(context.actor, said as SubscriptionRef));
  const itself: Naming = { words: said, names: { kind: 'subscription', meant: [{ id: said, name: said }] } };
  return found ? [itself, ...(await productNames(found.product.id, context))] : [itself];
};

const customerNames: NamesOf = async (said, { home, commerce }) => {
  const customers = await commerce.listCustomers(home.tenantId, home.userId);
  const customer = customers.find(({ id }) => id === said);
  return [customer ? { words: customer.name, names: { kind: 'customer', meant: [customer] } } : { words: said }];
};

const numberNames =
  (kind: 'invoice' | 'request'): NamesOf =>
  async (said) => [{ words: said, names: { kind, meant: [{ id: said, name: said }] } }];

const NAMES: Readonly<Record<Thing['kind'], NamesOf>> = {
  product: productNames,
  person: personNames,
  subscription: subscriptionNames,
  customer: customerNames,
  invoice: numberNames('invoice'),
  request: numberNames('request'),
};

/** What a service finds for this person; undefined where it refuses, as it does for what they may not see any more. */
export const unlessRefused = <Found>(found: Promise<Found>): Promise<Found | undefined> =>
  found.catch((error: unknown) => {
    refusalReason(error);
    return undefined;
  });
