import { z } from 'zod';
import { OFFERS } from '../../../cards/buying/own-order.ts';
import type { Button } from '../../../cards/kit/card.ts';
import type { Localizer } from '../../../locales/index.ts';
import type { PaymentMethodSetupRequest } from '../../../services/commerce/api/billing.ts';
import { idText, plainNumber, plainText } from '../../../services/commerce/index.ts';
import type { CommandContext } from '../../conversation/command.ts';

/** What somebody was about when they found that they have nothing to pay with: a purchase, or an invoice to pay. */
export const pendingPaymentArgs = {
  product: idText().optional(),
  quantity: z.union([plainNumber, plainText(100)]).optional(),
  offer: z.enum(OFFERS).optional(),
  /** Id of an invoice. */
  invoice: idText().optional(),
};

const pendingPayment = z.object(pendingPaymentArgs);
export type PendingPayment = z.infer<typeof pendingPayment>;

/** What a link to the payment page holds for the chat; the page itself needs the rest. */
export const paymentPageLinkData = z.looseObject({
  kind: z.enum(['add', 'replace', 'edit']),
  language: z.string(),
  goOn: pendingPayment,
  /** The card that led to the page; absent in a group, where everybody would see it change. */
  chat: z.object({ reference: z.record(z.string(), z.unknown()), cardId: z.string() }).optional(),
});

/**
 * The address of the payment page for one payment method, good once and for ten minutes.
 * @throws {LimitReached}
 */
export const paymentPageLink = async (
  context: CommandContext,
  setup: PaymentMethodSetupRequest,
  pending: PendingPayment,
): Promise<string> => {
  const { actor, home, addresses, limits, location, links, localizer } = context;
  await limits.spend(home, 'payment-links');
  const { reference, cardId } = location;
  const data: z.infer<typeof paymentPageLinkData> = {
    ...setup,
    language: localizer.locale,
    goOn: pending,
    chat: updatesItself(context) && cardId !== undefined ? { reference, cardId } : undefined,
  };
  const { tenantId, userId } = actor;
  return addresses.urlFor('card', await links.issue({ tenantId, userId, purpose: 'card', data }));
};

/** Whether the pressed card can be replaced later: in a group, all would see it. */
export const updatesItself = ({ location }: Pick<CommandContext, 'location'>): boolean =>
  !location.inGroup && location.cardId !== undefined;

/** Back to what somebody was about, with the payment method that they have now. */
export const resumePaymentButtons = (
  { product, quantity, offer, invoice }: PendingPayment,
  paymentMethodId: string,
  { t }: Localizer,
): Button[] => {
  if (invoice !== undefined)
    return [{ title: t('commands.pay-invoice.title'), verb: 'pay-invoice', data: { invoice, card: paymentMethodId } }];
  return product === undefined
    ? []
    : [{ title: t('paying.continue'), verb: 'buy-own', data: { product, quantity, offer, card: paymentMethodId } }];
};
