import { z } from 'zod';
import { STATUSES } from '../../../services/commerce/api/types.ts';
import { defineCommand } from '../../conversation/command.ts';
import {
  isNoneFitting,
  type NamedSubscription,
  subscriptionArgs,
  subscriptionNamed,
} from '../../conversation/naming/named-subscription.ts';
import { subscriptionView } from './subscription-view.ts';

export const subscription = defineCommand({
  name: 'subscription',
  allow: 'see-subscriptions',
  topic: 'overview',
  args: z.strictObject(subscriptionArgs),
  async run(context) {
    const candidates = { source: 'all', statuses: STATUSES } as const;
    const ref = await subscriptionNamed(context, context.args, candidates, { verb: 'subscription' }).catch(
      (error: unknown) => unlessNoneOfProduct(error, context.args),
    );
    if (ref) return subscriptionView(context, ref);
    return context.commands.subscriptions.invoke(context, { product: context.args.product, source: 'all' });
  },
});

/** Where there is none of a product, the list says so: no question without anything to choose. */
const unlessNoneOfProduct = (error: unknown, { product, purchaser }: NamedSubscription): undefined => {
  if (!isNoneFitting(error) || product === undefined || purchaser !== undefined) throw error;
};
