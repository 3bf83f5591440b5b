import { assignEveryoneQuestion, centralizeReceipt } from '../../../cards/centralizing/centralize-steps.ts';
import type { CommandContext } from '../../conversation/command.ts';
import { closeButton, continueCentralizingButton, openSubscriptionButton } from '../../conversation/common-buttons.ts';
import { confirmButton } from '../../conversation/confirmed-command.ts';
import { centralizingCard } from './centralizing.ts';
import { defineCentralizingStep, type StepState } from './centralizing-step.ts';

export const assignEveryone = defineCentralizingStep({
  name: 'assign-everyone',
  allow: 'assign-central',
  async loadState({ actor, commerce }, product) {
    const plan = await commerce.previewCentralize(actor, product);
    return { plan, count: plan.needing };
  },
  ask: (context, state) => askBeforeAssigningEveryone(context, state),
  more: (t) => ({ title: t('centralize.more'), text: t('centralize.moreText') }),
  async act({ actor, commerce, localizer }, { plan: { product } }, confirmed) {
    const { t } = localizer;
    const { targets, added, already } = await commerce.assignEveryone(actor, product.id, confirmed);
    const title = t('centralize.assigned', { product: product.name });
    const status = t('centralize.assignedStatus', { count: added + already });
    const next = [
      continueCentralizingButton(product.id, localizer),
      ...targets.slice(0, 2).map((ref) => openSubscriptionButton(ref, localizer)),
    ];
    return centralizeReceipt({ title, status, text: [t('centralize.keepUntil')] }, next);
  },
});

/** Where nobody needs a license, or some are missing yet, another step comes first. */
const askBeforeAssigningEveryone = async (context: CommandContext, { plan, count }: StepState) => {
  const { localizer } = context;
  const { id: product } = plan.product;
  if (count === 0 || plan.missing > 0) return centralizingCard(context, product);
  const title = localizer.t('commands.assign.title');
  const data = { product, shown: count };
  return assignEveryoneQuestion(
    plan,
    [confirmButton({ title, verb: 'assign-everyone', data }), closeButton(localizer)],
    localizer,
  );
};
