import { z } from 'zod';
import { unusedCard } from '../../../cards/reports/unused.ts';
import { defineCommand } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { productTexts } from '../../conversation/naming/arguments.ts';
import { productsFitting } from '../../conversation/naming/named-product.ts';

export const unused = defineCommand({
  name: 'unused',
  allow: 'see-purchases',
  topic: 'overview',
  inMenu: true,
  args: z.strictObject({ product: productTexts.optional() }),
  async run(context) {
    const { actor, args, commerce, localizer } = context;
    const meant = args.product === undefined ? undefined : await productsFitting(context, args.product);
    const rows = await commerce.listUnusedLicenses(actor, { products: meant?.map(({ id }) => id) });
    return unusedCard(rows, commandButtons(['spend', 'capacity', 'subscriptions'], localizer), localizer);
  },
});
