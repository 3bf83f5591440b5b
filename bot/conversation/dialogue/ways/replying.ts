import type { Dialogue, Step, Thing } from '../../../../services/conversations/dialogues.ts';
import { speaksAgainst } from '../../../understanding/dialogue/amendment.ts';
import { clausesOf } from '../../../understanding/dialogue/clauses.ts';
import { namesCommand } from '../../../understanding/dialogue/continuation.ts';
import { referencesIn } from '../../../understanding/dialogue/references.ts';
import { sayingAmong, sayingOf } from '../../../understanding/dialogue/saying.ts';
import type { Sentence } from '../../../understanding/dialogue/sentence.ts';
import { asksForFile, concernsOf } from '../../../understanding/dialogue/utterance.ts';
import type { Saying } from '../../../understanding/dialogue/words.ts';
import { type Command, type CommandContext, commandNamed } from '../../command.ts';
import { MYSELF } from '../../common-buttons.ts';
import { nameSomething } from '../remembering/focus.ts';
import { argumentNames } from '../remembering/waiting.ts';
import type { Said } from '../said.ts';
import { asked, justAsked, meaningOf } from './asking.ts';

/** A sentence that says nothing but what to do with what was said before: yes, next page, back, again, undo, why. */
export const replied = ({ utterance: { saying }, dialogue, context }: Said) => reply(saying, dialogue, context);

/** "Looks right now, go ahead": the same beside clauses that name nothing and ask for nothing. */
export const repliedAmong = ({ utterance: { sentence }, dialogue, context, read }: Said) => {
  const saysNothing = (clause: Sentence) =>
    clause.mentions.length === 0 && !/\d/.test(clause.text) && !speaksAgainst(clause.text) && !namesCommand(clause);
  const saying = sayingAmong(sentence, saysNothing);
  return reply(saying ?? (refuses(sentence, read) ? 'no' : undefined), dialogue, context);
};

/** "No, stop, Olle uses it": what follows tells why. */
const refuses = (sentence: Sentence, read: Said['read']): boolean => {
  const [first, ...others] = clausesOf(sentence);
  const saying = first && sayingOf(first);
  return (
    (saying === 'no' || saying === 'abort') &&
    others.every((clause) => read(clause).meaning.kind === 'none' || sayingOf(clause) === 'no')
  );
};

const reply = (saying: Saying | undefined, dialogue: Dialogue, context: CommandContext) => {
  const step = saying && REPLIES[saying](dialogue, context);
  return step && { step, ...(saying === 'yes' && dialogue.waiting?.doubted && { isDoubtful: true }) };
};

/** The same where it says nothing else, whatever command its words could name. */
export const justReplied = (said: Said) => {
  const { saying } = said.utterance;
  return saying && ALWAYS.has(saying) ? replied(said) : undefined;
};

const ALWAYS: ReadonlySet<Saying> = new Set([
  'no',
  'abort',
  'what-then',
  'undo',
  'holders',
  'details',
  'export',
  'home',
  'who-may',
]);

/** What was begun is left, and nothing changes. */
const CLOSE: Step = { command: 'close', args: {} };

/** What was gone on with before something else came in between. */
const begun = (dialogue: Dialogue, { commands }: CommandContext): Step | undefined => {
  const isLook = ({ command }: Step) => commandNamed(commands, command)?.effect === 'reads';
  return asked(dialogue) ?? dialogue.steps.slice(1).find(isLook) ?? dialogue.steps.find(isLook);
};

const lastStep = (dialogue: Dialogue): Step | undefined => justAsked(dialogue) ?? dialogue.steps[0];

/** The question without what it was about. */
const askedAnew = ({ command, args: { subscription: _, product: __, purchaser: ___, ...args } }: Step): Step => ({
  command,
  args,
});

const aboutThing = ({ focus, recent }: Dialogue): Step | undefined => {
  const ref = focus.slice(0, recent).find(({ kind }) => kind === 'subscription')?.said;
  return ref === undefined ? undefined : { command: 'subscription', args: { subscription: ref } };
};

/** Whoever has the product that was asked about, or the subscription that was spoken of. */
const holders = (dialogue: Dialogue): Step | undefined => {
  const product = dialogue.focus.slice(0, dialogue.recent).find(({ kind }) => kind === 'product')?.said;
  const licenses = product === undefined ? undefined : { command: 'licenses', args: { product } };
  return OF_PRODUCTS.has(dialogue.steps[0]?.command ?? '')
    ? (licenses ?? aboutThing(dialogue))
    : (aboutThing(dialogue) ?? licenses);
};

/** Looks at a product, though what they show is about one subscription of it. */
const OF_PRODUCTS: ReadonlySet<string> = new Set(['licenses', 'capacity', 'unused', 'policies', 'price', 'spend']);

/** What was looked at, as a file: the audit trail, or whoever has a product or a subscription. */
const exported = ({ steps: [last], focus, recent }: Dialogue, { commands }: CommandContext): Step | undefined => {
  if (last?.command === 'audit') return trailOf(last, commands['export-audit']);
  const about = focus.slice(0, recent);
  const said = (kind: Thing['kind']) => about.find((thing) => thing.kind === kind)?.said;
  const [product, subscription] = [said('product'), said('subscription')];
  const isOfProduct = product !== undefined && OF_PRODUCTS.has(last?.command ?? '');
  if (subscription !== undefined && !isOfProduct)
    return { command: 'export-users', args: { subscriptions: [subscription] } };
  return product === undefined ? undefined : { command: 'export-users', args: { product } };
};

const trailOf = ({ args }: Step, command: Command): Step => {
  const takes = argumentNames(command);
  return {
    command: command.name,
    args: Object.fromEntries(Object.entries(args).filter(([name]) => takes.includes(name))),
  };
};

/** "Can I have the list in Excel?", "send it as a file": what was looked at. */
export const fetched = ({ utterance: { sentence }, alone, isWhole, dialogue, context }: Said): Step | undefined => {
  if (!asksForFile(sentence) || (alone.kind === 'command' && nameSomething(alone.args))) return undefined;
  const step = exported(dialogue, context);
  // A file of something else is what is said: "export the audit trail".
  const isOther = isWhole && alone.kind === 'command' && alone.command !== step?.command;
  return isOther ? undefined : step;
};

/** "And it's paid until?": how long what was looked at lasts. */
export const askedHowLong = ({ utterance: { sentence }, dialogue, isWhole }: Said) => {
  const asks = sentence.mentions.length === 0 && concernsOf(sentence).has('terms') && !isWhole;
  const step = asks ? details(dialogue) : undefined;
  return step && { step, ...(referencesIn(sentence).length > 0 ? {} : { score: UNPOINTED }) };
};

const UNPOINTED = 0.75;

/** Whom something was got from, and how long: a list of one's own licenses says so, or what was spoken of. */
const details = (dialogue: Dialogue): Step | undefined => {
  if (justAsked(dialogue)) return undefined;
  const [last] = dialogue.steps;
  return last?.command === 'my-licenses' ? last : aboutThing(dialogue);
};

/** A request that was just looked at can be taken back as well. */
const withdrawal = ({ steps: [last], focus, recent }: Dialogue): Step | undefined => {
  if (last?.command !== 'my-requests') return undefined;
  const product = focus.slice(0, recent).find(({ kind }) => kind === 'product')?.said;
  return { command: 'withdraw-request', args: product === undefined ? {} : { product } };
};

type Reply = (dialogue: Dialogue, context: CommandContext) => Step | undefined;

const REPLIES: Readonly<Record<Saying, Reply>> = {
  // Typing alone changes nothing: the question is shown again, with its button.
  yes: (dialogue) => (dialogue.choosing && dialogue.items.length === 1 ? dialogue.items[0] : asked(dialogue)),
  no: ({ waiting, choosing }) => (waiting || choosing ? CLOSE : undefined),
  'not-that': (dialogue) => {
    const waiting = asked(dialogue);
    return waiting && !dialogue.choosing ? askedAnew(waiting) : dialogue.steps[0];
  },
  abort: ({ waiting, choosing }) => (waiting?.age === 0 || choosing ? CLOSE : undefined),
  // There is no more: the list says so.
  next: ({ next, waiting, steps }) => next ?? (waiting?.age === 0 ? undefined : steps[0]),
  previous: ({ previous }) => previous,
  back: ({ previous, steps }) => previous ?? steps[1] ?? steps[0],
  again: lastStep,
  resume: begun,
  why: (dialogue) => meaningOf(justAsked(dialogue)) ?? lastStep(dialogue),
  'what-then': (dialogue) => meaningOf(justAsked(dialogue)),
  undo: (dialogue) => (justAsked(dialogue) ? CLOSE : (dialogue.undo ?? withdrawal(dialogue))),
  holders,
  details,
  export: exported,
  'who-may': ({ barred }) => (barred ? { command: 'answer', args: { id: 'admin-roles' } } : undefined),
  home: (_, { actor, home }) =>
    actor.tenantId === home.tenantId ? undefined : { command: 'act-for', args: { customer: MYSELF } },
  'about-it': (dialogue) => justAsked(dialogue) ?? aboutThing(dialogue),
};
