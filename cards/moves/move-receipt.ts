import type { Localizer } from '../../locales/index.ts';
import type { Move } from '../../services/commerce/api/moves.ts';
import type { Person } from '../../services/commerce/api/types.ts';
import type { Button, Card } from '../kit/card.ts';
import { counted } from '../kit/counted.ts';
import { textCard } from '../kit/text-card.ts';

interface Finished {
  readonly move: Move;
  /** Of the old subscription; null where they have left the directory. */
  readonly purchaser: Person | null;
}

/** What a move has done, once it has ended well. */
export const moveFinished = ({ move, purchaser }: Finished, buttons: readonly Button[], localizer: Localizer): Card => {
  const { t } = localizer;
  const { source, target, moved, already } = move;
  const told = purchaser ? [t('moves.told', { purchaser: purchaser.displayName })] : [];
  return textCard(
    {
      title: t('moves.finished', { target, ...counted(moved + already, localizer) }),
      status: { text: t('moves.deleted', { source, status: t('status.Deleted') }), tone: 'Good' },
      text: told,
      facts: [
        { title: t('moves.gotLicense'), value: localizer.number(moved) },
        { title: t('moves.hadLicense'), value: localizer.number(already) },
      ],
    },
    buttons,
  );
};

interface Stopped {
  readonly move: Move;
  /** Licenses that the target lacks today. */
  readonly missing: number;
}

/** Why a move rests, and how far it has come: somebody must decide. */
export const moveStopped = ({ move, missing }: Stopped, buttons: readonly Button[], localizer: Localizer): Card => {
  const { t, number } = localizer;
  const { target, moved, already, total, stoppedBecause } = move;
  const done = moved + already;
  return textCard(
    {
      title: t('moves.stopped'),
      status: { text: t(`moves.because.${stoppedBecause ?? 'failed'}`, { target }), tone: 'Attention' },
      text: [
        t('moves.ends', { source: move.source, target }),
        ...(missing > 0 ? [t('moves.missing', counted(missing, localizer))] : []),
        t('moves.stoppedText', { source: move.source, target }),
      ],
      facts: [{ title: t('moves.movedSoFar'), value: t('moves.of', { done: number(done), total: number(total) }) }],
    },
    buttons,
  );
};

/** Everybody is back where they were. */
export const moveUndone = ({ source, target }: Move, buttons: readonly Button[], { t }: Localizer): Card =>
  textCard(
    {
      title: t('moves.undone'),
      status: { text: t('moves.undoneStatus'), tone: 'Default' },
      text: [t('moves.undoneText', { source, target })],
    },
    buttons,
  );
