import { z } from 'zod';
import { invoiceList } from '../../../cards/billing/invoice-list.ts';
import { isUnpaid } from '../../../cards/billing/invoice-words.ts';
import { type Button, present } from '../../../cards/kit/card.ts';
import { withWarning } from '../../../cards/kit/warning-banner.ts';
import type { InvoiceList, InvoicePeriod } from '../../../services/commerce/api/billing.ts';
import { type Reason, refusalReason } from '../../../services/commerce/api/errors.ts';
import { DAY_MS, plainText, timeZoneOf } from '../../../services/commerce/index.ts';
import { defineCommand, type WithArgs } from '../../conversation/command.ts';
import { offsetButtons, PAGE_LENGTH } from '../../conversation/paging.ts';
import { refusalWords } from '../../conversation/refusals/refusal-card.ts';
import { dayIn, spanOf } from '../../understanding/time-zones.ts';

/** A day as a sentence or a date field gives it; '' where the field is empty. */
const dayText = plainText(100).trim().optional();

const args = z.strictObject({
  months: z.union([z.literal(3), z.literal(6)]).optional(),
  from: dayText,
  to: dayText,
  /** Only what is still to be paid. */
  due: z.literal(true).optional(),
  /** Invoices that the page leaves out. */
  skip: z.number().int().min(0).max(1e9).default(0),
});
type InvoicesContext = WithArgs<typeof args>;

export const invoices = defineCommand({
  name: 'invoices',
  allow: 'run-own-billing',
  topic: 'billing',
  inMenu: true,
  args,
  async run(context) {
    const { list: all, wrong } = await loadInvoices(context);
    const list = context.args.due ? { ...all, invoices: all.invoices.filter(isUnpaid) } : all;
    const card = invoiceList(invoiceListData(context, list), invoiceListButtons(context, list), context.localizer);
    return wrong ? withWarning(card, refusalWords(wrong, context.localizer)) : card;
  },
});

/** The list, or that of the past months where the dates are wrong: they can be put right there. */
const loadInvoices = async (
  context: InvoicesContext,
): Promise<{ readonly list: InvoiceList; readonly wrong?: Reason }> => {
  const { actor, commerce } = context;
  try {
    return { list: await commerce.listInvoices(actor, periodOf(context)) };
  } catch (error) {
    const wrong = refusalReason(error, 'bad-period');
    return { list: await commerce.listInvoices(actor), wrong };
  }
};

/** What is due is looked for so far back, in ms. */
const YEARS_OF_DEBT = 3 * 365 * DAY_MS;

const periodOf = ({ args, now, tenant }: InvoicesContext): InvoicePeriod => {
  const timeZone = timeZoneOf(tenant);
  const { months = 3, from = '', to = '' } = args;
  if (args.due && args.months === undefined && from === '' && to === '')
    return { from: now() - YEARS_OF_DEBT, to: now() };
  if (from === '' && to === '') return { months };
  return spanOf(from, to === '' ? dayIn(now(), timeZone) : to, timeZone);
};

const invoiceListData = ({ args, tenant }: InvoicesContext, list: InvoiceList) => {
  const timeZone = timeZoneOf(tenant);
  const { from = dayIn(list.from, timeZone), to = dayIn(list.to, timeZone), skip } = args;
  return { list, page: list.invoices.slice(skip, skip + PAGE_LENGTH), offset: skip, from, to };
};

const invoiceListButtons = ({ args, localizer }: InvoicesContext, { invoices, unpaid }: InvoiceList): Button[] => {
  const { t } = localizer;
  const { skip, ...period } = args;
  const skipping = (to: number) => ({ ...period, skip: to });
  return present<Button>([
    ...offsetButtons('invoices', { offset: skip, total: invoices.length }, localizer, skipping),
    unpaid.amount > 0 && { title: t('commands.pay-invoice.title'), verb: 'pay-invoice' },
    { title: t('invoices.past3'), verb: 'invoices', data: { months: 3 } },
    { title: t('invoices.past6'), verb: 'invoices', data: { months: 6 } },
    { title: t('invoices.specify'), verb: 'invoices', sendsInputs: true },
  ]);
};
