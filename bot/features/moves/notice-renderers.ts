import type { Teller } from '../notices/notice-content.ts';
import { moveCard } from './move-cards.ts';

/** The move as it is now, with what can be done about it; a later move of the same subscription tells of itself. */
export const tellMove: Teller<'move-finished' | 'move-stopped'> = async (reading, { subscription, move: id }) => {
  const move = await reading.commerce.moveProgress(reading.actor, subscription);
  return move.id === id ? { card: await moveCard(reading, move) } : undefined;
};
