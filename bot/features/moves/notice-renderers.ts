import type { NoticeRenderer, NoticeRenderers } from '../notices/notice-content.ts';
import { moveCard } from './move-cards.ts';
import { wasAnswered } from './move-view.ts';

/** The move as it is now, with what can be done about it; a later move of the same subscription has notices of its own. */
const renderMove: NoticeRenderer<'move-finished' | 'move-stopped'> = async (context, notice) => {
  const move = await context.commerce.getMove(context.actor, notice.subscription);
  if (notice.kind === 'move-finished' && wasAnswered(move, notice.at)) return undefined;
  return move.id === notice.move ? { card: await moveCard(context, move) } : undefined;
};

/** Moves of users, for the admin who began them. */
export const moveNotices = {
  'move-finished': renderMove,
  'move-stopped': renderMove,
} satisfies Partial<NoticeRenderers>;
