import { askToCancelQuestion, centralizeReceipt } from '../../../cards/centralizing/centralize-steps.ts';
import { type ProductId, type SubscriptionRef, USABLE } from '../../../services/commerce/api/types.ts';
import type { CommandContext } from '../../conversation/command.ts';
import { closeButton, continueCentralizingButton } from '../../conversation/common-buttons.ts';
import { confirmButton } from '../../conversation/confirmed-command.ts';
import { centralizingOf } from './centralizing.ts';
import { defineCentralizingStep, type StepState } from './centralizing-step.ts';

interface AskingState extends StepState {
  /** Purchases whose purchasers have been asked and have not answered yet; they are not asked again. */
  readonly waiting: readonly SubscriptionRef[];
  /** Whether somebody who keeps theirs would be asked again. */
  readonly again: boolean;
}

/** The step of centralizing that is about every purchase of a product. */
export const askAllToCancel = defineCentralizingStep<AskingState>({
  name: 'ask-to-cancel',
  allow: 'take-over',
  loadState: (context, product) => askingState(context, product),
  ask: (context, state) => askBeforeAskingToCancel(context, state),
  more: (t) => ({ title: t('centralize.morePurchases'), text: t('centralize.morePurchasesText') }),
  async act({ actor, commerce, localizer }, { plan: { product } }, confirmed) {
    const { t } = localizer;
    const asked = await commerce.askToCancel(actor, product.id, confirmed);
    const status = t('centralize.asked', { count: asked.length });
    const text = [t('centralize.askedText', { product: product.name })];
    const next = [continueCentralizingButton(product.id, localizer)];
    return centralizeReceipt({ title: t('centralize.steps.ask'), status, text }, next);
  },
});

const askingState = async (context: CommandContext, product: ProductId): Promise<AskingState> => {
  const { plan, asked } = await centralizingOf(context, product);
  const open = asked.filter(({ summary }) => USABLE.includes(summary.subscription.status));
  const waiting = open.filter(({ answer }) => answer === null).map(({ summary }) => summary.subscription.ref);
  const again = open.some(({ answer }) => answer === 'kept');
  return { plan, waiting, again, count: plan.subscriptions - waiting.length };
};

const askBeforeAskingToCancel = async (context: CommandContext, { plan, waiting, again, count }: AskingState) => {
  const { localizer } = context;
  const { t } = localizer;
  const { id: product, name } = plan.product;
  if (count <= 0) {
    const [title, text] = [t('centralize.allAsked'), [t('centralize.askedText', { product: name })]];
    return centralizeReceipt({ title, status: name, text }, [continueCentralizingButton(product, localizer)]);
  }
  const purchases = await purchasesToName(context, product, waiting);
  const buttons = [
    confirmButton({ title: t('centralize.askButton'), verb: 'ask-to-cancel', data: { product, shown: count } }),
    closeButton(localizer),
  ];
  return askToCancelQuestion({ plan, toAsk: count, purchases, again }, buttons, localizer);
};

/** Purchases named on the card. */
const NAMED = 15;

const purchasesToName = async (
  { actor, commerce }: CommandContext,
  product: ProductId,
  waiting: readonly SubscriptionRef[],
) => {
  const limit = NAMED + waiting.length;
  const query = { source: 'self-service', products: [product], statuses: USABLE, limit } as const;
  const { items } = await commerce.listSubscriptions(actor, query);
  return items.filter(({ subscription }) => !waiting.includes(subscription.ref)).slice(0, NAMED);
};
