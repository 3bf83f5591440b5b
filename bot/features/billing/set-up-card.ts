import { z } from 'zod';
import { cardPageLink } from '../../../cards/billing/payment-page-link.ts';
import { defineCommand } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { ownCard } from './own-payment-method.ts';
import { cardLink, goOnArgs, updatesItself } from './payment-page-links.ts';

const args = z.strictObject({
  kind: z.enum(['add', 'replace', 'edit']),
  /** Id of the card that is replaced or edited. */
  paymentMethod: z.string().max(100).optional(),
  ...goOnArgs,
  /** Chosen in a form that came along; the new card takes its place. */
  card: z.string().max(100).optional(),
});

export const setUpCard = defineCommand({
  name: 'set-up-card',
  allow: 'see-own',
  args,
  async run(context) {
    const { localizer } = context;
    const { card: _, ...wanted } = context.args;
    const { kind, paymentMethod, ...goOn } = wanted;
    const card = kind === 'add' ? undefined : await ownCard(context, paymentMethod);
    const wish = card && kind !== 'add' ? { kind, paymentMethodId: card.id } : ({ kind: 'add' } as const);
    const buttons = [
      { title: localizer.t('cards.page.open'), url: await cardLink(context, wish, goOn) },
      { title: localizer.t('export.newLink'), verb: 'set-up-card', data: wanted },
      ...commandButtons(['payment-methods'], localizer),
    ];
    return cardPageLink({ kind, card, updates: updatesItself(context) }, buttons, localizer);
  },
});
