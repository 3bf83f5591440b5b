import type { Dialogue, Step, Thing } from '../../../../../services/conversations/dialogues.ts';
import { type Meant, type Referring, referencesIn } from '../../../../understanding/dialogue/references.ts';
import { type Naming, type Sentence, withInPlaceOf } from '../../../../understanding/dialogue/sentence.ts';
import type { MeantCommand, SaidCommand } from '../../../../understanding/reading.ts';
import { nameSomething, thingsIn } from '../../remembering/focus.ts';
import type { Named, Said } from '../../said.ts';
import { itemOf } from './choosing.ts';
import { otherProduct } from './siblings.ts';

const MOST_REFERENCES = 3;
const MOST_READINGS = 8;

/** "Who is on the Visio one", of a list with one such: the sentence with its name. */
export const pointedByName = async (said: Said): Promise<Step | undefined> => {
  const { plain, dialogue, names: namesOf } = said;
  const [place, ...others] = onesNamed(plain);
  if (!place || others.length > 0 || dialogue.items.length === 0 || dialogue.choosing) return undefined;
  const ids = place.mention.meant.map(({ id }) => id);
  const items = await Promise.all(dialogue.items.map(async (item) => ({ item, names: await namesOf(thingsIn(item)) })));
  const fitting = items.filter(({ names }) =>
    names.some((name) => name.names?.meant.some(({ id }) => ids.includes(id))),
  );
  const [name] = fitting.length === 1 ? (fitting[0]?.names ?? []) : [];
  return name && stepIn({ sentence: withInPlaceOf(plain, place, name), names: [name] }, { ...said, alone: NOTHING });
};

const NOTHING: Said['alone'] = { kind: 'none', closest: [] };

/** "The Visio one". */
const onesNamed = ({ text, mentions }: Sentence) =>
  mentions.flatMap((mention) => {
    const behind = /^ ones?\b/i.exec(text.slice(mention.to))?.[0];
    const before = /\b(?:the|that) $/i.exec(text.slice(0, mention.from))?.[0] ?? '';
    return behind && mention.kind === 'product'
      ? [{ mention, from: mention.from - before.length, to: mention.to + behind.length }]
      : [];
  });

/** "Take it over", "cancel the second one": the sentence with a name in the place of what only points at something. */
export const pointedAt = async (said: Said): Promise<Step | undefined> => {
  for await (const named of everyNamed(said)) {
    const step = stepIn(named, said);
    if (step) return step;
  }
  return undefined;
};

const stepIn = ({ sentence, names }: Named, said: Said): Step | undefined => {
  const found = said.read(sentence).meaning;
  if (found.kind !== 'command' || found.command === 'answer' || found.leftOver?.length) return undefined;
  const { command, args } = found;
  const isMeant = decidesRequest(found, said) || keeps({ command, args }, said);
  return isAbout(found, names) && isMeant ? { command, args: { ...args } } : undefined;
};

/** "Deny the other": a request is approved or denied, whatever else the words could mean. */
const decidesRequest = (found: MeantCommand, { alone }: Said): boolean =>
  found.command === 'decide-requests' &&
  found.args['request'] !== undefined &&
  alone.kind === 'command' &&
  !nameSomething(alone.args);

/** The same where it is not sure what the sentence means with the name: what is asked then names it. */
export const pointedQuestion = async (said: Said): Promise<Sentence | undefined> => {
  if (said.alone.kind === 'command') return undefined;
  for await (const { sentence, names } of everyNamed(said)) {
    const found = said.read(sentence).meaning;
    if (found.kind === 'ambiguous' && found.choices.every((choice) => isAbout(choice, names)))
      return leavesOut(sentence, said) ? undefined : sentence;
  }
  return undefined;
};

/** "He only needs one, set it to that": a change that takes no account of a number is not what was asked for. */
const leavesOut = (sentence: Sentence, { read, circumstances: { changing } }: Said): boolean => {
  const [first] = read(sentence).readings;
  return first !== undefined && changing.has(first.command) && first.leftOver.some((text) => /^\d+$/.test(text));
};

/** Whether what was named has become an argument. */
export const isAbout = ({ args }: Pick<SaidCommand, 'args'>, names: readonly Naming[]): boolean =>
  names.every((name) => holds(args, name));

/** The sentence, whole and without what ties it to the one before, with names for what it points at; made as they are read. */
async function* everyNamed(said: Said): AsyncGenerator<Named> {
  const { sentence, rest, plainly } = said.utterance;
  const texts = new Map([said.plain, sentence, rest, plainly].map((each) => [each.text, each]));
  let left = MOST_READINGS;
  for (const each of texts.values())
    for (const named of await namedIn(each, said)) {
      if (left === 0) return;
      left -= 1;
      yield named;
    }
}

/** The sentence with names in the place of its references, in every way; from the last on, so that offsets hold. */
const namedIn = async (sentence: Sentence, said: Said): Promise<Named[]> => {
  const references = referencesIn(sentence);
  if (references.length > MOST_REFERENCES) return [];
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
  const { dialogue, names: namesOf } = said;
  if (meant.kind === 'position' || meant.kind === 'extreme') {
    const item = await itemOf(meant, said);
    return item ? namesOf(thingsIn(item)) : [];
  }
  if (meant.kind === 'many') return manyOf(said);
  if (meant.kind === 'other') return [...(await namesOf(otherOf(dialogue))), ...(await otherProduct(said))];
  const things = dialogue.focus.filter((thing) => isPerson(thing) !== (meant.kind === 'thing'));
  const names = await namesOf(things);
  if (meant.kind === 'thing') return [...names, ...(await theirs(said))];
  if (meant.kind !== 'whose') return names;
  // "Take hers over": what somebody has, of whom no more needs to be said.
  const owned = await namesOf(dialogue.focus.filter(({ kind }) => kind === 'subscription' || kind === 'request'));
  return [...names.map(asOwner), ...owned.filter(({ names: named }) => named?.kind !== 'product')];
};

/** "Take it over", where nothing but a person was spoken of: what they have. */
const theirs = async ({ dialogue: { focus, recent }, names, alone, circumstances }: Said): Promise<Naming[]> => {
  const just = focus.slice(0, recent);
  const isChange = alone.kind === 'command' && circumstances.changing.has(alone.command);
  return isChange && just.every(isPerson) ? (await names(just)).map(asOwner) : [];
};

const asOwner = (name: Naming): Naming => ({ ...name, ending: "'s" });

/** All that was listed; "export them" may be of the one product that was spoken of as well. */
const manyOf = async ({ dialogue, names }: Said): Promise<Naming[]> => {
  const all = listed(dialogue.items);
  if (all.length > 0) return all;
  const one = dialogue.focus
    .slice(0, dialogue.recent)
    .filter(({ kind }) => kind === 'product' || kind === 'subscription');
  return names(one);
};

/** Of two things that were listed the one that was not spoken of since. */
const otherOf = ({ items, focus }: Dialogue): Thing[] => {
  const things = items.flatMap((item) => thingsIn(item).slice(0, 1));
  const left = things.filter(({ kind, said }) => !focus.some((each) => each.kind === kind && each.said === said));
  return things.length === 2 && left.length === 1 ? left : [];
};

const isPerson = ({ kind }: Thing): boolean => kind === 'person';

/** All subscriptions of a list, as they are named in a sentence. */
const listed = (items: readonly Step[]): Naming[] => {
  if (items.length > 0 && items.every(({ args }) => args['request'] !== undefined)) return [{ words: 'all' }];
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

/** Whether all that the sentence says by itself is still said, and it asks for nothing else than before. */
const keeps = (found: SaidCommand, { alone, utterance, isWhole, circumstances: { changing } }: Said): boolean => {
  if (alone.kind !== 'command') return true;
  if (isWhole && nameSomething(alone.args) && found.command !== alone.command) return false;
  // "No, cancel the other one" leaves what was asked, and asks for something.
  const isNo = utterance.frames.has('said-no') || utterance.frames.has('meant');
  if (alone.command === 'close' && isNo) return changing.has(found.command);
  if ((alone.leftOver?.length ?? 0) > 0) return !changing.has(alone.command) || found.command === alone.command;
  const areLooks = [found, alone].every(({ command }) => !changing.has(command) && command !== 'close');
  return (
    (areLooks || found.command === alone.command) &&
    Object.entries(alone.args).every(([name, value]) => JSON.stringify(found.args[name]) === JSON.stringify(value))
  );
};
