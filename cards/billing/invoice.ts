import type { Localizer } from '../../locales/index.ts';
import type { PaymentChoice } from '../../services/commerce/api/billing.ts';
import type { Invoice, Money } from '../../services/commerce/api/types.ts';
import type { Button, Card, LinkButton } from '../kit/card.ts';
import { type Fact, type Line, textCard } from '../kit/text-card.ts';
import {
  creditedLines,
  creditNoteLines,
  invoiceStatusText,
  invoiceTitle,
  invoiceTone,
  leftToPay,
} from './invoice-words.ts';
import { paymentMethodInput, validPaymentMethods } from './payment-choice.ts';

interface InvoiceData {
  readonly invoice: Invoice;
  /** Undefined where the subscription is gone. */
  readonly product: string | undefined;
}

interface InvoiceCardData extends InvoiceData {
  /** Whether the page of the PDF asks people to sign in. */
  readonly asksToSignIn: boolean;
}

/** One invoice as it stands. Its PDF is behind a link that works once. */
export const invoiceCard = (
  data: InvoiceCardData,
  buttons: readonly (Button | LinkButton)[],
  localizer: Localizer,
): Card => {
  const { invoice, asksToSignIn } = data;
  const { t } = localizer;
  const about = [t('invoices.pdfOnce'), ...(asksToSignIn ? [t('webPage.asksToSignIn')] : [])];
  return textCard(
    {
      title: invoiceTitle(invoice, localizer),
      status: { text: invoiceStatusText(invoice, localizer), tone: invoiceTone[invoice.status] },
      facts: invoiceFacts(data, localizer),
      footer: about.join(' '),
    },
    buttons,
  );
};

const invoiceFacts = ({ invoice, product }: InvoiceData, localizer: Localizer): Fact[] => {
  const { t, money, date } = localizer;
  return [
    { title: t('invoices.amount'), value: money(invoice.amount) },
    ...creditedLines(invoice, localizer),
    ...creditNoteLines(invoice, localizer),
    { title: t('invoices.issued'), value: date(invoice.issuedAt) },
    { title: t('invoices.dueOn'), value: date(invoice.dueAt) },
    { title: t('invoices.subscription'), value: [product, invoice.subscription].filter(Boolean).join(' · ') },
  ];
};

/** Those that can be paid, to choose from. */
export const unpaidInvoices = (invoices: readonly Invoice[], buttons: readonly Button[], localizer: Localizer): Card =>
  textCard(
    { title: localizer.t('invoices.pay.which'), lines: invoices.map((each) => unpaidLine(each, localizer)) },
    buttons,
  );

const unpaidLine = (invoice: Invoice, localizer: Localizer): Line => ({
  title: `${invoice.number} · ${localizer.money(leftToPay(invoice))}`,
  text: invoiceStatusText(invoice, localizer),
  verb: 'pay-invoice',
  data: { invoice: invoice.id },
});

export const nothingToPay = (buttons: readonly Button[], { t }: Localizer): Card =>
  textCard(
    { title: t('invoices.pay.nothing'), status: { text: t('invoices.pay.nothingText'), tone: 'Good' } },
    buttons,
  );

export interface PaymentQuestion extends InvoiceData {
  readonly payment: readonly PaymentChoice[];
  /** The id of the payment method that was chosen before. */
  readonly chosen: string | undefined;
}

/** What paying would charge. The payment method to charge comes back as `card`. */
export const paymentQuestion = (data: PaymentQuestion, buttons: readonly Button[], localizer: Localizer): Card => {
  const { t, money } = localizer;
  const { invoice, payment, chosen } = data;
  return textCard(
    {
      title: t('invoices.pay.ask', { number: invoice.number }),
      status: { text: invoiceStatusText(invoice, localizer), tone: invoiceTone[invoice.status] },
      text: [t('invoices.pay.text', { amount: money(leftToPay(invoice)) })],
      warnings: validPaymentMethods(payment).length > 0 ? [] : [t('paying.none')],
      facts: invoiceFacts(data, localizer),
      inputs: paymentMethodInput(payment, chosen, localizer),
    },
    buttons,
  );
};

export const paymentReceipt = (
  { number, charged }: { readonly number: string; readonly charged: Money },
  buttons: readonly Button[],
  { t, money }: Localizer,
): Card =>
  textCard(
    {
      title: t('invoices.pay.done', { number }),
      status: { text: t('invoices.status.paid'), tone: 'Good' },
      text: [t('invoices.pay.charged', { amount: money(charged) })],
    },
    buttons,
  );
