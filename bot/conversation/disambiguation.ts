import { z } from 'zod';
import type { ButtonData } from '../../cards/kit/card.ts';
import type { Line } from '../../cards/kit/text-card.ts';
import { refuse } from '../../services/commerce/api/errors.ts';
import type { Product, ProductId, Status, SubscriptionRef } from '../../services/commerce/api/types.ts';
import type { SourceFilter, SubscriptionSummary } from '../../services/commerce/api/views.ts';
import { may } from '../../services/commerce/rules/access.ts';
import { type CommandContext, subscriptionRef } from './command.ts';
import { Refusal } from './refusals.ts';

/** A command to run again with what was chosen. */
export interface Again {
  readonly verb: string;
  readonly data?: ButtonData;
}

/** A product's id, or its name in part or in full. */
export const productText = z.string().trim().min(1).max(100);

/** How a sentence names a subscription: by its reference, or by its product, its purchaser or both. */
export const subscriptionArgs = {
  subscription: subscriptionRef.optional(),
  product: productText.optional(),
  purchaser: z.string().trim().min(1).max(100).optional(),
};

/**
 * The one product that a text means.
 * @throws {CommerceError} `no-such-product`
 * @throws {Refusal} `which`, a card to choose from, where several match
 */
export const productNamed = async (
  { actor, commerce, localizer }: CommandContext,
  text: string,
  { verb, data = {} }: Again,
): Promise<Product> => {
  const products = await commerce.findProducts(actor, text);
  const [product, ...others] = products;
  if (product && others.length === 0) return product;
  const lines = products.map((each) => ({
    title: each.name,
    text: localizer.t('list.perMonth', { price: localizer.money(each.unitPrice) }),
    verb,
    data: { ...data, product: each.id },
  }));
  throw which(lines);
};

/** Lines that a chooser has room for. */
export const MOST_LINES = 25;

/** A chooser with the first of these lines: a card has no room for a large catalogue. */
export const which = (lines: readonly Line[]): Refusal =>
  new Refusal({ code: 'which', lines: lines.slice(0, MOST_LINES) });

/** Which subscriptions can be meant. */
export interface Candidates {
  /** Only the actor's own, whatever else they may see. */
  readonly own?: boolean;
  readonly source?: SourceFilter;
  readonly statuses: readonly Status[];
}

/** What a sentence says of the subscription that it means. */
export type NamedSubscription = {
  readonly [Name in keyof typeof subscriptionArgs]?: z.infer<(typeof subscriptionArgs)[Name]>;
};

/** What a purchaser can still change. */
export const OWN_ACTIVE: Candidates = { own: true, statuses: ['Active'] };

/** Subscriptions to choose from. */
export const MOST_OFFERED = 15;

/**
 * The one subscription that a sentence means: its reference as it stands, or the only candidate that fits.
 * @throws {Refusal} `which` where several fit, `none-fits` where none does
 */
export const subscriptionNamed = async (
  context: CommandContext,
  { subscription, product, purchaser }: NamedSubscription,
  candidates: Candidates,
  again: Again,
): Promise<SubscriptionRef> => {
  if (subscription) return subscription;
  const { actor, commerce, localizer } = context;
  const products = product ? (await commerce.findProducts(actor, product)).map(({ id }): ProductId => id) : undefined;
  const { items } = await list(context, candidates, { products, purchaser });
  const [first, ...others] = items;
  const named = product !== undefined || purchaser !== undefined;
  if (first && others.length === 0 && named) return first.subscription.ref;
  if (!first) throw new Refusal({ code: 'none-fits' });
  throw which(items.map((item) => subscriptionLine(item, again, localizer)));
};

/**
 * The subscription that a pressed confirmation names.
 * @throws {CommerceError} `nothing-asked` where it names none
 */
export const confirmedRef = ({ subscription }: NamedSubscription): SubscriptionRef =>
  subscription ?? refuse({ code: 'nothing-asked' });

const list = async (
  context: CommandContext,
  { own = false, source = 'self-service', statuses }: Candidates,
  wanted: { products: readonly ProductId[] | undefined; purchaser: string | undefined },
) => {
  const { actor, commerce } = context;
  const filter = { statuses, limit: MOST_OFFERED, products: wanted.products };
  if (own || !may(actor, 'see-purchases')) {
    if (wanted.purchaser && !(await isMyself(context, wanted.purchaser))) throw new Refusal({ code: 'none-fits' });
    return commerce.listOwnSubscriptions(actor, filter);
  }
  const purchaser = wanted.purchaser ? await commerce.findPurchaser(actor, wanted.purchaser) : undefined;
  return commerce.listSubscriptions(actor, { ...filter, source, ...(purchaser && { purchaser: purchaser.id }) });
};

/** Whether a name may mean the person who asks. */
const isMyself = async ({ actor, commerce }: CommandContext, name: string): Promise<boolean> => {
  const { found, ambiguous } = await commerce.resolvePeople(actor, [name]);
  const people = [...found.map(({ person }) => person), ...ambiguous.flatMap((each) => each.people)];
  return people.some(({ id }) => id === actor.userId);
};

/** A subscription as a line to press. */
export const subscriptionLine = (
  { subscription, product, purchaser }: SubscriptionSummary,
  { verb, data = {} }: Again,
  { t }: CommandContext['localizer'],
): Line => ({
  title: `${product.name} · ${subscription.ref}`,
  text: [
    purchaser?.displayName ?? t('list.purchaserCentral'),
    t('list.assigned', { assigned: subscription.assigned, count: subscription.quantity }),
  ].join(' · '),
  verb,
  data: { ...data, subscription: subscription.ref },
});
