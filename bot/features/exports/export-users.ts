import { z } from 'zod';
import { exportCard } from '../../../cards/exports/export.ts';
import type { ButtonData, Card } from '../../../cards/kit/card.ts';
import type { ExportSelection } from '../../../services/commerce/api/exports.ts';
import { may } from '../../../services/commerce/index.ts';
import { defineCommand, type WithArgs } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { subscriptionListButton } from '../../conversation/common-buttons.ts';
import { chosenRefs, productTexts } from '../../conversation/naming/arguments.ts';
import { productsFitting } from '../../conversation/naming/named-product.ts';
import { exportChoices } from './export-choices.ts';
import { exportLink, exportName, offerAsFile } from './exports.ts';

const args = z.strictObject({
  product: productTexts.optional(),
  subscriptions: chosenRefs.optional(),
  /** Everybody's self-service purchases; a purchaser's own, who may not see the others. */
  all: z.literal(true).optional(),
});
type ExportUsersContext = WithArgs<typeof args>;

export const exportUsers = defineCommand({
  name: 'export-users',
  allow: 'export-users',
  topic: 'overview',
  args,
  async run(context) {
    const named = await selectionOf(context);
    return named ? offerExport(context, named) : exportChoices(context);
  },
});

interface NamedSelection {
  readonly selection: ExportSelection;
  /** What it is, in words. */
  readonly what: string;
  /** The command's arguments for the same. */
  readonly data: ButtonData;
}

/** What is to be exported; undefined where nothing is named. */
const selectionOf = async (context: ExportUsersContext): Promise<NamedSelection | undefined> => {
  const { product, subscriptions = [], all } = context.args;
  const { t } = context.localizer;
  if (subscriptions.length > 0) return selectionOfSubscriptions(subscriptions, context);
  if (product !== undefined) {
    const products = await productsFitting(context, product);
    const names = products.map(({ name }) => name).join(', ');
    return {
      selection: { products: products.map(({ id }) => id) },
      what: t('export.ofProduct', { product: names }),
      data: { product },
    };
  }
  const everything = t(may(context.actor, 'see-purchases') ? 'export.ofAll' : 'export.ofOwn');
  return all && { selection: { all }, what: everything, data: { all } };
};

/** References that one title names. */
const MOST_NAMED = 3;

const selectionOfSubscriptions = (
  subscriptions: z.infer<typeof chosenRefs>,
  { localizer: { t } }: ExportUsersContext,
): NamedSelection => ({
  selection: { subscriptions },
  what:
    subscriptions.length > MOST_NAMED
      ? t('export.ofMany', { number: subscriptions.length })
      : t('export.ofSubscriptions', { refs: subscriptions.join(', ') }),
  data: { subscriptions },
});

const offerExport = async (context: ExportUsersContext, { selection, what, data }: NamedSelection): Promise<Card> => {
  const { actor, commerce, localizer } = context;
  const rows = await commerce.getExportSize(actor, selection);
  const exported = { users: selection };
  const url = await exportLink(context, exported);
  await offerAsFile(context, exported, { description: what, rows });
  const fileName = exportName(exported, context);
  return exportCard(
    { what, fileName, rows, url, asksToSignIn: context.addresses.asksToSignIn, again: { verb: 'export-users', data } },
    [subscriptionListButton(context), ...commandButtons(['help'], localizer)],
    localizer,
  );
};
