import type { Localizer } from '../../locales/index.ts';
import type { Invoice, Money } from '../../services/commerce/api/types.ts';
import type { Tone } from '../kit/text-card.ts';

/** Whether it gives money back. */
const isCredit = ({ amount }: Pick<Invoice, 'amount'>): boolean => amount.amount < 0;

/** Whether there is something to pay. */
export const isUnpaid = ({ status }: Pick<Invoice, 'status'>): boolean => status === 'due' || status === 'overdue';

/** What is to be paid of it, or was: what credit notes have not settled. */
export const leftToPay = ({ amount, credited = 0 }: Pick<Invoice, 'amount' | 'credited'>): Money => ({
  ...amount,
  amount: amount.amount - credited,
});

/** "Due on Nov 6, 2026, partly credited"; the words say it all, the colour is for the eye. */
export const invoiceStatusText = (invoice: Invoice, { t, date }: Localizer): string => {
  const { status, credited = 0, dueAt } = invoice;
  const text = t(`invoices.status.${isCredit(invoice) ? 'credited' : status}`, { date: date(dueAt) });
  return credited > 0 && status !== 'credited' ? t('invoices.status.partly', { status: text }) : text;
};

export const invoiceTone = {
  paid: 'Good',
  credited: 'Good',
  due: 'Default',
  overdue: 'Attention',
} as const satisfies Record<Invoice['status'], Tone>;

/** "Invoice G-240906". */
export const invoiceTitle = (invoice: Invoice, { t }: Localizer): string =>
  t(isCredit(invoice) ? 'invoices.creditTitle' : 'invoices.title', { number: invoice.number });

/** What a credit note has settled, and what has gone back to the card: names and amounts. */
export const creditNoteLines = (invoice: Invoice, { t, money }: Localizer): { title: string; value: string }[] => {
  if (!isCredit(invoice)) return [];
  const { amount, settles = [], payment } = invoice;
  const of = (part: number): string => money({ ...amount, amount: part });
  const rest = settles.reduce((left, each) => left - each.amount, -amount.amount);
  return [
    ...settles.map(({ number, amount: part }) => ({
      title: t('crediting.settlesInvoice', { number }),
      value: of(part),
    })),
    ...(payment ? [{ title: t('crediting.toCard'), value: of(rest) }] : []),
  ];
};

/** What of an invoice credit notes have settled, and what is left: names and amounts, none where nothing is credited. */
export const creditedLines = (invoice: Invoice, { t, money }: Localizer): { title: string; value: string }[] => {
  const { amount, credited = 0 } = invoice;
  if (credited === 0) return [];
  return [
    { title: t('crediting.credited'), value: money({ ...amount, amount: -credited }) },
    { title: t(isUnpaid(invoice) ? 'crediting.left' : 'crediting.paid'), value: money(leftToPay(invoice)) },
  ];
};
