import type { NoticeRenderer, NoticeRenderers } from '../notices/notice-content.ts';
import { moveCard } from './move-cards.ts';

/** The move as it is now, with what can be done about it; a later move of the same subscription has notices of its own. */
const renderMove: NoticeRenderer<'move-finished' | 'move-stopped'> = async (context, { subscription, move: id }) => {
  const move = await context.commerce.getMove(context.actor, subscription);
  return move.id === id ? { card: await moveCard(context, move) } : undefined;
};

/** Moves of users, for the admin who began them. */
export const moveNotices = {
  'move-finished': renderMove,
  'move-stopped': renderMove,
} satisfies Partial<NoticeRenderers>;
