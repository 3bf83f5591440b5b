import { type Button, MAX_BUTTONS } from '../../../cards/kit/card.ts';
import type { Localizer } from '../../../locales/index.ts';
import type { SubscriptionDetails } from '../../../services/commerce/api/subscriptions.ts';
import { type SubscriptionRef, USABLE } from '../../../services/commerce/api/types.ts';
import { may } from '../../../services/commerce/index.ts';
import type { CommandContext } from '../../conversation/command.ts';
import { subscriptionListButton, takeControlButton } from '../../conversation/common-buttons.ts';
import { confirmButton } from '../../conversation/confirmed-command.ts';

/** What this person can do with a subscription, the likeliest first. */
export const subscriptionButtons = (
  context: CommandContext,
  details: SubscriptionDetails,
  first: readonly Button[] = [],
): Button[] => {
  const { source, purchaserId } = details.subscription;
  const isOwn = may(context.actor, 'run-own-subscription', purchaserId);
  const acts = isOwn ? ownButtons : source === 'central' ? centralButtons : othersButtons;
  const likeliest = [...first, ...acts(context, details), ...relatedListButtons(context, details)].slice(
    0,
    MAX_BUTTONS - 1,
  );
  return [...likeliest, subscriptionListButton(context)];
};

/** Turns recurring billing on or off, after asking. */
export const recurringButton = (subscription: SubscriptionRef, on: boolean, { t }: Localizer): Button => ({
  title: t(on ? 'buttons.recurringBillingOn' : 'buttons.recurringBillingOff'),
  verb: 'recurring-billing',
  data: { subscription, on },
});

/** The answer of a purchaser who was asked to cancel, and does not. */
export const keepButton = (subscription: SubscriptionRef, { t }: Localizer): Button =>
  confirmButton({ title: t('notices.keep'), verb: 'cancel-answer', data: { subscription, answer: 'kept' } });

const offeredIf = (isOffered: boolean, button: Button): Button[] => (isOffered ? [button] : []);

/** What a purchaser does with their own. */
const ownButtons = ({ localizer }: CommandContext, { subscription, product }: SubscriptionDetails): Button[] => {
  const { t } = localizer;
  const { ref, status, trial, autoRenew, assigned } = subscription;
  const data = { subscription: ref };
  const [active, ends] = [status === 'Active', trial === 'no-card'];
  const buy: Button = { title: t('commands.buy.title'), verb: 'buy', data: { product: product.id } };
  if (status === 'Deleted') return [buy];
  return [
    ...offeredIf(ends, buy),
    ...offeredIf(active && !trial, { title: t('commands.set-quantity.title'), verb: 'set-quantity', data }),
    ...offeredIf(!active && !ends, { title: t('buttons.reactivate'), verb: 'reactivate', data }),
    ...offeredIf(USABLE.includes(status), { title: t('commands.assign.title'), verb: 'assign', data }),
    ...offeredIf(assigned > 0, { title: t('commands.unassign.title'), verb: 'unassign', data }),
    ...offeredIf(active && !ends, recurringButton(ref, !autoRenew, localizer)),
    { title: t('buttons.cancelSubscription'), verb: 'cancel', data },
  ];
};

/** What an admin does with somebody's purchase. */
const othersButtons = ({ actor, localizer }: CommandContext, { subscription }: SubscriptionDetails): Button[] => [
  ...offeredIf(
    may(actor, 'take-over') && subscription.status !== 'Deleted',
    takeControlButton(subscription.ref, localizer),
  ),
  ...exportButtons(subscription, localizer.t),
];

/** What an admin does with a subscription of the organization. */
const centralButtons = (
  { actor, localizer: { t } }: CommandContext,
  { subscription, product }: SubscriptionDetails,
): Button[] => {
  const { ref, status, assigned } = subscription;
  const data = { subscription: ref };
  const assigns = may(actor, 'assign-central');
  return [
    ...offeredIf(assigns && USABLE.includes(status), { title: t('commands.assign.title'), verb: 'assign', data }),
    ...offeredIf(assigns && assigned > 0, { title: t('commands.unassign.title'), verb: 'unassign', data }),
    ...offeredIf(may(actor, 'buy-centrally'), {
      title: t('commands.buy.title'),
      verb: 'buy',
      data: { product: product.id },
    }),
    ...exportButtons(subscription, t),
  ];
};

const exportButtons = ({ ref, assigned }: SubscriptionDetails['subscription'], t: Localizer['t']): Button[] =>
  offeredIf(assigned > 0, {
    title: t('commands.export-users.title'),
    verb: 'export-users',
    data: { subscriptions: [ref] },
  });

/** What else there is of the product and of the purchaser. */
const relatedListButtons = (
  { actor, localizer: { t } }: CommandContext,
  { product, purchaser }: SubscriptionDetails,
): Button[] => {
  if (!may(actor, 'see-purchases')) return [];
  const byPurchaser = { source: 'all', purchaser: purchaser?.id };
  return [
    { title: t('buttons.productLicenses'), verb: 'licenses', data: { product: product.id } },
    ...offeredIf(purchaser !== null, { title: t('buttons.samePurchaser'), verb: 'subscriptions', data: byPurchaser }),
  ];
};
