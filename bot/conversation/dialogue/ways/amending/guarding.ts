import type { Step } from '../../../../../services/conversations/dialogues.ts';
import { amendmentIn } from '../../../../understanding/dialogue/amendment.ts';
import { isSameStep } from '../../remembering/shown.ts';
import type { Found, Said } from '../../said.ts';
import { asked } from '../asking.ts';
import { senseOf } from './amending.ts';

/** What was taken back, in part or for something else, is never shown as it was: it is asked what is meant. */
export const guarded = (found: Found, said: Said): Found => {
  const base = asked(said.dialogue);
  return base && found.step && isSameStep(found.step, base) && takesBack(base, said)
    ? { ...found, step: withoutWhom(base), isDoubtful: true }
    : found;
};

const takesBack = (base: Step, { utterance: { sentence } }: Said): boolean => {
  const { moved = [], moves } = amendmentIn(sentence, senseOf(base)) ?? {};
  return moved.length > 0 && (moved.some(({ isOut, how }) => isOut || how === 'only') || moves?.has('swap') === true);
};

const withoutWhom = ({ command, args: { people: _, product: __, ...args } }: Step): Step => ({ command, args });
