import { z } from 'zod';
import { nothingToPay, paymentQuestion, paymentReceipt, unpaidInvoices } from '../../../cards/billing/invoice.ts';
import { isUnpaid, leftToPay } from '../../../cards/billing/invoice-words.ts';
import { validPaymentMethods } from '../../../cards/billing/payment-choice.ts';
import type { Button, Card } from '../../../cards/kit/card.ts';
import { withWarning } from '../../../cards/kit/warning-banner.ts';
import { refuse } from '../../../services/commerce/api/errors.ts';
import type { Invoice, Versioned } from '../../../services/commerce/api/types.ts';
import { idText } from '../../../services/commerce/index.ts';
import type { WithArgs } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { confirmButton, defineChange } from '../../conversation/confirmed-command.ts';
import { refusalWords } from '../../conversation/refusals/refusal-card.ts';
import { invoiceText, invoiceView, productOf } from './invoice-view.ts';

const args = z.strictObject({
  invoice: invoiceText.optional(),
  /** Id of a payment method. */
  card: idText().optional(),
});
type PayInvoiceContext = WithArgs<typeof args>;

export const payInvoice = defineChange({
  name: 'pay-invoice',
  allow: 'run-own-billing',
  topic: 'billing',
  args,
  async ask(context) {
    const { actor, args, commerce } = context;
    if (args.invoice === undefined) return chooseInvoice(context);
    return askToPay(context, await commerce.getInvoice(actor, args.invoice));
  },
  async act({ actor, args, commerce, localizer }, confirmed) {
    const id = args.invoice ?? refuse({ code: 'nothing-asked' });
    const { charged } = await commerce.payInvoice(actor, id, args.card || undefined, confirmed);
    const { number } = await commerce.getInvoice(actor, id);
    const open: Button = { title: localizer.t('invoices.open', { number }), verb: 'invoice', data: { invoice: id } };
    return paymentReceipt({ number, charged }, [open, ...commandButtons(['invoices'], localizer)], localizer);
  },
});

/** Lines of a chooser. */
const MOST_INVOICES = 15;

/** The invoices that can be paid, however old; the only one is gone on with. */
const chooseInvoice = async (context: PayInvoiceContext): Promise<Card> => {
  const { actor, commerce, now, localizer } = context;
  const { invoices } = await commerce.listInvoices(actor, { from: 0, to: now() });
  const unpaid = invoices.filter(isUnpaid);
  const [only, ...others] = unpaid;
  const next = commandButtons(['invoices', 'payment-methods'], localizer);
  if (!only) return nothingToPay(next, localizer);
  return others.length === 0
    ? askToPay(context, await commerce.getInvoice(actor, only.id))
    : unpaidInvoices(unpaid.slice(-MOST_INVOICES), next, localizer);
};

const askToPay = async (context: PayInvoiceContext, invoice: Versioned<Invoice>): Promise<Card> => {
  const { actor, args, commerce, localizer } = context;
  if (!isUnpaid(invoice))
    return withWarning(await invoiceView(context, invoice.id), refusalWords({ code: 'already-paid' }, localizer));
  const [payment, product] = await Promise.all([
    commerce.listPaymentChoices(actor),
    productOf(commerce, actor, invoice.subscription),
  ]);
  const canPay = validPaymentMethods(payment).length > 0;
  return paymentQuestion(
    { invoice, product, payment, chosen: args.card },
    paymentButtons(context, invoice, canPay),
    localizer,
  );
};

const paymentButtons = ({ localizer }: PayInvoiceContext, invoice: Versioned<Invoice>, canPay: boolean): Button[] => {
  const { t, money } = localizer;
  const { id, number, version } = invoice;
  const data = { invoice: id };
  const title = t('invoices.pay.confirm', { amount: money(leftToPay(invoice)) });
  return [
    ...(canPay ? [confirmButton({ title, verb: 'pay-invoice', data, version })] : []),
    { title: t('paymentPage.titles.add'), verb: 'set-up-card', data: { ...data, kind: 'add' } },
    { title: t('invoices.open', { number }), verb: 'invoice', data },
    { title: t('buttons.close'), verb: 'close' },
  ];
};
