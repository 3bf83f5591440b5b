import { z } from 'zod';
import { invoiceText, invoiceView } from '../../billing/invoices.ts';
import { defineCommand } from '../../command.ts';

export const invoice = defineCommand({
  name: 'invoice',
  allow: 'see-own',
  topic: 'billing',
  args: z.strictObject({ invoice: invoiceText }),
  run: (context) => invoiceView(context, context.args.invoice),
});
