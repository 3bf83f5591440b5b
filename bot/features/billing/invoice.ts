import { z } from 'zod';
import { defineCommand } from '../../conversation/command.ts';
import { invoiceText, invoiceView } from './invoice-view.ts';

export const invoice = defineCommand({
  name: 'invoice',
  allow: 'run-own-billing',
  topic: 'billing',
  args: z.strictObject({ invoice: invoiceText }),
  run: (context) => invoiceView(context, context.args.invoice),
});
