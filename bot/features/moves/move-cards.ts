import type { Button, Card } from '../../../cards/kit/card.ts';
import { counted } from '../../../cards/kit/counted.ts';
import { movingCard } from '../../../cards/moves/move-progress.ts';
import { moveFinished, moveStopped, moveUndone } from '../../../cards/moves/move-receipt.ts';
import type { Localizer } from '../../../locales/index.ts';
import { refusalReason } from '../../../services/commerce/api/errors.ts';
import type { Move } from '../../../services/commerce/api/moves.ts';
import type { ProductId, SubscriptionRef } from '../../../services/commerce/api/types.ts';
import { may } from '../../../services/commerce/index.ts';
import type { CommandContext } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { openSubscriptionButton } from '../../conversation/common-buttons.ts';
import { confirmButton } from '../../conversation/confirmed-command.ts';

/** Who looks at a move, and how to speak to them. */
type MoveViewer = Pick<CommandContext, 'actor' | 'commerce' | 'localizer'>;

/** What there is to tell of a move, and what can be done about it. */
export const moveCard = async (viewer: MoveViewer, move: Move): Promise<Card> => {
  const { actor, commerce, localizer } = viewer;
  const { source, target } = move;
  switch (move.state) {
    case 'running':
    case 'undoing':
      return movingCard(move, movingButtons(move, localizer), localizer);
    case 'stopped':
      return stoppedCard(viewer, move);
    case 'finished': {
      const { purchaser } = await commerce.getSubscription(actor, source);
      return moveFinished(
        { move, purchaser },
        [openSubscriptionButton(target, localizer), ...commandButtons(['subscriptions'], localizer)],
        localizer,
      );
    }
    case 'undone':
      return moveUndone(
        move,
        [
          takeOverButton(source, localizer),
          openSubscriptionButton(source, localizer),
          ...commandButtons(['subscriptions'], localizer),
        ],
        localizer,
      );
  }
};

/** None leads away from the card: it is going to be replaced. */
const movingButtons = (move: Move, localizer: Localizer): Button[] => {
  const { t } = localizer;
  const refresh: Button = { title: t('moves.refresh'), verb: 'move-progress', data: { subscription: move.source } };
  return move.state === 'running' ? [refresh, undoMoveButton(move, localizer)] : [refresh];
};

const stoppedCard = async (viewer: MoveViewer, move: Move): Promise<Card> => {
  const { localizer } = viewer;
  const { t } = localizer;
  const { missing, product } = await missingLicenses(viewer, move);
  const data = { subscription: move.source, move: move.id };
  const buttons = [
    confirmButton({ title: t('moves.goOn'), verb: 'resume-move', data }),
    undoMoveButton(move, localizer),
    ...buyMissing(viewer, missing, product),
    openSubscriptionButton(move.target, localizer),
  ];
  return moveStopped({ move, missing }, buttons, localizer);
};

/** Licenses that a stopped move lacks today; none where its target can no longer be used anyway. */
const missingLicenses = async ({ actor, commerce }: MoveViewer, { source, target, stoppedBecause }: Move) => {
  if (stoppedBecause !== 'no-seats') return { missing: 0 };
  try {
    const preview = await commerce.previewMove(actor, { source, target });
    return { missing: preview.missing, product: preview.target.product.id };
  } catch (error) {
    refusalReason(error);
    return { missing: 0 };
  }
};

/** The way to the licenses that a target lacks, for those who may buy for the organization. */
export const buyMissing = (
  { actor, localizer }: Pick<MoveViewer, 'actor' | 'localizer'>,
  missing: number,
  product: ProductId | undefined,
): Button[] =>
  missing > 0 && may(actor, 'buy-centrally')
    ? [
        {
          title: localizer.t('moves.buy', counted(missing, localizer)),
          verb: 'buy',
          data: { product, quantity: missing },
        },
      ]
    : [];

const undoMoveButton = ({ source, id }: Move, { t }: Localizer): Button =>
  confirmButton({ title: t('buttons.undo'), verb: 'undo-move', data: { subscription: source, move: id } });

const takeOverButton = (source: SubscriptionRef, { t }: Localizer): Button => ({
  title: t('takeOver.title', { ref: source }),
  verb: 'take-over',
  data: { subscription: source },
});
