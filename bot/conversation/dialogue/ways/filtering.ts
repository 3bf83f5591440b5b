import type { Step } from '../../../../services/conversations/dialogues.ts';
import { clausesOf } from '../../../understanding/dialogue/clauses.ts';
import { type Begun, together } from '../../../understanding/dialogue/continuation.ts';
import { filtersIn } from '../../../understanding/dialogue/filters.ts';
import type { Sentence } from '../../../understanding/dialogue/sentence.ts';
import { concernsOf } from '../../../understanding/dialogue/utterance.ts';
import type { Filter } from '../../../understanding/dialogue/words.ts';
import { fillArguments } from '../../../understanding/grammar/arguments.ts';
import { isSpokenCommand } from '../../../understanding/grammar/core/lexicon.ts';
import { parts } from '../../../understanding/grammar/core/sentence.ts';
import type { Args } from '../../../understanding/grammar/core/slots.ts';
import { commandNamed } from '../../command.ts';
import type { Said } from '../said.ts';
import { justAsked } from './asking.ts';
import { begunBy } from './going-on.ts';
import { withSiblingsWithin } from './pointing/siblings.ts';

/** "Only what I haven't paid", "split that by product": the last list or figures, narrowed down or told apart, whatever else is said. */
export const filtered = async (said: Said): Promise<Step | undefined> => {
  const { dialogue, context, utterance, circumstances } = said;
  const [last] = dialogue.steps;
  const command = last && commandNamed(context.commands, last.command);
  if (!last || !command || !isSpokenCommand(last.command) || !LISTS.has(last.command) || !narrows(said))
    return undefined;
  const begun = { ...begunBy(command, last.args), command: last.command, lacks: [], today: circumstances.today };
  const sentence = await withSiblingsWithin(utterance.sentence, said);
  const added = { ...filterArgs(filtersIn(utterance.sentence), begun.takes), ...namedIn(sentence, begun) };
  return Object.keys(added).length > 0 ? { command: last.command, args: { ...together(begun, added) } } : undefined;
};

const LISTS: ReadonlySet<string> = new Set([
  ...['subscriptions', 'my-subscriptions', 'licenses', 'capacity', 'spend', 'unused', 'invoices', 'audit'],
  ...['security-log', 'notices', 'policies', 'requests', 'my-requests'],
]);

/** Whether a sentence is about the list that was shown: it says so, or is no more than a few words. */
const narrows = ({ dialogue, utterance: { sentence, frames } }: Said): boolean => {
  const isFew = sentence.text.split(' ').length <= FEW_WORDS && filtersIn(sentence).size > 0;
  const isOneThing = clausesOf(sentence).length === 1 && concernsOf(sentence).size === 0;
  return isOneThing && !justAsked(dialogue) && (isFew || frames.size > 0);
};

const FEW_WORDS = 7;

/** What a sentence names of a command, whatever else it says; an unknown word is no name here. */
const namedIn = (sentence: Sentence, { command, today }: Begun): Args => {
  const known = parts(sentence.text, sentence.mentions);
  const { args } = fillArguments({ command }, known, today);
  const values = new Set<unknown>(known.flatMap(({ tags }) => [...tags.values()]));
  return Object.fromEntries(Object.entries(args).filter(([name, value]) => values.has(value) || MADE.has(name)));
};

/** Arguments that are worked out of words, and are no words themselves. */
const MADE: ReadonlySet<string> = new Set(['months', 'days', 'expiringWithinDays', 'due', 'status']);

const ARGS: Readonly<Record<Filter, Args>> = {
  due: { due: true },
  active: { status: 'Active' },
  expired: { status: 'Expired' },
  disabled: { status: 'Disabled' },
  deleted: { status: 'Deleted' },
  central: { source: 'central' },
  'self-service': { source: 'self-service' },
  'any-source': { source: 'all' },
  'by-product': { per: 'product' },
  'by-purchaser': { per: 'purchaser' },
};

const filterArgs = (filters: ReadonlySet<Filter>, takes: (name: string) => boolean): Args => {
  const all = [...filters].map((filter) => ARGS[filter]).filter((args) => Object.keys(args).every(takes));
  const names = all.flatMap((args) => Object.keys(args));
  // Two of a kind leave open which one is meant.
  return Object.fromEntries(
    all.flatMap((args) => Object.entries(args)).filter(([name]) => names.filter((each) => each === name).length === 1),
  );
};
