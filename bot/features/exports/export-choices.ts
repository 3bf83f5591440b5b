import { exportChoice } from '../../../cards/exports/export.ts';
import type { Card } from '../../../cards/kit/card.ts';
import type { Line } from '../../../cards/kit/text-card.ts';
import { USABLE } from '../../../services/commerce/api/types.ts';
import { may } from '../../../services/commerce/index.ts';
import type { CommandContext } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { subscriptionListButton } from '../../conversation/common-buttons.ts';
import { subscriptionLine } from '../../conversation/naming/named-subscription.ts';
import { Refusal } from '../../conversation/refusals/refusal.ts';

/** Lines to choose from besides "all". */
const MOST_OFFERED = 10;
const VERB = 'export-users';

/**
 * A card to choose what is exported: everything, or a product of everybody's, or a purchase of one's own.
 * @throws {Refusal} `none-fits` to whom there is nothing to offer
 */
export const exportChoices = async (context: CommandContext): Promise<Card> => {
  const { actor, localizer } = context;
  const seesAll = may(actor, 'see-purchases');
  const lines = await (seesAll ? productLines(context) : ownLines(context));
  if (lines.length === 0) throw new Refusal({ code: 'none-fits' });
  const title = localizer.t(seesAll ? 'export.ofAll' : 'export.ofOwn');
  const all: Line = { title, verb: VERB, data: { all: true } };
  return exportChoice(
    [all, ...lines],
    [subscriptionListButton(context), ...commandButtons(['help'], localizer)],
    localizer,
  );
};

const productLines = async ({ actor, commerce, localizer: { t } }: CommandContext): Promise<Line[]> =>
  (await commerce.listLicensesByProduct(actor))
    .filter(({ assigned }) => assigned > 0)
    .slice(0, MOST_OFFERED)
    .map(({ product, assigned, quantity }) => ({
      title: product.name,
      text: t('licenses.assigned', { assigned, quantity }),
      verb: VERB,
      data: { product: product.id },
    }));

const ownLines = async ({ actor, commerce, localizer }: CommandContext): Promise<Line[]> => {
  const { items } = await commerce.listOwnSubscriptions(actor, { statuses: USABLE, limit: MOST_OFFERED });
  return items
    .filter(({ subscription }) => subscription.assigned > 0)
    .map((item) => ({
      ...subscriptionLine(item, { verb: VERB }, localizer),
      data: { subscriptions: [item.subscription.ref] },
    }));
};
