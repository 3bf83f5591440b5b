import type { SpokenCommandName } from '../../../locales/index.ts';
import { fillArguments } from '../grammar/arguments.ts';
import { listed, type Run, runs } from '../grammar/core/names.ts';
import { isMet } from '../grammar/core/rule.ts';
import { type Part, parts } from '../grammar/core/sentence.ts';
import type { Args } from '../grammar/core/slots.ts';
import { canMeanAny, contentsOf, isName } from '../grammar/core/tags.ts';
import { isQuestion } from '../grammar/questions.ts';
import { rules } from '../grammar/rules.ts';
import { isAllUnderstood } from '../grammar/verdict.ts';
import type { SaidCommand } from '../reading.ts';
import type { Sentence } from './sentence.ts';
import type { Utterance } from './utterance.ts';
import type { Frame } from './words.ts';

/** What was said or asked before, which a sentence may go on with. */
export interface Begun extends SaidCommand {
  /** The arguments that were asked for. */
  readonly lacks: readonly string[];
  /** Whether the command takes an argument at all. */
  readonly takes: (argument: string) => boolean;
  /** It is for whoever asks where it names nobody. */
  readonly ofSelf: boolean;
  /** Whether it is about several people where several are named one after the other. */
  readonly ofSeveral: boolean;
  readonly today: string;
}

/** Words that stand around what a sentence adds, and say nothing themselves. */
const AROUND = [
  ...['to', 'from', 'for', 'by', 'on', 'and', 'my', 'all', 'subscription', 'subscriptions', 'license', 'licenses'],
  ...['users', 'people', 'left', 'more', 'set', 'show', 'source', 'status', 'got-by', 'filler', 'article'],
  ...[
    'product-word',
    'purchase',
    'purchases',
    'license-one',
    'buy',
    'be',
    'did',
    'possessive',
    'expires',
    'number',
    'on',
    'off',
  ],
];

/** What a sentence makes of something that was begun. */
export interface Continuation {
  readonly args: Args;
  /** A name that nothing but its place speaks for. */
  readonly name?: { readonly argument: string; readonly text: string };
}

/**
 * The arguments of what was begun, with what a sentence adds to them or puts in their place, the likeliest first: "to
 * C-2002" after "which subscription?", "and Visio?" after "who has Power BI?". None where it says anything else.
 */
export const continuationsOf = (begun: Begun, { rest, frames }: Pick<Utterance, 'rest' | 'frames'>): Continuation[] => {
  const all = parts(rest.text, rest.mentions);
  if (all.length === 0 || (isQuestion(all) && frames.size === 0) || asksForSomethingElse(begun, all)) return [];
  const slots = slotsIn(begun, all, frames);
  if (frames.has('without') && begun.args['people'] === undefined) return withoutStatus(begun, slots, frames);
  const number = slots.args ? undefined : bareNumber(begun, all);
  if (number) return [{ args: together(begun, number, frames) }];
  const said = slots.args && { args: together(begun, slots.args, frames) };
  if (said && slots.isSure) return [said];
  const names = namesIn(begun, all, frames).map(
    (name): Continuation => ({ args: together(begun, { [name.argument]: name.text }, frames), name }),
  );
  return [...names, ...(said && frames.size > 0 ? [said] : [])];
};

/** Whether a sentence names a command of its own; a reference alone does not, nor a word that only filters a list. */
export const namesCommand = ({ text, mentions }: Sentence): boolean =>
  asksForSomethingElse(undefined, parts(text, mentions));

const asksForSomethingElse = (begun: SaidCommand | undefined, all: readonly Part[]): boolean => {
  const contents = contentsOf(all);
  if (begun && chosenBy(begun.command, contents)) return false;
  const met = rules.filter((rule) => !rule.whole && isMet(rule, contents) && !isMere(rule.when));
  return met.length > 0 && met[0]?.command !== begun?.command;
};

/** A reference or a number of an invoice is an answer as well. */
const isMere = (when: string): boolean => when === 'ref' || when === 'invoice-number';

/** What words choose of a command that is named already: "trials only instead". */
const CHOSEN_BY: Readonly<Partial<Record<SpokenCommandName, Readonly<Record<string, Args>>>>> = {
  'set-policy': { 'source=trials': { value: 'OnlyTrialsWithoutPaymentMethod' } },
  'recurring-billing': { on: { on: true }, off: { on: false } },
  'decide-requests': { 'decision=approved': { decision: 'approved' }, 'decision=denied': { decision: 'denied' } },
};

const chosenBy = (command: SpokenCommandName, contents: ReadonlySet<string>): Args | undefined =>
  Object.entries(CHOSEN_BY[command] ?? {}).find(([tag]) => contents.has(tag))?.[1];

interface Slots {
  /** Undefined where the words say anything else. */
  readonly args: Args | undefined;
  readonly isSure: boolean;
}

const slotsIn = (begun: Begun, all: readonly Part[], frames: ReadonlySet<Frame>): Slots => {
  const { command, args, today } = begun;
  const change = args['change'];
  const isRelative = typeof change === 'number' && !frames.has('total');
  const chosen = chosenBy(command, contentsOf(all));
  const said = { ...(isRelative && { change: Math.sign(change) }), ...chosen };
  const filled = fillArguments({ command, args: said }, all, today);
  const isAll = isAllUnderstood({ command, when: 'filler', may: AROUND.join(' ') }, filled);
  const isUseful = isAll && Object.keys(filled.args).length > 0;
  return { args: isUseful ? filled.args : undefined, isSure: isUseful && !filled.doubtful };
};

/** "Without the expired": all others; nothing else that a list shows can be left out of it. */
const withoutStatus = (begun: Begun, { args }: Slots, frames: ReadonlySet<Frame>): Continuation[] => {
  const gone = [args?.['status']].flat().map(String);
  const left = ['Active', 'Expired', 'Disabled', 'Deleted'].filter((each) => !gone.includes(each));
  const saysStatus = args !== undefined && Object.keys(args).join() === 'status' && begun.takes('status');
  return saysStatus ? [{ args: together(begun, { status: left }, frames) }] : [];
};

/** "Make that 60": a number alone takes the place of the one that was said, whatever it counted. */
const bareNumber = ({ args, takes, lacks }: Begun, all: readonly Part[]): Args | undefined => {
  const [number, ...others] = all.filter(({ tags }) => tags.has('number'));
  const isAlone = others.length === 0 && all.every((part) => part === number || canMeanAny(part, AROUND));
  const counted =
    COUNTED.find((name) => typeof args[name] === 'number') ?? (lacks.includes('quantity') ? 'quantity' : undefined);
  const value = number?.tags.get('number');
  return isAlone && counted && takes(counted) && typeof value === 'number' ? { [counted]: value } : undefined;
};

const COUNTED = ['quantity', 'expiringWithinDays', 'days', 'months'];

/** Arguments that a name alone can be. */
const NAMED = ['people', 'purchaser', 'person', 'customer', 'product'] as const;

/** Somebody's name alone, in small letters as well: "and patti". */
const namesIn = (begun: Begun, all: readonly Part[], frames: ReadonlySet<Frame>) => {
  const [run, ...others] = runs(all);
  if (frames.has('without'))
    return begun.args['people'] !== undefined && run
      ? [{ argument: 'people' as const, text: listed([run, ...others]) }]
      : [];
  const isAlone = all.every((part) => isName(part) || canMeanAny(part, AROUND));
  if (!run || others.length > 0 || !isAlone) return [];
  const said = NAMED.filter((argument) => begun.args[argument] !== undefined);
  const rest = NAMED.filter((argument) => begun.args[argument] === undefined);
  return [...said, ...rest]
    .filter((argument) => mayName(argument, begun, run, frames))
    .map((argument) => ({
      argument,
      text: run.text,
    }));
};

/** "To Linnéa" names a person, whatever else was asked for. */
const mayName = (argument: string, begun: Begun, { before }: Run, frames: ReadonlySet<Frame>): boolean => {
  if (before && canMeanAny(before, ['to', 'for']) && begun.takes('people')) return argument === 'people';
  return (
    begun.args[argument] !== undefined || begun.lacks.includes(argument) || (frames.size > 0 && begun.takes(argument))
  );
};

/** Which page of a list is shown is not said again of another list. */
const OF_A_PAGE = ['after', 'before', 'skip', 'chosen', 'names', 'previewed', 'when', 'had'];
/** Arguments of which one takes the place of others: what names the thing itself, that of all that its names said. */
const GROUPS = [
  ['subscription', 'product', 'purchaser'],
  ['quantity', 'change'],
  ['product', 'subscriptions', 'all'],
  ['people', 'request', 'all'],
];

/** The arguments of what was begun, with others in their place. */
export const together = (begun: Begun, added: Args, frames: ReadonlySet<Frame> = new Set()): Args => {
  const { args, command } = begun;
  const said = asTarget(begun, added);
  const replaced = GROUPS.filter((group) => group.some((name) => said[name] !== undefined)).flatMap((group) =>
    group.filter((name) => command !== 'subscriptions' || name === 'all'),
  );
  const dropped = new Set([...OF_A_PAGE, ...replaced]);
  const kept = Object.fromEntries(Object.entries(args).filter(([name]) => !dropped.has(name)));
  const people = said['people'] === undefined ? {} : { people: peopleTogether(begun, String(said['people']), frames) };
  return { ...kept, ...said, ...people };
};

/** A subscription that is named where one is known already is where its people go. */
const asTarget = ({ args, lacks }: Begun, { subscription, ...added }: Args): Args => {
  if (subscription === undefined) return added;
  const isTarget =
    lacks.includes('target') || (args['target'] !== undefined && !isAlike(args['subscription'], subscription));
  return args['subscription'] !== undefined && isTarget
    ? { subscription: args['subscription'], ...added, target: subscription }
    : { ...added, subscription };
};

/** Whether two references begin with the same letter, so that one can stand in the place of the other. */
const isAlike = (one: unknown, other: unknown): boolean => String(one).charAt(0) === String(other).charAt(0);

const peopleTogether = ({ args, ofSelf, ofSeveral }: Begun, added: string, frames: ReadonlySet<Frame>): string => {
  if (frames.has('without')) return peopleWithout(String(args['people'] ?? ''), added);
  const before = args['people'] ?? (ofSelf ? 'me' : undefined);
  const adds = ofSeveral && frames.has('also') && !frames.has('instead') && !frames.has('meant');
  return adds && before !== undefined ? `${before}, ${added}` : added;
};

/** "Not Lee", and "not Lee, Joni": those who were named without the first, and with the others. */
const peopleWithout = (before: string, said: string): string => {
  const [gone = '', ...added] = listOf(said);
  return [...listOf(before).filter((name) => !isOneOf(name, gone)), ...added].join(', ');
};

const listOf = (names: string): string[] => names.split(/, ?/).filter((name) => name !== '');

/** "lee" for "Lee Gu". */
const isOneOf = (name: string, said: string): boolean => name.toLowerCase().startsWith(said.toLowerCase());
