import { z } from 'zod';
import { askToCancelQuestion, centralizeReceipt } from '../../../cards/centralize-steps.ts';
import { withNotice } from '../../../cards/notice.ts';
import { type ProductId, USABLE } from '../../../services/commerce/types.ts';
import { centralizingOf, continueButton } from '../../centralizing.ts';
import { confirmButton, defineChange } from '../../change.ts';
import { productText } from '../../choosing.ts';
import type { CommandContext } from '../../command.ts';

const args = z.strictObject({
  product: productText,
  /** How many purchases the card told of. */
  purchases: z.number().optional(),
});

export const askToCancel = defineChange({
  name: 'ask-to-cancel',
  allow: 'take-over',
  args,
  ask: (context) => ask(context, context.args.product as ProductId),
  async act(context, confirmed) {
    const { actor, args, commerce, speech } = context;
    const { t } = speech;
    const product = args.product as ProductId;
    const { plan, toAsk } = await situation(context, product);
    if (toAsk > (args.purchases ?? 0)) {
      const card = await ask(context, product);
      return withNotice(card, { title: t('centralize.morePurchases'), text: t('centralize.morePurchasesText') });
    }
    const asked = await commerce.askToCancel(actor, product, confirmed);
    const status = t('centralize.asked', { count: asked.length });
    const text = [t('centralize.askedText', { product: plan.product.name })];
    return centralizeReceipt({ title: t('centralize.steps.ask'), status, text }, [continueButton(product, speech)]);
  },
});

/** Everybody is asked but those who have been asked and have not answered yet. */
const situation = async (context: CommandContext, product: ProductId) => {
  const { plan, asked } = await centralizingOf(context, product);
  const open = asked.filter(({ summary }) => USABLE.includes(summary.subscription.status));
  const waiting = open.filter(({ answer }) => answer === null).map(({ summary }) => summary.subscription.ref);
  const again = open.some(({ answer }) => answer === 'kept');
  return { plan, waiting, again, toAsk: plan.subscriptions - waiting.length };
};

/** Purchases named on the card. */
const NAMED = 15;

const ask = async (context: CommandContext, product: ProductId) => {
  const { actor, commerce, speech } = context;
  const { t } = speech;
  const { plan, waiting, again, toAsk } = await situation(context, product);
  if (toAsk <= 0) {
    const [title, text] = [t('centralize.allAsked'), [t('centralize.askedText', { product: plan.product.name })]];
    return centralizeReceipt({ title, status: plan.product.name, text }, [continueButton(product, speech)]);
  }
  const query = {
    source: 'self-service',
    products: [product],
    statuses: USABLE,
    limit: NAMED + waiting.length,
  } as const;
  const { items } = await commerce.listSubscriptions(actor, query);
  const purchases = items.filter(({ subscription }) => !waiting.includes(subscription.ref)).slice(0, NAMED);
  const data = { product, purchases: toAsk };
  return askToCancelQuestion(
    { plan, toAsk, purchases, again },
    [
      confirmButton({ title: t('centralize.askButton'), verb: 'ask-to-cancel', data }),
      { title: t('buttons.close'), verb: 'close' },
    ],
    speech,
  );
};
