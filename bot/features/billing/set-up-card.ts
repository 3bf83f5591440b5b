import { z } from 'zod';
import { paymentPageLinkCard } from '../../../cards/billing/payment-page-link.ts';
import type { Button, LinkButton } from '../../../cards/kit/card.ts';
import { idText } from '../../../services/commerce/index.ts';
import { defineCommand } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { ownPaymentMethod } from './own-payment-method.ts';
import { paymentPageLink, pendingPaymentArgs, updatesItself } from './payment-page-links.ts';

const args = z.strictObject({
  kind: z.enum(['add', 'replace', 'edit']),
  /** Id of the one that is replaced or edited. */
  paymentMethod: idText().optional(),
  ...pendingPaymentArgs,
  /** Chosen in a form that came along; the new payment method takes its place. */
  card: idText().optional(),
});

export const setUpCard = defineCommand({
  name: 'set-up-card',
  allow: 'run-own-billing',
  args,
  async run(context) {
    const { localizer } = context;
    const { card: _, ...wanted } = context.args;
    const { kind, paymentMethod: id, ...pending } = wanted;
    const paymentMethod = kind === 'add' ? undefined : await ownPaymentMethod(context, id);
    const setup =
      paymentMethod && kind !== 'add' ? { kind, paymentMethodId: paymentMethod.id } : ({ kind: 'add' } as const);
    const buttons: (Button | LinkButton)[] = [
      { title: localizer.t('paymentMethods.page.open'), url: await paymentPageLink(context, setup, pending) },
      { title: localizer.t('export.newLink'), verb: 'set-up-card', data: wanted },
      ...commandButtons(['payment-methods'], localizer),
    ];
    const { asksToSignIn } = context.addresses;
    return paymentPageLinkCard(
      { kind, paymentMethod, updates: updatesItself(context), asksToSignIn },
      buttons,
      localizer,
    );
  },
});
