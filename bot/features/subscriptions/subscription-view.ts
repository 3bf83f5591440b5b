import type { Card } from '../../../cards/kit/card.ts';
import { withWarning } from '../../../cards/kit/warning-banner.ts';
import { subscriptionCard } from '../../../cards/subscriptions/subscription.ts';
import { refusalReason } from '../../../services/commerce/api/errors.ts';
import type { SubscriptionDetails } from '../../../services/commerce/api/subscriptions.ts';
import type { SubscriptionRef } from '../../../services/commerce/api/types.ts';
import { may } from '../../../services/commerce/index.ts';
import type { CommandContext } from '../../conversation/command.ts';
import type { Again } from '../../conversation/naming/chooser.ts';
import {
  type Candidates,
  type NamedSubscription,
  subscriptionNamed,
} from '../../conversation/naming/named-subscription.ts';
import { refusalWords } from '../../conversation/refusals/refusal-card.ts';
import { keepButton, subscriptionButtons } from './subscription-buttons.ts';

/**
 * A subscription as it stands, with buttons for what this person may do there.
 * @throws {CommerceError} `no-such-subscription`
 */
export const subscriptionView = async (context: CommandContext, ref: SubscriptionRef): Promise<Card> => {
  const details = await context.commerce.getSubscription(context.actor, ref);
  const asked = await askedToCancel(context, details);
  const card = subscriptionCard(details, subscriptionButtons(context, details, asked?.buttons), context.localizer);
  return asked ? withWarning(card, asked.words) : card;
};

/** What stands on top of a purchase whose purchaser was asked to cancel it and has not answered; nothing otherwise. */
const askedToCancel = async (context: CommandContext, { subscription, product, purchaser }: SubscriptionDetails) => {
  const { actor, commerce, localizer } = context;
  const { t } = localizer;
  const { ref, status, purchaserId } = subscription;
  if (purchaserId === null || status === 'Deleted') return undefined;
  if (may(actor, 'run-own-subscription', purchaserId))
    return (await commerce.getCancelAnswer(actor, ref)) === null
      ? {
          words: { title: t('cancelAnswer.askedYou'), text: t('cancelAnswer.askedYouText') },
          buttons: [keepButton(ref, localizer)],
        }
      : undefined;
  if (!may(actor, 'take-over')) return undefined;
  const asked = (await commerce.listCancelAnswers(actor, product.id)).find(
    ({ summary }) => summary.subscription.ref === ref,
  );
  if (asked?.answer !== null) return undefined;
  const words = { name: purchaser?.displayName ?? ref, date: localizer.date(asked.askedAt) };
  return { words: { title: t('cancelAnswer.waits', words), text: t('cancelAnswer.waitsText') }, buttons: [] };
};

/** How to find the one subscription that a question is about. */
interface SubscriptionSearch {
  readonly candidates: Candidates;
  readonly again: Again;
}

/**
 * A question about the subscription that is meant. Where it cannot be asked as things stand, that is told on top of the
 * subscription.
 * @throws {CommerceError} `no-such-subscription`
 * @throws {Refusal} as `subscriptionNamed`
 */
export const askAbout = async <Context extends CommandContext & { readonly args: NamedSubscription }>(
  context: Context,
  { candidates, again }: SubscriptionSearch,
  question: (context: Context, ref: SubscriptionRef) => Promise<Card>,
): Promise<Card> => {
  const ref = await subscriptionNamed(context, context.args, candidates, again);
  try {
    return await question(context, ref);
  } catch (error) {
    const reason = refusalReason(error);
    const card = await subscriptionView(context, ref);
    return withWarning(card, refusalWords(reason, context.localizer));
  }
};
