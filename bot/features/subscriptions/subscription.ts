import { z } from 'zod';
import { STATUSES } from '../../../services/commerce/api/types.ts';
import { defineCommand } from '../../conversation/command.ts';
import { subscriptionArgs, subscriptionNamed } from '../../conversation/naming/named-subscription.ts';
import { subscriptionView } from './subscription-view.ts';

export const subscription = defineCommand({
  name: 'subscription',
  allow: 'see-subscriptions',
  topic: 'overview',
  args: z.strictObject(subscriptionArgs),
  async run(context) {
    const candidates = { source: 'all', statuses: STATUSES } as const;
    const ref = await subscriptionNamed(context, context.args, candidates, { verb: 'subscription' });
    return subscriptionView(context, ref);
  },
});
