import type { Step } from '../../../../services/conversations/dialogues.ts';
import { referencesIn } from '../../../understanding/dialogue/references.ts';
import { parts } from '../../../understanding/grammar/core/sentence.ts';
import { canMeanAny, contentsOf } from '../../../understanding/grammar/core/tags.ts';
import type { Said } from '../said.ts';

const MOST_WORDS = 7;

/** "Turn that off", of a subscription that was spoken of: whether it goes on by itself. */
export const switched = ({
  utterance: { rest },
  dialogue: { focus, recent, waiting },
  circumstances,
}: Said): Step | undefined => {
  const known = parts(rest.text, rest.mentions);
  const contents = contentsOf(known);
  const [isOff, isOn] = [OFF, ON].map((tags) => tags.some((tag) => contents.has(tag)));
  const isThat = referencesIn(rest).some(({ meant }) => meant.some(({ kind }) => kind === 'thing'));
  const subscription = focus.slice(0, recent).find(({ kind }) => kind === 'subscription')?.said;
  const isBusy = waiting?.age === 0 || known.length > MOST_WORDS || rest.mentions.length > 0;
  const turns = known.some((part) => canMeanAny(part, ['turn', ...OFF, ...ON]));
  if (isBusy || !isThat || !turns || isOff === isOn || subscription === undefined) return undefined;
  return circumstances.changing.has(COMMAND) ? { command: COMMAND, args: { subscription, on: isOn } } : undefined;
};

const COMMAND = 'recurring-billing';
const OFF = ['off', 'disable'];
const ON = ['on', 'enable'];
