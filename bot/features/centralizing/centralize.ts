import { z } from 'zod';
import type { Button } from '../../../cards/kit/card.ts';
import { type Line, textCard } from '../../../cards/kit/text-card.ts';
import { type CommandContext, defineCommand } from '../../conversation/command.ts';
import { productText } from '../../conversation/naming/arguments.ts';
import { boughtProductNamed } from '../../conversation/naming/named-product.ts';
import { centralizingCard } from './centralizing.ts';

export const centralize = defineCommand({
  name: 'centralize',
  allow: 'take-over',
  topic: 'take-over',
  effect: 'asks',
  args: z.strictObject({ product: productText.optional() }),
  async run(context) {
    const { product } = context.args;
    if (product === undefined) return chooseProduct(context);
    return centralizingCard(context, (await boughtProductNamed(context, product, { verb: 'centralize' })).id);
  },
});

/** Products on one card. */
const LISTED = 15;

/** The products that people have bought themselves, those with the most licenses first. */
const chooseProduct = async ({ actor, commerce, localizer: { t } }: CommandContext) => {
  const bought = (await commerce.listLicensesByProduct(actor)).filter(({ subscriptions }) => subscriptions > 0);
  const lines = bought
    .sort((a, b) => b.quantity - a.quantity)
    .slice(0, LISTED)
    .map(
      ({ product, subscriptions, assigned, quantity }): Line => ({
        title: product.name,
        text: `${t('licenses.row', { count: subscriptions })} · ${t('licenses.assigned', { assigned, quantity })}`,
        verb: 'centralize',
        data: { product: product.id },
      }),
    );
  const list: Button = { title: t('commands.subscriptions.title'), verb: 'subscriptions' };
  return textCard(
    { title: t('centralize.choose'), text: [t(lines.length > 0 ? 'centralize.chooseText' : 'centralize.none')], lines },
    [list],
  );
};
