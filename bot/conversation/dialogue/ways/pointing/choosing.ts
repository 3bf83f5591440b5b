import type { Dialogue, Step, Thing } from '../../../../../services/conversations/dialogues.ts';
import { type Meant, type Referring, referencesIn } from '../../../../understanding/dialogue/references.ts';
import { type Sentence, withInPlaceOf } from '../../../../understanding/dialogue/sentence.ts';
import { asksToSee, withoutChoosing } from '../../../../understanding/dialogue/utterance.ts';
import { thingsIn } from '../../remembering/focus.ts';
import type { Said } from '../../said.ts';
import { unlessRefused } from '../../words-for.ts';
import { extremeOf } from './extremes.ts';
import { completed } from './naming-choices.ts';
import { namesSibling } from './siblings.ts';

/** "The first one", "2", "the cheapest": an item of what was shown, and nothing else. */
export const chosenItem = async (said: Said): Promise<Step | undefined> =>
  (await namesSibling(said)) ? undefined : itemChosen(said);

const itemChosen = async (said: Said): Promise<Step | undefined> => {
  const { items, choosing, waiting } = said.dialogue;
  const { rest } = said.utterance;
  if (items.length === 0 && waiting?.age !== 0) return isExtremeAlone(rest) ? said.dialogue.steps[0] : undefined;
  const number = /^(?:#|nr\.? ?)?(\d{1,2})\.?$/i.exec(rest.text)?.[1];
  const numbered = number && (choosing || waiting?.age !== 0) ? items[Number(number) - 1] : undefined;
  if (numbered) return completed(numbered, said.dialogue);
  const [reference, ...others] = referencesIn(rest);
  if (!reference || others.length > 0) return undefined;
  const around = withoutChoosing(withInPlaceOf(rest, reference)).text.trim();
  const item = around === '' ? await itemMeant(reference, said) : undefined;
  return item && corrected(item, asksToSee(withInPlaceOf(rest, reference)), said);
};

/** "Show the latest", of a list that is empty, which then says so once more. */
const isExtremeAlone = (rest: Sentence): boolean => {
  const [reference, ...others] = referencesIn(rest);
  const isExtreme = reference?.meant.every(({ kind }) => kind === 'extreme') === true && others.length === 0;
  return isExtreme && withoutChoosing(withInPlaceOf(rest, reference)).text.trim() === '';
};

/** "No wait, the first one", "and the other one": what was just asked, with that one in the place of the other. */
const corrected = (item: Step, isToSee: boolean, { dialogue, utterance: { frames } }: Said): Step => {
  const { waiting, choosing } = dialogue;
  const isOther = [...AGAINST, ...(isToSee ? [] : BESIDES)].some((frame) => frames.has(frame));
  const [thing] = thingsIn(item);
  const isOfKind = thing && (waiting?.args[thing.kind] !== undefined || askedThing(dialogue)?.kind === thing.kind);
  return isOther && waiting?.age === 0 && !choosing && isOfKind
    ? { command: waiting.command, args: { ...withoutNames(waiting.args, thing), [thing.kind]: thing.said } }
    : completed(item, dialogue);
};

const AGAINST = ['meant', 'instead', 'said-no'] as const;
const BESIDES = ['also', 'what-about'] as const;

/** What a request says of its people is said by another one of others. */
const withoutNames = ({ product, purchaser, people, ...others }: Step['args'], { kind }: Thing): Step['args'] => ({
  ...others,
  ...(kind === 'product' && { product, purchaser }),
  ...(kind !== 'request' && people !== undefined && { people }),
});

/** What of a list the last question was about. */
const askedThing = ({ waiting, focus, recent }: Dialogue): Thing | undefined =>
  waiting?.age === 0
    ? [...thingsIn(waiting), ...focus.slice(0, recent)].find(({ kind }) => LISTED.has(kind))
    : undefined;

const LISTED: ReadonlySet<Thing['kind']> = new Set(['subscription', 'invoice', 'request']);

const itemMeant = async ({ meant }: Referring, said: Said): Promise<Step | undefined> => {
  for (const each of meant) {
    const item = await itemOf(each, said);
    if (item && !isSameAgain(item, said)) return item;
  }
  return undefined;
};

/** "And the other one" is not what was just asked about, wherever it stands. */
const isSameAgain = (item: Step, { dialogue, utterance: { frames } }: Said): boolean => {
  const asked = askedThing(dialogue);
  const [thing] = thingsIn(item);
  return BESIDES.some((frame) => frames.has(frame)) && thing?.kind === asked?.kind && thing?.said === asked?.said;
};

/** What a position, an extreme or "the other" means of what was shown. */
export const itemOf = (meant: Meant, said: Said): Promise<Step | undefined> | Step | undefined => {
  const { dialogue, context } = said;
  const { items } = dialogue;
  if (meant.kind === 'position') return items.at(meant.at);
  if (meant.kind === 'other') return otherItem(said);
  return meant.kind === 'extreme' ? extremeOf(items, meant.of, context) : undefined;
};

/** "No, the other one": of two things that were listed, or that somebody has, the one that was not asked about. */
const otherItem = async ({ dialogue, context: { actor, commerce } }: Said): Promise<Step | undefined> => {
  const asked = askedThing(dialogue);
  if (!asked) return undefined;
  const isAsked = ({ kind, said }: Thing) => kind === asked.kind && said === asked.said;
  const listed = dialogue.items.filter((item) => thingsIn(item)[0]?.kind === asked.kind);
  const isListed = listed.some((item) => thingsIn(item).some(isAsked));
  if (!isListed && asked.kind !== 'subscription') return undefined;
  const own = isListed
    ? undefined
    : await unlessRefused(commerce.listOwnSubscriptions(actor, { statuses: ['Active'], limit: 3 }));
  const all = own?.items.map(({ subscription: { ref } }) => ofSubscription(ref)) ?? listed;
  const [other, ...others] = all.filter((item) => !thingsIn(item).some(isAsked));
  return others.length > 0 || all.every((item) => !thingsIn(item).some(isAsked)) ? undefined : other;
};

const ofSubscription = (subscription: string): Step => ({ command: 'subscription', args: { subscription } });
