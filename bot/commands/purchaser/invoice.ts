import { z } from 'zod';
import { defineCommand } from '../../command.ts';
import { invoiceText, invoiceView } from '../../invoices.ts';

export const invoice = defineCommand({
  name: 'invoice',
  allow: 'see-own',
  topic: 'billing',
  args: z.strictObject({ invoice: invoiceText }),
  run: (context) => invoiceView(context, context.args.invoice),
});
