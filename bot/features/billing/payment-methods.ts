import { z } from 'zod';
import { type ListedPaymentMethod, paymentMethodList } from '../../../cards/billing/payment-methods.ts';
import type { PaymentMethod } from '../../../services/commerce/api/types.ts';
import { isPaymentMethodExpired, paymentMethodExpiresSoon } from '../../../services/commerce/rules/payment-methods.ts';
import { defineCommand } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';

export const paymentMethods = defineCommand({
  name: 'payment-methods',
  allow: 'run-own-billing',
  topic: 'billing',
  args: z.strictObject({}),
  async run({ actor, commerce, now, localizer }) {
    const { paymentMethods: cards, profiles } = await commerce.getBilling(actor);
    const listed = cards.map((card) => ({
      card,
      state: paymentMethodState(card, now()),
      profiles: profiles.filter(({ paymentMethodId }) => paymentMethodId === card.id).map(({ name }) => name),
    }));
    const add = { title: localizer.t('paymentPage.titles.add'), verb: 'set-up-card', data: { kind: 'add' } };
    const next = commandButtons(['billing-profiles', 'invoices', 'my-subscriptions'], localizer);
    return paymentMethodList(listed, [add, ...next], localizer);
  },
});

const paymentMethodState = (card: PaymentMethod, now: number): ListedPaymentMethod['state'] => {
  if (isPaymentMethodExpired(card, now)) return 'expired';
  return paymentMethodExpiresSoon(card, now) ? 'soon' : 'good';
};
