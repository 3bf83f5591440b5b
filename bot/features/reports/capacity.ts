import { z } from 'zod';
import { capacityCard } from '../../../cards/reports/capacity.ts';
import { defineCommand } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { productText } from '../../conversation/naming/arguments.ts';

export const capacity = defineCommand({
  name: 'capacity',
  allow: 'see-purchases',
  topic: 'overview',
  args: z.strictObject({ product: productText.optional() }),
  async run({ actor, args, commerce, localizer }) {
    const rows = await commerce.listCapacity(actor);
    const meant = args.product === undefined ? undefined : await commerce.findProducts(actor, args.product);
    const shown = meant ? rows.filter(({ product }) => meant.some(({ id }) => id === product.id)) : rows;
    return capacityCard(shown, commandButtons(['unused', 'spend', 'licenses'], localizer), localizer);
  },
});
