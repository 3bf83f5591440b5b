import type { Readable } from 'node:stream';
import {
  creditedLines,
  creditNoteLines,
  invoiceStatusText,
  invoiceTitle,
  isUnpaid,
  leftToPay,
} from '../../../cards/billing/invoice-words.ts';
import { pdfOf } from '../../../services/documents/pdf.ts';
import type { HeldInvoice } from './invoice-view.ts';

/** Such as `invoice-G-240906.pdf`; fit for a header whatever an imported number looks like. */
export const invoiceFileName = ({ invoice, localizer }: Pick<HeldInvoice, 'invoice' | 'localizer'>): string =>
  localizer.t('invoices.document.file', { number: invoice.number.replace(/[^\w-]/g, '_') });

/** The invoice as a PDF, in the language of whoever asked for it. */
export const invoicePdf = (held: HeldInvoice, madeAt: number): Promise<Readable> => {
  const { invoice, person, localizer, tenant } = held;
  const { t, date, money, locale } = localizer;
  const { number, amount } = invoice;
  const credited = creditedLines(invoice, localizer)
    .slice(0, 1)
    .map(({ title, value }) => [title, value] as const);
  return pdfOf({
    language: locale,
    madeAt,
    title: invoiceTitle(invoice, localizer),
    subtitle: t('invoices.document.subject'),
    block: {
      title: t('invoices.document.billTo'),
      lines: [person.displayName, person.userPrincipalName, `${tenant.name}, ${countryName(held)}`],
    },
    facts: [
      [t('invoices.issued'), date(invoice.issuedAt)],
      [t('invoices.dueOn'), date(invoice.dueAt)],
      [t('invoices.document.status'), invoiceStatusText(invoice, localizer)],
      ...creditNoteLines(invoice, localizer).map(({ title, value }) => [title, value] as const),
    ],
    table: {
      head: [t('invoices.document.description'), t('invoices.amount')],
      rows: [[lineText(held), money(amount)], ...credited],
      total: [t('invoices.document.total'), money(leftToPay(invoice))],
    },
    footer: isUnpaid(invoice) ? t('invoices.document.howToPay', { number }) : undefined,
  });
};

const lineText = ({ invoice, product, localizer: { t } }: HeldInvoice): string => {
  const ref = invoice.subscription;
  return product === undefined ? ref : t('invoices.document.line', { product, ref });
};

const countryName = ({ tenant, localizer }: HeldInvoice): string =>
  new Intl.DisplayNames(localizer.locale, { type: 'region' }).of(tenant.country) ?? tenant.country;
