import type { Dialogue, Step } from '../../../../../services/conversations/dialogues.ts';
import { fold } from '../../../../../services/text/normal-form.ts';
import { withoutChoosing } from '../../../../understanding/dialogue/utterance.ts';
import { thingsIn } from '../../remembering/focus.ts';
import type { Said } from '../../said.ts';

/** "Plan 2", of two plans; "cancel", of what a sentence could have meant: the one choice that a part of its name fits. */
export const namedChoice = async (said: Said): Promise<Step | undefined> => {
  const { dialogue, utterance, read } = said;
  const { items, choosing } = dialogue;
  // What was only shown is chosen by a name that says nothing else.
  if (!choosing && said.alone.kind !== 'none') return undefined;
  const words = fold(withoutChoosing(utterance.rest).text);
  const fits = await Promise.all(items.map((item) => isNamed(item, words, said)));
  const named = items.filter((_, at) => fits[at]);
  if (named.length === 1 && named[0]) return completed(named[0], dialogue);
  if (!choosing) return undefined;
  const meant = read(utterance.rest).meaning;
  const done = meant.kind === 'command' ? items.filter(({ command }) => command === meant.command) : [];
  return done.length === 1 ? done[0] : undefined;
};

/** A choice that answers what was asked, with all that was said of that. */
export const completed = (item: Step, { waiting, choosing }: Dialogue): Step =>
  (choosing || waiting?.age === 0) && waiting?.command === item.command
    ? { command: item.command, args: { ...withoutNames(waiting.args, item), ...item.args } }
    : item;

/** What names the thing itself says all that its product and its purchaser said. */
const withoutNames = (args: Step['args'], item: Step): Step['args'] => {
  const { subscription: _, product: __, products: ___, purchaser: ____, ...others } = args;
  return item.args['subscription'] === undefined ? args : others;
};

/** Two letters at least, at the beginning of a word. */
const isNamed = async (item: Step, words: string, { names: namesOf }: Said): Promise<boolean> => {
  if (words.length < 2) return false;
  const names = await namesOf(thingsIn(item));
  return names.some((name) => ` ${fold(name.words)} `.includes(` ${words}`));
};
