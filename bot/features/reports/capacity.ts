import { z } from 'zod';
import { capacityCard } from '../../../cards/reports/capacity.ts';
import { defineCommand } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { productTexts } from '../../conversation/naming/arguments.ts';
import { productsFitting } from '../../conversation/naming/named-product.ts';

export const capacity = defineCommand({
  name: 'capacity',
  allow: 'see-purchases',
  topic: 'overview',
  args: z.strictObject({ product: productTexts.optional() }),
  async run(context) {
    const { actor, args, commerce, localizer } = context;
    const rows = await commerce.listCapacity(actor);
    const meant = args.product === undefined ? undefined : await productsFitting(context, args.product);
    const shown = meant ? rows.filter(({ product }) => meant.some(({ id }) => id === product.id)) : rows;
    return capacityCard(shown, commandButtons(['unused', 'spend', 'licenses'], localizer), localizer);
  },
});
