import { z } from 'zod';
import { defineCommand, subscriptionRef } from '../../command.ts';
import { subscriptionView } from '../../subscription-view.ts';

export const subscription = defineCommand({
  name: 'subscription',
  allow: 'see-subscriptions',
  topic: 'overview',
  args: z.strictObject({ subscription: subscriptionRef }),
  run: (context) => subscriptionView(context, context.args.subscription),
});
