import type { Localizer } from '../../locales/index.ts';
import type { Move } from '../../services/commerce/api/moves.ts';
import { type Button, type Card, defineCard } from '../kit/card.ts';
import template from './move-progress.json' with { type: 'json' };

const moveProgressTemplate = defineCard<object>(template);

/** How far a move has come, forward or back, as a bar and in words. */
export const movingCard = (move: Move, buttons: readonly Button[], localizer: Localizer): Card => {
  const { t, number } = localizer;
  const { state, source, target, total } = move;
  const back = state === 'undoing';
  const there = move.moved + move.already;
  const done = back ? total - there : there;
  const title = t(back ? 'moves.undoing' : 'moves.moving');
  const progress = t(back ? 'moves.progressBack' : 'moves.progress', { done: number(done), total: number(total) });
  return moveProgressTemplate(
    {
      title,
      ends: t('moves.ends', { source, target }),
      done,
      left: total - done,
      // A bar of nothing would look as if nothing had been done.
      total: Math.max(1, total),
      percent: t('moves.percent', { percent: total === 0 ? 0 : Math.floor((100 * done) / total) }),
      progress,
      text: t(back ? 'moves.backText' : 'moves.movingText'),
    },
    { fallback: `${title}. ${progress}`, buttons },
  );
};
