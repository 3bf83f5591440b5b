import { z } from 'zod';
import { subscriptionList } from '../../../cards/subscriptions/subscription-list.ts';
import type { Product, Status, SubscriptionRef } from '../../../services/commerce/api/types.ts';
import { STATUSES } from '../../../services/commerce/api/types.ts';
import { type CommandContext, defineCommand } from '../../conversation/command.ts';
import { productTexts } from '../../conversation/naming/arguments.ts';
import { productsFitting } from '../../conversation/naming/named-product.ts';
import { cursorArgs, cursorOf, PAGE_LENGTH } from '../../conversation/paging.ts';

/** One status, or any of several. */
export const statusArg = z.union([z.enum(STATUSES), z.array(z.enum(STATUSES)).min(1).max(STATUSES.length)]).optional();

export const statusesOf = (status: z.infer<typeof statusArg>): readonly Status[] | undefined =>
  typeof status === 'string' ? [status] : status;

interface OwnListArgs {
  readonly status?: Status | readonly Status[] | undefined;
  readonly product?: readonly string[] | undefined;
  readonly after?: SubscriptionRef | undefined;
  readonly before?: SubscriptionRef | undefined;
}

export const mySubscriptions = defineCommand({
  name: 'my-subscriptions',
  allow: 'see-own',
  topic: 'own',
  inMenu: true,
  args: z.strictObject({ product: productTexts.optional(), status: statusArg, ...cursorArgs }),
  run: (context) => ownSubscriptions(context),
});

/** The list of what the asking person bought. */
export const ownSubscriptions = async (context: CommandContext & { args: OwnListArgs }) => {
  const { actor, args, commerce, localizer } = context;
  const products = args.product === undefined ? undefined : await productsFitting(context, args.product);
  const statuses = typeof args.status === 'string' ? [args.status] : args.status;
  const narrowed = { statuses, products: products?.map(({ id }) => id) };
  const page = await commerce.listOwnSubscriptions(actor, { ...narrowed, limit: PAGE_LENGTH, ...cursorOf(args) });
  const filter = { ...narrowed, source: 'self-service', sort: 'expiration' } as const;
  const names = { products: namesOf(products) };
  const data = { product: args.product, status: args.status };
  return subscriptionList({ page, filter, names, own: true, verb: 'my-subscriptions', data }, localizer);
};

const namesOf = (products: readonly Product[] | undefined): string | undefined =>
  products?.map(({ name }) => name).join(', ');
