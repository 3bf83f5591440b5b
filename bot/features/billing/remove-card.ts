import { z } from 'zod';
import { removalQuestion, removalReceipt } from '../../../cards/billing/payment-methods.ts';
import type { Button } from '../../../cards/kit/card.ts';
import { idText } from '../../../services/commerce/index.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { confirmButton, defineChange } from '../../conversation/confirmed-command.ts';
import { ownPaymentMethod } from './own-payment-method.ts';

const args = z.strictObject({ paymentMethod: idText() });

export const removeCard = defineChange({
  name: 'remove-card',
  allow: 'run-own-billing',
  args,
  async ask(context) {
    const { localizer } = context;
    const { t } = localizer;
    const paymentMethod = await ownPaymentMethod(context, context.args.paymentMethod);
    const data = { paymentMethod: paymentMethod.id };
    const buttons: Button[] = [
      confirmButton({
        title: t('paymentMethods.remove.confirm'),
        verb: 'remove-card',
        data,
        version: paymentMethod.version,
      }),
      { title: t('paymentMethods.actions.replace'), verb: 'set-up-card', data: { ...data, kind: 'replace' } },
      ...commandButtons(['billing-profiles'], localizer),
      { title: t('buttons.close'), verb: 'close' },
    ];
    return removalQuestion(paymentMethod, buttons, localizer);
  },
  async act({ actor, args, commerce, localizer }, confirmed) {
    await commerce.detachPaymentMethod(actor, args.paymentMethod, confirmed);
    return removalReceipt(commandButtons(['payment-methods', 'billing-profiles'], localizer), localizer);
  },
});
