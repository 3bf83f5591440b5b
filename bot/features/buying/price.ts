import { z } from 'zod';
import { type PricedProduct, priceList, priceOfLicenses } from '../../../cards/buying/price.ts';
import type { Button } from '../../../cards/kit/card.ts';
import { accept } from '../../../services/commerce/api/errors.ts';
import type { SubscriptionDetails, SubscriptionSummary } from '../../../services/commerce/api/subscriptions.ts';
import type { Product, SubscriptionRef } from '../../../services/commerce/api/types.ts';
import { checkQuantity, may, mayRequestInstead, monthlyPrice, plainNumber } from '../../../services/commerce/index.ts';
import { defineCommand, type WithArgs } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { openSubscriptionButton } from '../../conversation/common-buttons.ts';
import { MOST_LINES, which } from '../../conversation/naming/chooser.ts';
import { MOST_OFFERED, subscriptionArgs, subscriptionLine } from '../../conversation/naming/named-subscription.ts';
import { quantityArg } from './buying.ts';

const args = z.strictObject({
  subscription: subscriptionArgs.subscription,
  product: subscriptionArgs.product,
  /** Of a product so many licenses, of a subscription the new total. */
  quantity: quantityArg.unwrap().optional(),
  /** Licenses more than a subscription has, or fewer where negative. */
  change: plainNumber.optional(),
});
type PriceContext = WithArgs<typeof args>;

/** What products cost, and what more licenses of a subscription that one has would cost. Buys nothing. */
export const price = defineCommand({
  name: 'price',
  allow: 'see-subscriptions',
  topic: 'own',
  args,
  async run(context) {
    const ref = await subscriptionMeant(context);
    return ref ? priceOfSubscription(context, ref) : pricesOfProducts(context);
  },
});

/**
 * More licenses are of a subscription that one has, if there is one.
 * @throws {Refusal} `which` where there are several
 */
const subscriptionMeant = async (context: PriceContext): Promise<SubscriptionRef | undefined> => {
  const { actor, args, commerce, localizer } = context;
  if (args.subscription || args.change === undefined || !may(actor, 'see-own')) return args.subscription;
  const products = args.product ? (await commerce.findProducts(actor, args.product)).map(({ id }) => id) : undefined;
  const query = { statuses: ['Active'], products, limit: MOST_OFFERED } as const;
  const { items } = await commerce.listOwnSubscriptions(actor, query);
  const [first, ...others] = items;
  if (others.length === 0) return first?.subscription.ref;
  const again = { verb: 'price', data: { change: args.change } };
  throw which(items.map((item: SubscriptionSummary) => subscriptionLine(item, again, localizer)));
};

const priceOfSubscription = async (context: PriceContext, ref: SubscriptionRef) => {
  const { actor, commerce, localizer } = context;
  const details = await commerce.getSubscription(actor, ref);
  const { subscription } = details;
  const total = totalAsked(context, details);
  const isCentral = subscription.source === 'central' && may(actor, 'buy-centrally');
  if (total !== undefined && total > subscription.quantity && isCentral)
    return pricesOfProducts(context, [details.product], total - subscription.quantity);
  const plan = total === undefined ? undefined : await commerce.previewQuantity(actor, ref, total);
  const change = plan && total && { total, plan, monthly: monthlyPrice({ ...subscription, quantity: total }) };
  const set: Button = {
    title: localizer.t('commands.set-quantity.title'),
    verb: 'set-quantity',
    data: { subscription: ref, quantity: total },
  };
  const isOwn = may(actor, 'run-own-subscription', subscription.purchaserId) && subscription.status === 'Active';
  const buttons = [...(isOwn ? [set] : []), openSubscriptionButton(ref, localizer)];
  return priceOfLicenses({ details, change: change || undefined }, buttons, localizer);
};

const totalAsked = ({ args: { quantity, change } }: PriceContext, { subscription }: SubscriptionDetails) =>
  change === undefined ? quantity : subscription.quantity + change;

/** For the products that are meant, all if none is; each line leads to what this person can do to get one. */
const pricesOfProducts = async (context: PriceContext, meant?: readonly Product[], count = wanted(context)) => {
  const { actor, args, commerce, localizer } = context;
  accept(checkQuantity(count));
  const named = meant ?? (args.product === undefined ? undefined : await commerce.findProducts(actor, args.product));
  const all = await purchasable(context);
  const products = named ? all.filter(({ product }) => named.some(({ id }) => id === product.id)) : all;
  const shown = { products: products.slice(0, MOST_LINES), total: products.length, count };
  return priceList(shown, commandButtons(['help'], localizer), localizer);
};

const wanted = ({ args: { quantity, change = 1 } }: PriceContext): number => quantity ?? Math.max(1, change);

/** Every product with the command that leads to it. A partner buys nothing. */
const purchasable = async ({ actor, commerce }: PriceContext): Promise<PricedProduct[]> => {
  if (actor.partner)
    return (await commerce.getPolicy(actor)).products.map(({ product }) => ({ product, verb: 'licenses' }));
  const central = may(actor, 'buy-centrally');
  return (await commerce.listBuyable(actor)).map(({ product, rule }) => ({
    product,
    verb: !central && rule && mayRequestInstead(rule) ? 'request-license' : 'buy',
  }));
};
