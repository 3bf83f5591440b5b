import { z } from 'zod';
import { type ListedPaymentMethod, paymentMethodList } from '../../../cards/billing/payment-methods.ts';
import type { Button } from '../../../cards/kit/card.ts';
import type { PaymentMethod } from '../../../services/commerce/api/types.ts';
import { isPaymentMethodExpired, paymentMethodExpiresSoon } from '../../../services/commerce/index.ts';
import { defineCommand } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';

export const paymentMethods = defineCommand({
  name: 'payment-methods',
  allow: 'run-own-billing',
  topic: 'billing',
  args: z.strictObject({}),
  async run({ actor, commerce, now, localizer }) {
    const { paymentMethods: all, profiles } = await commerce.getBilling(actor);
    const listed = all.map((paymentMethod) => ({
      paymentMethod,
      state: paymentMethodState(paymentMethod, now()),
      profiles: profiles.filter(({ paymentMethodId }) => paymentMethodId === paymentMethod.id).map(({ name }) => name),
    }));
    const add: Button = { title: localizer.t('paymentPage.titles.add'), verb: 'set-up-card', data: { kind: 'add' } };
    const next = commandButtons(['billing-profiles', 'invoices', 'my-subscriptions'], localizer);
    return paymentMethodList(listed, [add, ...next], localizer);
  },
});

const paymentMethodState = (paymentMethod: PaymentMethod, now: number): ListedPaymentMethod['state'] => {
  if (isPaymentMethodExpired(paymentMethod, now)) return 'expired';
  return paymentMethodExpiresSoon(paymentMethod, now) ? 'soon' : 'good';
};
