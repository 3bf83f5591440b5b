import type { Localizer } from '../../locales/index.ts';
import type { InvoiceList } from '../../services/commerce/api/billing.ts';
import type { Invoice } from '../../services/commerce/api/types.ts';
import { type Button, type Card, defineCard, plain, rowName } from '../kit/card.ts';
import { dateInput } from '../kit/inputs.ts';
import { colorOf } from '../kit/text-card.ts';
import template from './invoice-list.json' with { type: 'json' };
import { invoiceStatusText, invoiceTone } from './invoice-words.ts';

export interface InvoiceListData {
  readonly list: InvoiceList;
  /** The invoices of this page, and the position of the first of them in the whole, from 0. */
  readonly page: readonly Invoice[];
  readonly offset: number;
  /** What the two date fields hold, ISO days. */
  readonly from: string;
  readonly to: string;
}

const invoiceListTemplate = defineCard<object>(template);

/** The invoices of a period, a line each, pressed to open it, with two fields (`from`, `to`) for another period. */
export const invoiceList = (data: InvoiceListData, buttons: readonly Button[], localizer: Localizer): Card => {
  const { t, date, money } = localizer;
  const { list, page, offset } = data;
  const count = list.invoices.length;
  const owing = list.unpaid.amount > 0;
  const unpaid = owing ? t('invoices.unpaid', { amount: money(list.unpaid) }) : t('invoices.allPaid');
  const range = { from: offset + 1, to: offset + page.length, count };
  return invoiceListTemplate(
    {
      title: t('commands.invoices.title'),
      period: t('invoices.period', { from: date(list.from), to: date(list.to) }),
      unpaid,
      unpaidColor: colorOf[owing ? 'Attention' : 'Good'],
      rows: page.map((invoice) => invoiceRow(invoice, localizer)),
      range: count === 0 ? t('invoices.none') : t('invoices.range', range),
    },
    { fallback: t('invoices.fallback', { count, unpaid }), buttons, elements: periodInputs(data, localizer) },
  );
};

const periodInputs = ({ from, to }: InvoiceListData, localizer: Localizer): object[] => [
  dateInput({ id: 'from', label: localizer.t('invoices.first'), value: from }, localizer),
  dateInput({ id: 'to', label: localizer.t('invoices.last'), value: to }, localizer),
];

const invoiceRow = (invoice: Invoice, localizer: Localizer) => ({
  number: plain(invoice.number),
  issued: localizer.date(invoice.issuedAt),
  subscription: invoice.subscription,
  amount: localizer.money(invoice.amount),
  status: invoiceStatusText(invoice, localizer),
  color: colorOf[invoiceTone[invoice.status]],
  open: rowName(localizer.t('invoices.open', { number: invoice.number }), [
    invoice.subscription,
    localizer.date(invoice.issuedAt),
    localizer.money(invoice.amount),
    invoiceStatusText(invoice, localizer),
  ]),
  data: { invoice: invoice.id },
});
