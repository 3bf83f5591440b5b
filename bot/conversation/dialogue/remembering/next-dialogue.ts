import type { Card } from '../../../../cards/kit/card.ts';
import type { TenantId } from '../../../../services/commerce/api/types.ts';
import {
  type Dialogue,
  MOST_ITEMS,
  MOST_STEPS,
  type Step,
  type Thing,
} from '../../../../services/conversations/dialogues.ts';
import type { Command } from '../../command.ts';
import type { Refused } from '../../refusals/refusal.ts';
import { argumentsFor, focusOn, thingsIn, thingsOf, thingsOn, withNamed } from './focus.ts';
import { pagesOf } from './pages.ts';
import { asSaid, confirms, isSameStep, type Shown, shownOn, unconfirmed } from './shown.ts';
import { undoOf } from './undoing.ts';
import { isConfirmed, waitingAfter } from './waiting.ts';

/** What came of a turn. */
export interface Outcome {
  /** Whom they act for after it. */
  readonly tenant: TenantId;
  /** What was meant; undefined where nobody knows. */
  readonly meant: { readonly command: Command; readonly args: Step['args'] } | undefined;
  readonly refused: Refused | undefined;
  /** What the sentence names of the tenant, whatever it was understood as. */
  readonly named?: readonly Thing[];
  /** Whether the sentence speaks against something that waits. */
  readonly isAgainst?: boolean;
  /** The sentence that was fetched from a group. */
  readonly typed?: Typed | undefined;
  /** The answer, before it is sealed. */
  readonly card: Card;
}

/** A sentence as the card in a group carries it. */
export interface Typed {
  readonly text: string;
  /** When it was written (ms). */
  readonly at: number;
}

/** A conversation in which nothing was spoken of. */
export const nothingSaid = (tenant: TenantId): Dialogue => ({
  version: 1,
  tenant,
  steps: [],
  items: [],
  choosing: false,
  focus: [],
  recent: 0,
  typed: [],
});

/** The conversation after a turn; undefined where all is to be forgotten, as is what was spoken of in another tenant. */
export const nextDialogue = (before: Dialogue | undefined, outcome: Outcome): Dialogue | undefined => {
  const { tenant, meant, refused, card, typed, named = [] } = outcome;
  const last = before?.tenant === tenant ? before : nothingSaid(tenant);
  if (saysNothing(outcome)) return doubting(withFocus(last, answeredAbout(outcome)), outcome);
  const known = typed && meant ? withTyped(last, typed, stepOf(meant)) : last;
  if (meant?.command.name === 'close') return closed(known);
  const shown = shownOn(card);
  if (!meant) return doubting({ ...withFocus(known, named), ...itemsOf(shown, true) }, outcome);
  const said = stepOf(meant);
  if (meant.command.forgets && isConfirmed(said, shown)) return undefined;
  const step = asSaid(resolved(unconfirmed(said), shown));
  const things = spokenOf(step, shown, outcome);
  return {
    ...known,
    steps: [step, ...known.steps.filter((each) => !isSameStep(each, step))].slice(0, MOST_STEPS),
    ...itemsOf(shown, refused?.code === 'which' || meant.command.effect !== 'reads', step),
    ...(!refused && meant.command.effect === 'reads' && pagesOf(step, shown)),
    focus: focusOn(things, known.focus),
    recent: things.length,
    waiting: waitingAfter({ ...outcome, meant, step, shown }, doubting(known, outcome).waiting),
    barred: isBarred(refused),
    undo: isConfirmed(said, shown) && !refused ? undoOf(step, shown) : known.undo,
  };
};

/** What waits is in doubt where something was said against it, or nobody knows what was said. */
const doubting = (known: Dialogue, { isAgainst, meant }: Outcome): Dialogue =>
  known.waiting && (isAgainst || !meant) ? { ...known, waiting: { ...known.waiting, doubted: true } } : known;

/** What an answer to a common question was about. */
const answeredAbout = ({ meant, refused, named = [] }: Outcome): readonly Thing[] =>
  meant && !refused ? withNamed(thingsIn(stepOf(meant)), named) : named;

/** What a sentence names that was not understood is spoken of all the same. */
const withFocus = (known: Dialogue, named: readonly Thing[]): Dialogue =>
  named.length === 0 ? known : { ...known, focus: focusOn(named, known.focus), recent: named.length };

const spokenOf = (step: Step, shown: Shown, { refused, named = [] }: Outcome): Thing[] =>
  withNamed(namesNothing(refused) ? [] : thingsOf(step, shown), named);

/** A name that nobody and nothing has is not spoken of any more. */
const namesNothing = (refused: Refused | undefined): boolean => refused?.code.startsWith('no-such-') === true;

const stepOf = ({ command, args }: NonNullable<Outcome['meant']>): Step => ({ command: command.name, args });

const withTyped = (known: Dialogue, typed: Typed, step: Step): Dialogue => ({
  ...known,
  typed: [{ ...typed, ...unconfirmed(step) }, ...known.typed].slice(0, MOST_STEPS),
});

/** What was left is not gone on with. */
const closed = (known: Dialogue): Dialogue => ({
  ...known,
  waiting: undefined,
  choosing: false,
  steps: known.steps.filter(({ command, args }) => !known.waiting || !isSameStep({ command, args }, known.waiting)),
});

/** A turn that is about the person, the card or the language, and not about anything that was said. */
const saysNothing = ({ meant, refused }: Outcome): boolean => {
  if (meant) return meant.command.name === 'answer' || (refused !== undefined && OF_NO_USE.has(refused.code));
  return refused?.code !== 'which' && refused?.code !== 'proposed';
};

/** Whether somebody may not do what they asked for. */
const isBarred = (refused: Refused | undefined): boolean => refused?.code.startsWith('forbidden') === true;

const OF_NO_USE: ReadonlySet<Refused['code']> = new Set([
  'stale-card',
  'not-yours',
  'failure',
  'unavailable',
  'uncertain',
]);

/** A card without any leaves the last list to speak of. */
const itemsOf = (shown: Shown, choosing: boolean, step?: Step): Partial<Dialogue> => {
  const items = choosing
    ? choicesOn(shown, step)
    : shown.items.filter(({ command }) => command === shown.items[0]?.command);
  return items.length === 0
    ? { choosing: false }
    : { items: items.slice(0, MOST_ITEMS).map(asSaid), choosing, next: undefined, previous: undefined };
};

/** Lines, or the buttons of a card that asks nothing but which of them. */
const choicesOn = ({ items, buttons }: Shown, step: Step | undefined): readonly Step[] => {
  const ways = buttons.filter((each) => each.command !== 'close' && each.command !== 'help' && !isForm(each, step));
  // What a question offers besides its form is one thing to do, and no choice.
  const areChoices = step === undefined || ways.length > 1;
  return items.length > 0 || buttons.some(confirms) || !areChoices ? items : ways;
};

/** A button that sends the form of the same command, or opens it, chooses nothing. */
const isForm = ({ command, args }: Step, step: Step | undefined): boolean =>
  command === step?.command &&
  Object.entries(args).every(([name, value]) => name === 'edit' || listed(step.args[name]) === listed(value));

/** A list of people as buttons have it. */
const listed = (value: unknown): unknown => (typeof value === 'string' ? value.replaceAll(', ', ',') : value);

/** The step with what its card knows better: which subscription was meant. */
const resolved = ({ command, args }: Step, shown: Shown): Step => {
  const same = shown.buttons.find((each) => each.command === command && confirms(each));
  const known = Object.entries(same?.args ?? {}).filter(([name]) => RESOLVED.has(name));
  const shownItself = thingsOn(shown).find(({ kind }) => kind === command && RESOLVED.has(kind));
  return {
    command,
    args: { ...(shownItself && { [command]: shownItself.said }), ...Object.fromEntries(known), ...args },
  };
};

const RESOLVED = new Set([...argumentsFor('subscription'), ...argumentsFor('invoice'), 'product', 'target']);
