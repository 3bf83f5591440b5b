import { z } from 'zod';
import type { CommandName, SpokenCommandName } from '../../locales/index.ts';
import { holdsCardNumber, timeZoneOf, visibleText } from '../../services/commerce/index.ts';
import { LimitReached } from '../../services/limits/limiter.ts';
import type { Sentence } from '../understanding/dialogue/sentence.ts';
import { tidy } from '../understanding/grammar/core/tokens.ts';
import { interpret } from '../understanding/interpret.ts';
import { isTooLong, LONGEST_SENTENCE } from '../understanding/length.ts';
import type { Interpretation, MeantCommand, Reading, Understood } from '../understanding/reading.ts';
import type { Mention } from '../understanding/recognition/mention.ts';
import { dayIn } from '../understanding/time-zones.ts';
import {
  type Command,
  type CommandContext,
  type Commands,
  commandNamed,
  type SpokenCommand,
  spokenCommands,
} from './command.ts';
import { doubted } from './dialogue/doubted.ts';
import { inContext, mayBeInContext } from './dialogue/in-context.ts';
import { recalled } from './dialogue/memory.ts';
import { type Turn, turnIn } from './dialogue/said.ts';
import { stepMatch } from './dialogue/step-match.ts';
import { typedIn, understoodBefore } from './dialogue/typed-in-group.ts';
import { choiceLines } from './interpretation-choices.ts';
import { mentionsIn } from './naming/mentions.ts';
import { allows } from './permission.ts';
import { pressedArguments } from './press.ts';
import { likelyLines } from './refusals/likely-lines.ts';
import { Refusal } from './refusals/refusal.ts';

/** What a turn begins with. What a person wrote or pressed is not trusted. */
export type Input =
  /** A message without words says what it brings instead, where that is known. */
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly without?: 'file' | 'forwarded';
      /** It is an edit, and a card about what the message said before has been answered. */
      readonly answeredBefore?: boolean;
    }
  /** A withdrawn one is of a card about what a message said before it was edited. */
  | { readonly kind: 'press'; readonly verb: string; readonly data: unknown; readonly withdrawn?: boolean }
  /** What the bot shows by itself, such as its welcome. */
  | { readonly kind: 'command'; readonly name: CommandName };

type Written = Extract<Input, { readonly kind: 'text' }>;

/** The command that an input means, and arguments that are still to be parsed. */
export interface Match {
  readonly command: Command;
  readonly args: unknown;
  /** What was said of it and is in no argument, as it was written. */
  readonly leftOver?: readonly string[] | undefined;
}

/**
 * @throws {Refusal} where the input means nothing here, where the card is not the presser's, or of another tenant, and
 * where somebody writes the number of a card: it goes no further
 */
export const match = async (input: Input, context: CommandContext): Promise<Match> =>
  withoutCardNumber(await matchInput(input, context));

const matchInput = async (input: Input, context: CommandContext): Promise<Match> => {
  switch (input.kind) {
    case 'text':
      return matchText(input, context);
    case 'press':
      if (input.withdrawn) throw new Refusal({ code: 'withdrawn' });
      return matchPress(input.verb, input.data, context);
    case 'command':
      return { command: context.commands[input.name], args: {} };
  }
};

const knownCommand = (name: string, { commands }: CommandContext): Command =>
  commandNamed(commands, name) ?? refuseStale();

const refuseStale = (): never => {
  throw new Refusal({ code: 'stale-card' });
};

/**
 * A sentence may go on with what was said before, name a command or ask a question; where that is not clear, a language model
 * has a say. What a whole group sees tells nothing of what was said before: what may depend on that is left for the client
 * of the person who asked to fetch.
 */
const matchText = async (written: Written, context: CommandContext): Promise<Match> => {
  const text = readableText(written);
  const turn = turnIn(circumstancesOf(context));
  if (context.location.inGroup && (await mayBeInContext(text, context, turn)))
    return { command: context.commands['as-typed'], args: { text, at: context.now() } };
  const named = { text, mentions: await mentionsIn(text, context) };
  const { sentence, step, asked } = await inContext(named, context, turn);
  if (asked) throw await doubted(asked, context);
  return (step && stepMatch(step, context)) ?? matchAlone(sentence, context, { ...turn, written: text });
};

/** @throws {Refusal} where there is nothing to read, or what is not to be read */
const readableText = ({ text: written, without }: Written): string => {
  if (isTooLong(written)) throw new Refusal({ code: 'too-long', ...LONGEST_SENTENCE });
  if (holdsCardNumber(written)) throw new Refusal({ code: 'card-number' });
  const visible = visibleText(written);
  if (visible.trim() === '') throw new Refusal({ code: without ? `only-${without}` : 'empty' });
  return tidy(visible);
};

/** A turn, with what was written in it. */
type WrittenTurn = Turn & { readonly written: string };

/** What a sentence means by itself. */
const matchAlone = async (sentence: Sentence, context: CommandContext, turn: WrittenTurn): Promise<Match> => {
  const understood = await understoodBy(sentence, context, turn);
  explainTo(context, understood, sentence);
  const { meaning } = understood;
  if (meaning.kind === 'ambiguous') return ask(meaning, context, sentence.mentions);
  if (meaning.kind === 'none')
    throw new Refusal({ code: 'unknown', lines: await likelyLines(meaning.closest, context) });
  return { command: context.commands[meaning.command], args: meaning.args, leftOver: meaning.leftOver };
};

/** What a sentence means by its words; where these leave it open, what a language model makes of it competes with them. */
const understoodBy = async (
  sentence: Sentence,
  context: CommandContext,
  { circumstances, read, written }: WrittenTurn,
): Promise<Understood> => {
  const alone = read(sentence);
  const proposed = isOpen(alone.meaning, context)
    ? await proposal(written, alone, context, circumstances.today)
    : undefined;
  const { text, mentions } = sentence;
  return proposed ? interpret(text, { ...circumstances, mentions, proposed }) : alone;
};

/** Choices that a whole group sees are left as they are: a model chooses from what the one who asks may do. */
const isOpen = (meaning: Interpretation, { location }: CommandContext): boolean =>
  meaning.kind === 'none' || (meaning.kind === 'ambiguous' && !meaning.clear && !location.inGroup);

/** Asks a language model, if there is one. That it is not asked any more today is not said in place of a question. */
const proposal = async (
  written: string,
  { meaning }: Understood,
  context: CommandContext,
  today: string,
): Promise<MeantCommand | undefined> => {
  const { actor, home, localizer, location, propose } = context;
  if (!propose) return undefined;
  const before = location.inGroup ? undefined : await recalled(context);
  return propose(written, { actor, home, localizer, today, before }).catch((error: unknown) => {
    if (error instanceof LimitReached && meaning.kind === 'ambiguous') return undefined;
    throw error;
  });
};

/**
 * Asks which of several things is meant. What somebody may not do is no choice; where nothing else is meant, it is refused
 * as what it is. One that is clear enough is asked about by its own card, unless it acts as soon as it is said.
 * @throws {Refusal} `which`, or `proposed` where only one thing can be meant
 */
const ask = ({ choices, clear }: Ambiguous, context: CommandContext, mentions?: readonly Mention[]): Match => {
  const lines = choiceLines(choices, context, mentions);
  const [first] = choices;
  const asksItself = clear && lines.length === 1 && first && context.commands[first.command].effect !== 'acts';
  if (first && (lines.length === 0 || asksItself))
    return { command: context.commands[first.command], args: first.args };
  throw new Refusal({ code: lines.length === 1 ? 'proposed' : 'which', lines });
};

type Ambiguous = Extract<Interpretation, { readonly kind: 'ambiguous' }>;

/** What a text may depend on. A whole group is answered alike, whatever the one who asks may do. */
const circumstancesOf = ({ actor, commands, location, tenant, now }: CommandContext) => ({
  changing: changingCommands(commands),
  today: dayIn(now(), timeZoneOf(tenant)),
  mayUse: location.inGroup ? undefined : (name: MeantCommand['command']) => allows(actor, commands[name]),
});

const explainTo = ({ explain }: CommandContext, { readings }: Understood, { text, mentions }: Sentence): void =>
  explain?.({ readings: readings.map(explained), recognised: mentions.map(recognised(text)) });

const recognised =
  (text: string) =>
  ({ from, to, kind, meant }: Mention) => ({
    text: text.slice(from, to),
    kind,
    names: meant.map(({ name }) => name),
  });

const explained = ({ by, ...reading }: Reading) => ({ ...reading, by: [...by].join(' + ') });

/** The commands that a sentence can ask for and that change something, or lead to a change. */
export const changingCommands = (commands: Commands): ReadonlySet<SpokenCommandName> => {
  const changing = changingOf.get(commands) ?? new Set(spokenCommands(commands).flatMap(changes));
  changingOf.set(commands, changing);
  return changing;
};

const changingOf = new WeakMap<Commands, ReadonlySet<SpokenCommandName>>();
const changes = ({ name, effect }: SpokenCommand): SpokenCommandName[] => (effect === 'reads' ? [] : [name]);

/**
 * What a command takes holds no number of a card, by its schema, which knows the ids and cursors that we made ourselves; in
 * what it does not take, nothing but the id of an operation may look like one.
 */
const withoutCardNumber = (found: Match): Match => {
  if (showsCardNumber(found)) throw new Refusal({ code: 'card-number' });
  return found;
};

const showsCardNumber = ({ command, args }: Match): boolean =>
  !command.args.safeParse(args).success && textsIn(args).some((text) => !isOperationId(text) && holdsCardNumber(text));

/** One id in a thousand has digits that could be the number of a card. */
const isOperationId = (text: string): boolean => z.uuidv7().safeParse(text).success;

const textsIn = (value: unknown): string[] =>
  typeof value === 'object' && value !== null ? Object.entries(value).flat().flatMap(textsIn) : [String(value)];

const matchPress = async (verb: string, data: unknown, context: CommandContext): Promise<Match> => {
  const command = knownCommand(verb, context);
  const args = await pressedArguments(data, context, { anyTenant: command.anyTenant === true });
  const pressed = withoutCardNumber({ command, args });
  return command.name === 'as-typed' ? matchTyped(args, context) : pressed;
};

/** A sentence of a group, read for its writer alone. */
const matchTyped = async (args: unknown, context: CommandContext): Promise<Match> => {
  const typed = typedIn(args) ?? refuseStale();
  const before = await understoodBefore(typed, context);
  const alone = { ...context, location: { ...context.location, inGroup: false } };
  return (before && stepMatch(before, context)) ?? matchText({ kind: 'text', text: typed.text }, alone);
};
