import { z } from 'zod';
import type { Button, Card } from '../../../cards/kit/card.ts';
import { withWarning } from '../../../cards/kit/warning-banner.ts';
import { moveQuestion } from '../../../cards/moves/move-question.ts';
import { moveTargetsCard } from '../../../cards/moves/move-targets.ts';
import { type Reason, refusalReason } from '../../../services/commerce/api/errors.ts';
import type { MovePreview } from '../../../services/commerce/api/moves.ts';
import type { SubscriptionRef } from '../../../services/commerce/api/types.ts';
import { may } from '../../../services/commerce/index.ts';
import type { CommandContext } from '../../conversation/command.ts';
import { closeButton } from '../../conversation/common-buttons.ts';
import { confirmButton, defineChange } from '../../conversation/confirmed-command.ts';
import { subscriptionRef } from '../../conversation/naming/arguments.ts';
import { subscriptionArgs, subscriptionNamed, TO_TAKE_OVER } from '../../conversation/naming/named-subscription.ts';
import { Refusal } from '../../conversation/refusals/refusal.ts';
import { refusalWords } from '../../conversation/refusals/refusal-card.ts';
import { buyMissing } from './move-cards.ts';
import { moveAnswer, openMove, settled } from './move-view.ts';

const args = z.strictObject({
  ...subscriptionArgs,
  target: subscriptionRef.optional(),
  /** To what was bought centrally of the same product, where that is one. */
  central: z.literal(true).optional(),
});

export const moveUsers = defineChange({
  name: 'move-users',
  allow: 'take-over',
  topic: 'take-over',
  args,
  async ask(context) {
    const { target } = context.args;
    const again = { verb: 'move-users', data: { target, central: context.args.central } };
    const source = await subscriptionNamed(context, context.args, TO_TAKE_OVER, again);
    const move = await openMove(context, source);
    if (move) return moveAnswer(context, move);
    const known = target ?? (context.args.central && (await onlyCentral(context, source)));
    return known ? askBeforeMoving(context, source, known) : targetChoices(context, source);
  },
  async act(context, confirmed) {
    const { actor, commerce } = context;
    const { subscription: source, target } = context.args;
    if (!source || !target) throw new Refusal({ code: 'stale-card' });
    const begun = await commerce.moveUsers(actor, { source, target }, confirmed);
    return moveAnswer(context, await settled(context, begun));
  },
});

/** The only central subscription of the same product. */
const onlyCentral = async (
  { actor, commerce }: CommandContext,
  source: SubscriptionRef,
): Promise<SubscriptionRef | undefined> => {
  const targets = await commerce.listMoveTargets(actor, source);
  const [only, another] = targets.filter(({ changesProduct }) => !changesProduct);
  return another ? undefined : only?.summary.subscription.ref;
};

const targetChoices = async (context: CommandContext, source: SubscriptionRef): Promise<Card> => {
  const { actor, commerce, localizer } = context;
  const [found, summary] = await Promise.all([
    commerce.listMoveTargets(actor, source),
    commerce.getSubscription(actor, source),
  ]);
  const { assigned } = summary.subscription;
  const buttons = [
    ...(found.length === 0 ? buyMissing(context, Math.max(1, assigned), summary.product.id) : []),
    ...takeOverButtons(context, source),
  ];
  const mayBuy = may(actor, 'buy-centrally');
  return moveTargetsCard({ source: summary, targets: found, mayBuy }, buttons, localizer);
};

/** What would happen; where nobody can be moved to that target, why not and where else. */
const askBeforeMoving = async (
  context: CommandContext,
  source: SubscriptionRef,
  target: SubscriptionRef,
): Promise<Card> => {
  const { actor, commerce, localizer } = context;
  try {
    const preview = await commerce.previewMove(actor, { source, target });
    return moveQuestion(preview, moveQuestionButtons(context, preview), localizer);
  } catch (error) {
    const reason = refusalReason(error);
    if (!isAbout(target, reason)) throw error;
    return withWarning(await targetChoices(context, source), refusalWords(reason, localizer));
  }
};

const isAbout = (target: SubscriptionRef, reason: Reason): boolean =>
  ['same-subscription', 'target-not-central', 'target-not-active'].includes(reason.code) ||
  (reason.code === 'no-such-subscription' && reason.wanted === target);

const moveQuestionButtons = (context: CommandContext, { source, target, missing }: MovePreview): Button[] => {
  const { localizer } = context;
  const { t } = localizer;
  const { ref, version } = source.subscription;
  const data = { subscription: ref, target: target.subscription.ref };
  return [
    ...(missing > 0
      ? buyMissing(context, missing, target.product.id)
      : [confirmButton({ title: t('moves.button'), verb: 'move-users', data, version })]),
    { title: t('moves.another'), verb: 'move-users', data: { subscription: ref } },
    closeButton(localizer),
  ];
};

const takeOverButtons = ({ localizer }: CommandContext, subscription: SubscriptionRef): Button[] => [
  { title: localizer.t('takeOver.title', { ref: subscription }), verb: 'take-over', data: { subscription } },
  closeButton(localizer),
];
