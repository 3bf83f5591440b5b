import type { Step, Thing } from '../../../services/conversations/dialogues.ts';
import { type Meant, type Referring, referencesIn } from '../../understanding/dialogue/references.ts';
import { type Naming, type Sentence, withInPlaceOf } from '../../understanding/dialogue/sentence.ts';
import { withoutChoosing } from '../../understanding/dialogue/utterance.ts';
import { extremeOf } from './extremes.ts';
import { thingsIn } from './remembering/focus.ts';
import { meaningOf, type Said } from './said.ts';
import { namesFor } from './words-for.ts';

/** "The first one", "2", "the cheapest": an item of what was shown, and nothing else. */
export const chosenItem = async (said: Said): Promise<Step | undefined> => {
  const { items, choosing, waiting } = said.dialogue;
  const { rest } = said.utterance;
  if (items.length === 0) return undefined;
  const number = /^(?:#|nr\.? ?)?(\d{1,2})\.?$/i.exec(rest.text)?.[1];
  if (number && (choosing || waiting?.age !== 0)) return items[Number(number) - 1];
  const [reference, ...others] = referencesIn(rest);
  if (!reference || others.length > 0) return undefined;
  const around = withoutChoosing(withInPlaceOf(rest, reference)).text.trim();
  return around === '' ? itemMeant(reference, said) : undefined;
};

const itemMeant = async ({ meant }: Referring, said: Said): Promise<Step | undefined> => {
  for (const each of meant) {
    const item = await itemOf(each, said);
    if (item) return item;
  }
  return undefined;
};

const itemOf = (meant: Meant, { dialogue: { items }, context }: Said): Promise<Step | undefined> | Step | undefined => {
  if (meant.kind === 'position') return items.at(meant.at);
  return meant.kind === 'extreme' ? extremeOf(items, meant.of, context) : undefined;
};

const MOST_REFERENCES = 3;
const MOST_READINGS = 12;

/** "Take it over", "cancel the second one": the sentence with a name in the place of what only points at something. */
export const pointedAt = async (said: Said): Promise<Step | undefined> => {
  const { sentence, rest, plainly } = said.utterance;
  const sentences = [sentence, rest, plainly].filter(
    ({ text }, at, all) => all.findIndex((each) => each.text === text) === at,
  );
  for (const each of sentences) {
    const step = await pointedAtIn(each, said);
    if (step) return step;
  }
  return undefined;
};

const pointedAtIn = async (sentence: Sentence, said: Said): Promise<Step | undefined> => {
  const references = referencesIn(sentence);
  if (references.length === 0 || references.length > MOST_REFERENCES) return undefined;
  for (const { sentence: named, names } of (await namedIn(sentence, references, said)).slice(0, MOST_READINGS)) {
    const found = meaningOf(named, said.circumstances);
    if (found.kind === 'command' && names.every((name) => holds(found.args, name)) && keeps(found.args, said.alone))
      return { command: found.command, args: { ...found.args } };
  }
  return undefined;
};

interface Named {
  readonly sentence: Sentence;
  readonly names: readonly Naming[];
}

/** The sentence with names in the place of its references, in every way; from the last on, so that offsets hold. */
const namedIn = async (sentence: Sentence, references: readonly Referring[], said: Said): Promise<Named[]> => {
  let found: Named[] = [{ sentence, names: [] }];
  for (const reference of [...references].reverse()) {
    const namings = await namingsFor(reference, said);
    found = found.flatMap((each) => [
      ...namings.map((name) => ({
        sentence: withInPlaceOf(each.sentence, reference, name),
        names: [...each.names, name],
      })),
      ...(references.length > 1 ? [each] : []),
    ]);
  }
  return found.filter(({ names }) => names.length > 0);
};

const namingsFor = async ({ meant }: Referring, said: Said): Promise<Naming[]> =>
  (await Promise.all(meant.map((each) => namingsOf(each, said)))).flat();

const namingsOf = async (meant: Meant, said: Said): Promise<Naming[]> => {
  const { dialogue, context } = said;
  if (meant.kind === 'position' || meant.kind === 'extreme') {
    const item = await itemOf(meant, said);
    return item ? namesFor(thingsIn(item), context) : [];
  }
  if (meant.kind === 'many') return listed(dialogue.items);
  const things = dialogue.focus.filter((thing) => isPerson(thing) !== (meant.kind === 'thing'));
  const names = await namesFor(things, context);
  return meant.kind === 'whose' ? names.map((name) => ({ ...name, ending: "'s" })) : names;
};

const isPerson = ({ kind }: Thing): boolean => kind === 'person';

/** All subscriptions of a list, as they are named in a sentence. */
const listed = (items: readonly Step[]): Naming[] => {
  const refs = items.flatMap(thingsIn).filter(({ kind }) => kind === 'subscription');
  return refs.length > 1 ? [{ words: refs.map(({ said }) => said).join(', ') }] : [];
};

const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.flatMap(textsIn) : [String(value).toLowerCase()];

/** Whether what was pointed at has become an argument. */
const holds = (args: Step['args'], { words, names }: Naming): boolean => {
  const said = Object.values(args).flatMap(textsIn);
  const wanted = [...(names?.meant.map(({ id }) => id) ?? []), ...words.split(', ')];
  return wanted.some((each) => said.some((text) => text.includes(each.toLowerCase())));
};

/** Whether all that the sentence says by itself is still said. */
const keeps = (args: Step['args'], alone: Said['alone']): boolean =>
  alone.kind !== 'command' ||
  Object.entries(alone.args).every(([name, value]) => JSON.stringify(args[name]) === JSON.stringify(value));
