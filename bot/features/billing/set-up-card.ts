import { z } from 'zod';
import { paymentPageLinkCard } from '../../../cards/billing/payment-page-link.ts';
import { defineCommand } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { ownPaymentMethod } from './own-payment-method.ts';
import { paymentPageLink, pendingPaymentArgs, updatesItself } from './payment-page-links.ts';

const args = z.strictObject({
  kind: z.enum(['add', 'replace', 'edit']),
  /** Id of the card that is replaced or edited. */
  paymentMethod: z.string().max(100).optional(),
  ...pendingPaymentArgs,
  /** Chosen in a form that came along; the new card takes its place. */
  card: z.string().max(100).optional(),
});

export const setUpCard = defineCommand({
  name: 'set-up-card',
  allow: 'run-own-billing',
  args,
  async run(context) {
    const { localizer } = context;
    const { card: _, ...wanted } = context.args;
    const { kind, paymentMethod, ...goOn } = wanted;
    const card = kind === 'add' ? undefined : await ownPaymentMethod(context, paymentMethod);
    const setup = card && kind !== 'add' ? { kind, paymentMethodId: card.id } : ({ kind: 'add' } as const);
    const buttons = [
      { title: localizer.t('paymentMethods.page.open'), url: await paymentPageLink(context, setup, goOn) },
      { title: localizer.t('export.newLink'), verb: 'set-up-card', data: wanted },
      ...commandButtons(['payment-methods'], localizer),
    ];
    return paymentPageLinkCard({ kind, card, updates: updatesItself(context) }, buttons, localizer);
  },
});
