import type { Localizer } from '../../locales/index.ts';
import type { Invoice } from '../../services/commerce/api/types.ts';
import type { Tone } from '../kit/text-card.ts';

/** Whether it gives money back. */
const isCredit = ({ amount }: Pick<Invoice, 'amount'>): boolean => amount.amount < 0;

/** Whether there is something to pay. */
export const isUnpaid = ({ status }: Pick<Invoice, 'status'>): boolean => status !== 'paid';

/** "Due on Nov 6, 2026"; the words say it all, the colour is for the eye. */
export const invoiceStatusText = (invoice: Invoice, { t, date }: Localizer): string =>
  t(`invoices.status.${isCredit(invoice) ? 'credit' : invoice.status}`, { date: date(invoice.dueAt) });

export const invoiceTone = { paid: 'Good', due: 'Default', overdue: 'Attention' } as const satisfies Record<
  Invoice['status'],
  Tone
>;

/** "Invoice G-240906". */
export const invoiceTitle = (invoice: Invoice, { t }: Localizer): string =>
  t(isCredit(invoice) ? 'invoices.creditTitle' : 'invoices.title', { number: invoice.number });
