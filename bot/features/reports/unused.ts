import { z } from 'zod';
import { unusedCard } from '../../../cards/reports/unused.ts';
import { defineCommand } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { productText } from '../../conversation/naming/arguments.ts';

export const unused = defineCommand({
  name: 'unused',
  allow: 'see-purchases',
  topic: 'overview',
  inMenu: true,
  args: z.strictObject({ product: productText.optional() }),
  async run({ actor, args, commerce, localizer }) {
    const meant = args.product === undefined ? undefined : await commerce.findProducts(actor, args.product);
    const rows = await commerce.listUnusedLicenses(actor, { products: meant?.map(({ id }) => id) });
    return unusedCard(rows, commandButtons(['spend', 'capacity', 'subscriptions'], localizer), localizer);
  },
});
