import type { Step } from '../../../../services/conversations/dialogues.ts';
import { referencesIn } from '../../../understanding/dialogue/references.ts';
import { type Naming, type Sentence, withInPlaceOf } from '../../../understanding/dialogue/sentence.ts';
import type { MeantCommand } from '../../../understanding/reading.ts';
import { nameSomething } from '../remembering/focus.ts';
import type { Named, Said } from '../said.ts';
import { isAbout } from './pointing/pointing.ts';
import { withSiblingWithin } from './pointing/siblings.ts';

/**
 * "Give one to Raul", "höj till sex": what may mean a command that is about one thing and does not say which is read with
 * the name of what was just spoken of, as if it had been written.
 */
export const leftOut = async (said: Said): Promise<Step | undefined> => {
  const choices = choicesWithout(said);
  for (const { sentence, names } of await everyCompleted(choices, said)) {
    const found = said.read(sentence).meaning;
    if (found.kind !== 'command' || found.command === 'answer' || found.leftOver?.length) continue;
    const { command, args } = found;
    if (isAbout(found, names) && choices.some((choice) => isStillSaid(choice, found)))
      return { command, args: { ...args } };
  }
  return undefined;
};

/** "How much is plan 2?", after Visio Plan 1: a sentence may leave out what the names of a family begin with. */
export const familyLeftOut = async (said: Said): Promise<Step | undefined> => {
  const { alone, read } = said;
  for (const { sentence, names } of await withSiblingWithin(said)) {
    const found = read(sentence).meaning;
    if (found.kind !== 'command' || found.command === 'answer' || found.leftOver?.length) continue;
    const { command, args } = found;
    const isSame = alone.kind !== 'command' || alone.command === command;
    if (isSame && isAbout(found, names)) return { command, args: { ...args } };
  }
  return undefined;
};

/** The same where it is not sure what the sentence means with the name: what is asked then names it. */
export const leftOutQuestion = async (said: Said): Promise<Sentence | undefined> =>
  (await everyCompleted(choicesWithout(said), said)).find(({ sentence, names }) => {
    const found = said.read(sentence).meaning;
    return found.kind === 'ambiguous' && found.choices.every((choice) => isAbout(choice, names));
  })?.sentence;

/** What a sentence may mean, where none of it says what it is about, nor points at it. */
const choicesWithout = ({ alone, plain }: Said): readonly MeantCommand[] => {
  if (alone.kind !== 'ambiguous' || referencesIn(plain).length > 0) return [];
  const isNamed = ({ args: { people: _, ...args } }: MeantCommand) => nameSomething(args);
  return alone.choices.some(isNamed) ? [] : alone.choices;
};

const everyCompleted = async (choices: readonly MeantCommand[], { dialogue, plain, names }: Said): Promise<Named[]> => {
  if (choices.length === 0) return [];
  const things = dialogue.focus.slice(0, dialogue.recent).filter(({ kind }) => kind !== 'person');
  return (await names(things)).map((name) => ({ sentence: withAtEnd(plain, name), names: [name] }));
};

const withAtEnd = (sentence: Sentence, name: Naming): Sentence => {
  const { text, mentions } = { ...sentence, text: `${sentence.text.replace(/[\s.,!?]+$/, '')} ` };
  return withInPlaceOf({ text, mentions }, { from: text.length, to: text.length }, name);
};

const isStillSaid = (before: MeantCommand, { command, args }: MeantCommand): boolean =>
  command === before.command &&
  Object.entries(before.args).every(([name, value]) => JSON.stringify(args[name]) === JSON.stringify(value));
