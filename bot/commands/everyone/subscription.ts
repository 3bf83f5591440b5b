import { z } from 'zod';
import type { Button } from '../../../cards/card.ts';
import { subscriptionCard } from '../../../cards/subscription.ts';
import type { Speech } from '../../../locales/index.ts';
import { may } from '../../../services/commerce/rules/access.ts';
import type { Actor } from '../../../services/commerce/types.ts';
import type { SubscriptionDetails } from '../../../services/commerce/views.ts';
import { defineCommand, subscriptionRef } from '../../command.ts';

export const subscription = defineCommand({
  name: 'subscription',
  allow: 'see-own',
  args: z.strictObject({ subscription: subscriptionRef }),
  async run({ actor, args, commerce, speech }) {
    const details = await commerce.getSubscription(actor, args.subscription);
    return subscriptionCard(details, buttons(actor, details, speech), speech);
  },
});

const buttons = (actor: Actor, { product, purchaser }: SubscriptionDetails, { t }: Speech): Button[] => {
  if (!may(actor, 'see-purchases')) return [{ title: t('buttons.back'), verb: 'my-subscriptions' }];
  return [
    { title: t('buttons.back'), verb: 'subscriptions' },
    { title: t('buttons.productLicenses'), verb: 'licenses', data: { product: product.id } },
    ...(purchaser
      ? [{ title: t('buttons.samePurchaser'), verb: 'subscriptions', data: { source: 'all', purchaser: purchaser.id } }]
      : []),
  ];
};
