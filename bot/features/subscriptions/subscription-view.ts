import type { Card } from '../../../cards/kit/card.ts';
import { withWarning } from '../../../cards/kit/warning-banner.ts';
import { subscriptionCard } from '../../../cards/subscriptions/subscription.ts';
import { refusalReason } from '../../../services/commerce/api/errors.ts';
import type { SubscriptionRef } from '../../../services/commerce/api/types.ts';
import type { CommandContext } from '../../conversation/command.ts';
import type { Again } from '../../conversation/naming/chooser.ts';
import {
  type Candidates,
  type NamedSubscription,
  subscriptionNamed,
} from '../../conversation/naming/named-subscription.ts';
import { refusalWords } from '../../conversation/refusals/refusal-card.ts';
import { subscriptionButtons } from './subscription-buttons.ts';

/**
 * A subscription as it stands, with buttons for what this person may do there.
 * @throws {CommerceError} `no-such-subscription`
 */
export const subscriptionView = async (context: CommandContext, ref: SubscriptionRef): Promise<Card> => {
  const details = await context.commerce.getSubscription(context.actor, ref);
  return subscriptionCard(details, subscriptionButtons(context, details), context.localizer);
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
