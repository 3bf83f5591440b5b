import type { Button } from '../../cards/kit/card.ts';
import type { Localizer } from '../../locales/index.ts';
import type { ProductId, SubscriptionRef } from '../../services/commerce/api/types.ts';
import { may } from '../../services/commerce/index.ts';
import type { CommandContext } from './command.ts';

/** Opens a subscription, also after something was done with it. */
export const openSubscriptionButton = (ref: SubscriptionRef, { t }: Localizer): Button => ({
  title: t('buttons.openSubscription', { ref }),
  verb: 'subscription',
  data: { subscription: ref },
});

/** Back to the list that this person came from, or else to the one that they reach subscriptions by. */
export const subscriptionListButton = ({
  actor,
  localizer: { t },
}: Pick<CommandContext, 'actor' | 'localizer'>): Button => ({
  title: t('buttons.back'),
  verb: may(actor, 'see-purchases') ? 'subscriptions' : 'my-subscriptions',
  isBack: true,
});

/** Leaves a question; nothing changes. */
export const closeButton = ({ t }: Localizer): Button => ({ title: t('buttons.close'), verb: 'close' });

/** Ends somebody's purchase or moves its users, after asking. */
export const takeControlButton = (subscription: SubscriptionRef, { t }: Localizer): Button => ({
  title: t('buttons.takeControl'),
  verb: 'take-over',
  data: { subscription },
});

/** Stops later purchases of a product, after asking. */
export const blockProductButton = (product: ProductId, { t }: Localizer): Button => ({
  title: t('policy.value.Disabled'),
  verb: 'set-policy',
  data: { product, value: 'Disabled' },
});

/** On with centralizing a product, from whatever step or from beside it. */
export const continueCentralizingButton = (product: ProductId, { t }: Localizer): Button => ({
  title: t('centralize.continue'),
  verb: 'centralize',
  data: { product },
});

/** What stands for the person's own organization where a customer is named. */
export const MYSELF = 'myself';

/** Ends acting for a customer. */
export const actAtHomeButton = ({ t }: Localizer): Button => ({
  title: t('customers.myself'),
  verb: 'act-for',
  data: { customer: MYSELF },
});
