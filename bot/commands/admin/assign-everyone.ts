import { z } from 'zod';
import { assignEveryoneQuestion, centralizeReceipt } from '../../../cards/centralize-steps.ts';
import { withNotice } from '../../../cards/notice.ts';
import type { ProductId } from '../../../services/commerce/types.ts';
import { centralizingCard, continueButton } from '../../centralizing.ts';
import { confirmButton, defineChange } from '../../change.ts';
import { productText } from '../../choosing.ts';
import type { CommandContext } from '../../command.ts';
import { openButton } from '../../subscription-buttons.ts';

const args = z.strictObject({
  product: productText,
  /** To how many the card told that a license is assigned. */
  people: z.number().optional(),
});

export const assignEveryone = defineChange({
  name: 'assign-everyone',
  allow: 'assign-central',
  args,
  ask: (context) => ask(context, context.args.product as ProductId),
  async act(context, confirmed) {
    const { actor, args, commerce, speech } = context;
    const { t } = speech;
    const product = args.product as ProductId;
    const plan = await commerce.centralizePlan(actor, product);
    if (plan.needing > (args.people ?? 0)) {
      const card = await ask(context, product);
      return withNotice(card, { title: t('centralize.more'), text: t('centralize.moreText') });
    }
    const { targets, added, already } = await commerce.assignEveryone(actor, product, confirmed);
    const title = t('centralize.assigned', { product: plan.product.name });
    const status = t('centralize.assignedStatus', { count: added + already });
    const next = [continueButton(product, speech), ...targets.slice(0, 2).map((ref) => openButton(ref, speech))];
    return centralizeReceipt({ title, status, text: [t('centralize.keepUntil')] }, next);
  },
});

/** Where nobody needs a license, or some are missing yet, another step comes first. */
const ask = async (context: CommandContext, product: ProductId) => {
  const { actor, commerce, speech } = context;
  const plan = await commerce.centralizePlan(actor, product);
  const { needing, missing } = plan;
  if (needing === 0 || missing > 0) return centralizingCard(context, product);
  const data = { product, people: needing };
  const title = speech.t('commands.assign.title');
  return assignEveryoneQuestion(
    plan,
    [confirmButton({ title, verb: 'assign-everyone', data }), { title: speech.t('buttons.close'), verb: 'close' }],
    speech,
  );
};
