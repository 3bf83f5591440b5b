import type { Card } from '../../../cards/kit/card.ts';
import { textCard } from '../../../cards/kit/text-card.ts';
import type { Outgoing } from '../../../services/notices/ports.ts';
import { ANYONE, ownedBy } from '../../conversation/card-owner.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import type { Reading, Told } from './notice-content.ts';
import { type TellParts, tell } from './render-notice.ts';

/**
 * The card of a notice; undefined where there is nothing to tell any more. In a shared conversation whoever presses
 * gets an answer of their own, by their own rights.
 */
export const noticeCard = async (parts: TellParts, outgoing: Outgoing): Promise<Card | undefined> => {
  const found = await tell(parts, outgoing);
  if (!found) return undefined;
  const { reading, told } = found;
  return ownedBy(reading.shared ? ANYONE : reading.actor.userId, cardOf(reading, told));
};

/** Everybody is told how to turn it off. */
const cardOf = ({ localizer, shared }: Reading, told: Told): Card => {
  if ('card' in told) return told.card;
  const { textCard: data, buttons } = told;
  return shared
    ? textCard({ ...data, footer: localizer.t('told.shared') }, buttons)
    : textCard(data, [...buttons, ...commandButtons(['notifications'], localizer)]);
};
