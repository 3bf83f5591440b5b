import type { Step } from '../../../../services/conversations/dialogues.ts';
import { type Meant, type Referring, referencesIn } from '../../../understanding/dialogue/references.ts';
import { type Sentence, withInPlaceOf } from '../../../understanding/dialogue/sentence.ts';
import { withoutChoosing } from '../../../understanding/dialogue/utterance.ts';
import { thingsIn } from '../remembering/focus.ts';
import type { Said } from '../said.ts';
import { unlessRefused } from '../words-for.ts';
import { extremeOf } from './extremes.ts';
import { completed } from './naming-choices.ts';

/** "The first one", "2", "the cheapest": an item of what was shown, and nothing else. */
export const chosenItem = async (said: Said): Promise<Step | undefined> => {
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
  return item && corrected(item, said);
};

/** "Show the latest", of a list that is empty, which then says so once more. */
const isExtremeAlone = (rest: Sentence): boolean => {
  const [reference, ...others] = referencesIn(rest);
  const isExtreme = reference?.meant.every(({ kind }) => kind === 'extreme') === true && others.length === 0;
  return isExtreme && withoutChoosing(withInPlaceOf(rest, reference)).text.trim() === '';
};

/** "No wait, the first one" is about what was just asked, with that one in the place of the other. */
const corrected = (item: Step, { dialogue, utterance: { frames } }: Said): Step => {
  const { waiting, choosing } = dialogue;
  const isOther = (['meant', 'instead', 'said-no'] as const).some((frame) => frames.has(frame));
  const [thing] = thingsIn(item);
  return isOther && waiting?.age === 0 && !choosing && thing && waiting.args[thing.kind] !== undefined
    ? { command: waiting.command, args: { ...waiting.args, [thing.kind]: thing.said } }
    : completed(item, dialogue);
};

const itemMeant = async ({ meant }: Referring, said: Said): Promise<Step | undefined> => {
  for (const each of meant) {
    const item = await itemOf(each, said);
    if (item) return item;
  }
  return undefined;
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
  const asked = dialogue.waiting?.args['subscription'];
  if (dialogue.waiting?.age !== 0 || asked === undefined) return undefined;
  const listed = dialogue.items
    .filter(({ args }) => args['subscription'] !== undefined)
    .map(({ args }) => args['subscription']);
  const own = await unlessRefused(commerce.listOwnSubscriptions(actor, { statuses: ['Active'], limit: 3 }));
  const refs = listed.includes(asked) ? listed : (own?.items.map(({ subscription: { ref } }) => ref) ?? []);
  const [other, ...others] = [...new Set(refs)].filter((ref) => ref !== asked);
  return other === undefined || others.length > 0 || !refs.includes(asked)
    ? undefined
    : { command: 'subscription', args: { subscription: other } };
};
