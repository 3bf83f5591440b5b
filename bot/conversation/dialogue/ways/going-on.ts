import type { Step } from '../../../../services/conversations/dialogues.ts';
import { type Begun, type Continuation, continuationsOf } from '../../../understanding/dialogue/continuation.ts';
import { type Meant, type Referring, referencesIn } from '../../../understanding/dialogue/references.ts';
import { type Naming, type Sentence, withInPlaceOf } from '../../../understanding/dialogue/sentence.ts';
import { givesReason } from '../../../understanding/dialogue/utterance.ts';
import { isSpokenCommand } from '../../../understanding/grammar/core/lexicon.ts';
import type { Args } from '../../../understanding/grammar/core/slots.ts';
import { type Command, type CommandContext, commandNamed } from '../../command.ts';
import { argumentNames } from '../remembering/waiting.ts';
import type { Said } from '../said.ts';
import { unlessRefused } from '../words-for.ts';
import { completed } from './pointing/naming-choices.ts';
import { otherProduct } from './pointing/siblings.ts';

/** A sentence that goes on with what waits: "make that three", "to C-2002", "and one for Joni too". */
export const goneOnWithWaiting = async (said: Said): Promise<Step | undefined> => {
  const { dialogue, utterance } = said;
  const { waiting, items, choosing } = dialogue;
  const isTied = utterance.frames.size > 0;
  const isTaken = waiting && (waiting.age === 0 || isTied);
  const answer = choosing && items.length === 1 ? await goneOnWithOneOf(items, said) : undefined;
  return (
    answer ??
    (isTaken ? await goneOnWith(waiting, waiting.lacks, said) : undefined) ??
    (choosing && isTied && items.length <= FEW ? goneOnWithOneOf(items, said) : undefined)
  );
};

/** A sentence that goes on with what was said last: "and Visio?". Without a word that ties them together it is less sure. */
export const goneOnWithLast = async (said: Said) => {
  const last = isMereName(said) ? undefined : said.dialogue.steps[0];
  const step = last && (await goneOnWith(last, [], said, { isDone: true }));
  return step && { step, ...(said.utterance.frames.size > 0 ? {} : { score: UNTIED }) };
};

const UNTIED = 0.8;

/** "Is this what you mean?": what comes then goes on with it, or with the only one of a few that can take it. */
const goneOnWithOneOf = async (choices: readonly Step[], said: Said): Promise<Step | undefined> => {
  const found = await Promise.all(choices.map((item) => goneOnWith(completed(item, said.dialogue), [], said)));
  const [step, ...others] = found.filter((each) => each !== undefined);
  return others.length === 0 ? step : undefined;
};

const FEW = 3;

/** A reference alone is looked at, unless it was asked for. */
const isMereName = ({ alone, utterance: { frames } }: Said): boolean =>
  frames.size === 0 && alone.kind === 'command' && ['subscription', 'invoice'].includes(alone.command);

const goneOnWith = async (
  { command: name, args }: Step,
  lacks: readonly string[],
  said: Said,
  { isDone = false } = {},
): Promise<Step | undefined> => {
  const { context, utterance, circumstances } = said;
  const command = commandNamed(context.commands, name);
  if (!command || !isSpokenCommand(name)) return undefined;
  const known = begunBy(command, args);
  // What was done or refused for some is asked anew for others.
  const ofSeveral = known.ofSeveral && !isDone;
  const begun = { ...known, ofSeveral, command: name, lacks, today: circumstances.today };
  const mayBeUnknown = utterance.frames.size > 0 && referencesIn(utterance.rest).length === 0;
  const rest = await resolved(utterance.rest, args, said);
  if (!rest) return undefined;
  const continuations = continuationsOf(begun, { ...utterance, rest });
  const found = await likeliest(continuations, mayBeUnknown, context);
  return found && { command: name, args: { ...found.args } };
};

/**
 * "Him and Irvin", "and the other plan": with the names of whom and what it points at; "turn it on" is about what was begun.
 * Undefined where it points at anything else: "give her that one", "reject the other".
 */
const resolved = async (rest: Sentence, begun: Step['args'], said: Said): Promise<Sentence | undefined> => {
  let sentence = rest;
  for (const reference of [...referencesIn(rest)].reverse()) {
    const [name] = await namingsOf(reference, said);
    if (pointsElsewhere(reference, begun, said, name)) return undefined;
    if (name || isThing(reference)) sentence = withInPlaceOf(sentence, reference, name);
  }
  return sentence;
};

const pointsElsewhere = (reference: Referring, begun: Step['args'], said: Said, name: Naming | undefined): boolean => {
  // Whom a look was about says nothing of whom another sentence means.
  if (isOneOf(reference, ['person', 'whose']) && said.dialogue.waiting?.age !== 0) return true;
  if (name) return false;
  return isThing(reference) ? !isAboutSame(begun, said) : isOneOf(reference, ['other']);
};

const isThing = (reference: Referring): boolean => isOneOf(reference, ['thing', 'whose']);

const isOneOf = ({ meant }: Referring, kinds: readonly Meant['kind'][]): boolean =>
  meant.some(({ kind }) => kinds.includes(kind));

/** Whether what was begun is about what was spoken of last. */
const isAboutSame = (begun: Step['args'], { dialogue: { focus } }: Said): boolean => {
  const [thing] = focus.filter(({ kind }) => kind !== 'person');
  return thing === undefined || Object.values(begun).includes(thing.said);
};

/** The person who was spoken of last, or the other of two products. */
const namingsOf = async ({ meant }: Referring, said: Said): Promise<Naming[]> => {
  if (meant.some(({ kind }) => kind === 'other')) return otherProduct(said);
  const person =
    meant.some(({ kind }) => kind === 'person') && said.dialogue.focus.find(({ kind }) => kind === 'person');
  return person ? said.names([person]) : [];
};

export const begunBy = (
  command: Command,
  args: Step['args'],
): Pick<Begun, 'args' | 'takes' | 'ofSelf' | 'ofSeveral'> => {
  const known = argumentNames(command);
  return {
    args: args as Args,
    takes: (argument) => known.includes(argument),
    ofSelf: command.ofSelf === true,
    ofSeveral: command.effect !== 'reads',
  };
};

/** The first whose name somebody or something has; one that nothing has is told of where a name was to be expected. */
const likeliest = async (
  ways: readonly Continuation[],
  mayBeUnknown: boolean,
  context: CommandContext,
): Promise<Continuation | undefined> => {
  for (const way of ways) if (!way.name || (await isKnown(way.name, context))) return way;
  return mayBeUnknown ? ways[0] : undefined;
};

const isKnown = async (
  { argument, text }: NonNullable<Continuation['name']>,
  { actor, home, commerce }: CommandContext,
): Promise<boolean> => {
  if (argument === 'product') return ((await unlessRefused(commerce.findProducts(actor, text))) ?? []).length > 0;
  if (argument === 'customer') {
    const customers = await commerce.listCustomers(home.tenantId, home.userId);
    return customers.some(({ name }) => name.toLowerCase().startsWith(text.toLowerCase()));
  }
  const named = await unlessRefused(commerce.findNamedPeople(actor, [text]));
  return named !== undefined && named.found.length + named.ambiguous.length > 0;
};

/** What somebody writes of their own: why they ask. */
export const reasonGiven = ({ dialogue: { waiting }, utterance: { sentence }, alone }: Said): Step | undefined => {
  if (waiting?.age !== 0 || !waiting.prose || alone.kind === 'command' || !givesReason(sentence)) return undefined;
  return { command: waiting.command, args: { ...waiting.args, [waiting.prose]: sentence.text } };
};
