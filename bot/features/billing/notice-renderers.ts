import { isUnpaid, leftToPay } from '../../../cards/billing/invoice-words.ts';
import { cardExpires, invoiceWaits, paymentReturned } from '../../../cards/billing/notices.ts';
import type { Button } from '../../../cards/kit/card.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import type { NoticeRenderer, NoticeRenderers } from '../notices/notice-content.ts';

const renderInvoice: NoticeRenderer<'invoice-due' | 'invoice-overdue'> = async (context, notice) => {
  const { actor, commerce, localizer } = context;
  const invoice = await commerce.getInvoice(actor, notice.invoice);
  if (!isUnpaid(invoice)) return undefined;
  const { number } = invoice;
  const others = { hasOthers: notice.withOthers === true };
  const pay: Button = {
    title: localizer.t('notices.pay', { amount: localizer.money(leftToPay(invoice)) }),
    verb: 'pay-invoice',
    data: { invoice: number },
  };
  return {
    textCard: invoiceWaits(invoice, { isOverdue: notice.kind === 'invoice-overdue', ...others }, localizer),
    buttons: [pay, ...commandButtons(['invoices', 'payment-methods'], localizer)],
    sentence: localizer.t('mail.sentences.invoice', { number }),
  };
};

/** The payer may try again, or not. */
const renderPaymentReturned: NoticeRenderer<'payment-returned'> = async ({ localizer }, notice) => ({
  textCard: paymentReturned(notice, localizer),
  buttons: commandButtons(['my-subscriptions', 'invoices'], localizer),
  sentence: localizer.t('mail.sentences.mySubscriptions'),
});

/** Of a card that still expires by the end of the month after the notice. */
const renderCardExpiry: NoticeRenderer<'card-expires'> = async (context, { paymentMethod, at }) => {
  const { actor, commerce, localizer } = context;
  const { paymentMethods: cards } = await commerce.getBilling(actor);
  const card = cards.find(({ id }) => id === paymentMethod);
  if (!card || Date.UTC(card.expiryYear, card.expiryMonth - 1) > nextMonth(at)) return undefined;
  return {
    textCard: cardExpires(card, localizer),
    buttons: commandButtons(['payment-methods', 'my-subscriptions'], localizer),
    sentence: localizer.t('mail.sentences.paymentMethods'),
  };
};

/** The month after the one that an instant lies in, as its first instant; a day of grace for the tenant's time zone. */
const nextMonth = (at: number): number => {
  const day = new Date(at + 24 * 60 * 60 * 1000);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1);
};

/** Invoices and payment methods, for their owner. */
export const billingNotices = {
  'invoice-due': renderInvoice,
  'invoice-overdue': renderInvoice,
  'payment-returned': renderPaymentReturned,
  'card-expires': renderCardExpiry,
} satisfies Partial<NoticeRenderers>;
