import { z } from 'zod';
import { STATUSES } from '../../../services/commerce/types.ts';
import { subscriptionArgs, subscriptionNamed } from '../../choosing.ts';
import { defineCommand } from '../../command.ts';
import { subscriptionView } from '../../subscription-view.ts';

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
