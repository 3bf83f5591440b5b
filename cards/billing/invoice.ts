import type { Speech } from '../../locales/index.ts';
import type { Invoice, Money } from '../../services/commerce/api/types.ts';
import type { PaymentChoice } from '../../services/commerce/api/views.ts';
import type { Button, Card, LinkButton } from '../kit/card.ts';
import { type Fact, type Line, sheet } from '../kit/text-card.ts';
import { invoiceStatusText, invoiceTitle, invoiceTone } from './invoice-words.ts';
import { cardInput, validCards } from './payment-choice.ts';

export interface InvoiceData {
  readonly invoice: Invoice;
  /** Undefined where the subscription is gone. */
  readonly product: string | undefined;
}

/** One invoice as it stands. Its PDF is behind a link that works once. */
export const invoiceCard = (data: InvoiceData, buttons: readonly (Button | LinkButton)[], speech: Speech): Card => {
  const { invoice } = data;
  return sheet(
    {
      title: invoiceTitle(invoice, speech),
      status: { text: invoiceStatusText(invoice, speech), tone: invoiceTone[invoice.status] },
      facts: facts(data, speech),
      footer: speech.t('invoices.pdfOnce'),
    },
    buttons,
  );
};

const facts = ({ invoice, product }: InvoiceData, { t, money, date }: Speech): Fact[] => [
  { title: t('invoices.amount'), value: money(invoice.amount) },
  { title: t('invoices.issued'), value: date(invoice.issuedAt) },
  { title: t('invoices.dueOn'), value: date(invoice.dueAt) },
  { title: t('invoices.subscription'), value: [product, invoice.subscription].filter(Boolean).join(' · ') },
];

/** Those that can be paid, to choose from. */
export const unpaidInvoices = (invoices: readonly Invoice[], buttons: readonly Button[], speech: Speech): Card =>
  sheet({ title: speech.t('invoices.pay.which'), lines: invoices.map((each) => unpaidLine(each, speech)) }, buttons);

const unpaidLine = (invoice: Invoice, speech: Speech): Line => ({
  title: `${invoice.number} · ${speech.money(invoice.amount)}`,
  text: invoiceStatusText(invoice, speech),
  verb: 'pay-invoice',
  data: { invoice: invoice.id },
});

export const nothingToPay = (buttons: readonly Button[], { t }: Speech): Card =>
  sheet({ title: t('invoices.pay.nothing'), status: { text: t('invoices.pay.nothingText'), tone: 'Good' } }, buttons);

export interface PaymentQuestion extends InvoiceData {
  readonly payment: readonly PaymentChoice[];
  /** The id of the card that was chosen before. */
  readonly chosen: string | undefined;
}

/** What paying would charge. The card to charge comes back as `card`. */
export const paymentQuestion = (data: PaymentQuestion, buttons: readonly Button[], speech: Speech): Card => {
  const { t, money } = speech;
  const { invoice, payment, chosen } = data;
  return sheet(
    {
      title: t('invoices.pay.ask', { number: invoice.number }),
      status: { text: invoiceStatusText(invoice, speech), tone: invoiceTone[invoice.status] },
      text: [t('invoices.pay.text', { amount: money(invoice.amount) })],
      warnings: validCards(payment).length > 0 ? [] : [t('paying.none')],
      facts: facts(data, speech),
      inputs: cardInput(payment, chosen, speech),
    },
    buttons,
  );
};

export const paymentReceipt = (
  { number, charged }: { readonly number: string; readonly charged: Money },
  buttons: readonly Button[],
  { t, money }: Speech,
): Card =>
  sheet(
    {
      title: t('invoices.pay.done', { number }),
      status: { text: t('invoices.status.paid'), tone: 'Good' },
      text: [t('invoices.pay.charged', { amount: money(charged) })],
    },
    buttons,
  );
