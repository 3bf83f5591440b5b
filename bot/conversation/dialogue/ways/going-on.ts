import type { Dialogue, Step } from '../../../../services/conversations/dialogues.ts';
import { type Begun, type Continuation, continuationsOf } from '../../../understanding/dialogue/continuation.ts';
import { referencesIn } from '../../../understanding/dialogue/references.ts';
import { givesReason, type Utterance } from '../../../understanding/dialogue/utterance.ts';
import { isSpokenCommand } from '../../../understanding/grammar/core/lexicon.ts';
import type { Args } from '../../../understanding/grammar/core/slots.ts';
import { type Command, type CommandContext, commandNamed } from '../../command.ts';
import { argumentNames } from '../remembering/waiting.ts';
import type { Said } from '../said.ts';
import { unlessRefused } from '../words-for.ts';

/** A sentence that goes on with what waits: "make that three", "to C-2002", "and one for Joni too". */
export const goneOnWithWaiting = async (said: Said): Promise<Step | undefined> => {
  const { dialogue, utterance } = said;
  const { waiting } = dialogue;
  const offered = onlyChoice(dialogue);
  const answer = offered && (await goneOnWith(offered, [], said));
  const isTaken = waiting && (waiting.age === 0 || utterance.frames.size > 0);
  return answer ?? (isTaken ? goneOnWith(waiting, waiting.lacks, said) : undefined);
};

/** A sentence that goes on with what was said last: "and Visio?"; or that gives the reason asked for. */
export const goneOnWithLast = async (said: Said): Promise<Step | undefined> => {
  const last = isMereName(said) ? undefined : said.dialogue.steps[0];
  return (last && (await goneOnWith(last, [], said))) ?? reasonGiven(said);
};

/** "Is this what you mean?": what comes then goes on with it. */
const onlyChoice = ({ choosing, items }: Dialogue): Step | undefined =>
  choosing && items.length === 1 ? items[0] : undefined;

/** A reference alone is looked at, unless it was asked for. */
const isMereName = ({ alone, utterance: { frames } }: Said): boolean =>
  frames.size === 0 && alone.kind === 'command' && ['subscription', 'invoice'].includes(alone.command);

const goneOnWith = async (
  { command: name, args }: Step,
  lacks: readonly string[],
  { context, utterance, circumstances }: Said,
): Promise<Step | undefined> => {
  const command = commandNamed(context.commands, name);
  if (!command || !isSpokenCommand(name) || namesOther(utterance)) return undefined;
  const begun = { ...begunBy(command, args), command: name, lacks, today: circumstances.today };
  const mayBeUnknown = utterance.frames.size > 0 && referencesIn(utterance.rest).length === 0;
  const found = await likeliest(continuationsOf(begun, utterance), mayBeUnknown, context);
  return found && { command: name, args: { ...found.args } };
};

/** "Reject the other one" is not about what was asked about. */
const namesOther = ({ rest }: Utterance): boolean =>
  referencesIn(rest).some(({ meant }) => meant.some(({ kind }) => kind === 'other') && meant.length === 1);

const begunBy = (command: Command, args: Step['args']): Pick<Begun, 'args' | 'takes' | 'ofSelf' | 'ofSeveral'> => {
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
