import { z } from 'zod';
import { subscriptionList } from '../../../cards/subscriptions/subscription-list.ts';
import type { SubscriptionRef } from '../../../services/commerce/api/types.ts';
import { type CommandContext, defineCommand } from '../../conversation/command.ts';
import { cursorArgs, cursorOf, PAGE_LENGTH } from '../../conversation/paging.ts';

type Cursor = { readonly after?: SubscriptionRef | undefined; readonly before?: SubscriptionRef | undefined };

export const mySubscriptions = defineCommand({
  name: 'my-subscriptions',
  allow: 'see-own',
  topic: 'own',
  inMenu: true,
  args: z.strictObject(cursorArgs),
  run: (context) => ownSubscriptions(context),
});

/** The list of what the asking person bought. */
export const ownSubscriptions = async ({ actor, args, commerce, localizer }: CommandContext & { args: Cursor }) => {
  const page = await commerce.listOwnSubscriptions(actor, { limit: PAGE_LENGTH, ...cursorOf(args) });
  const filter = { source: 'self-service', sort: 'expiration' } as const;
  return subscriptionList({ page, filter, names: {}, own: true, verb: 'my-subscriptions', data: {} }, localizer);
};
