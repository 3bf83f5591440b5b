import type { SpokenCommandName } from '../../../locales/index.ts';
import type { Part } from '../grammar/core/sentence.ts';
import { canMeanAny, mentions } from '../grammar/core/tags.ts';
import type { Verdict } from '../grammar/verdict.ts';
import type { Circumstances, Interpretation, MeantCommand, Reading, SaidCommand } from '../reading.ts';
import type { MetRule } from './rule-readings.ts';
import { MOST_CHOICES, THRESHOLDS } from './weights.ts';

type Changes = Pick<Circumstances, 'changing'>;

/** With how likely it is that a change is only spoken of. */
type Learned = Changes & { readonly noChange: number };

/** A change that the words speak of but do not ask for: doubted, denied, or among words that nobody knows. */
export interface HeldBack {
  readonly change: MeantCommand;
  /** What else the same words can mean. */
  readonly others: readonly SaidCommand[];
  readonly verdict: Verdict;
}

/** The change that is held back, unless one is asked for after all, or something else is meant. */
export const changeHeldBack = (
  met: readonly MetRule[],
  all: readonly Part[],
  readings: readonly Reading[],
  { noChange, changing }: Learned,
): HeldBack | undefined => {
  const held = heldByRules(met, changing) ?? heldByLearning(readings, all, { noChange, changing });
  return held && readings.some((reading) => overrules(reading, held.verdict, changing)) ? undefined : held;
};

/** The clearest rule is that of a change, but the words around it do not let it pass. */
const heldByRules = (met: readonly MetRule[], changing: Changes['changing']): HeldBack | undefined => {
  const [first] = met;
  if (!first || !changing.has(first.rule.command)) return undefined;
  const same = first.verdict === 'denied' ? [first] : met.filter(({ rule }) => rule.command === first.rule.command);
  if (same.some(({ verdict }) => verdict === 'sure' || verdict === 'ask')) return undefined;
  const { rule, filled, verdict, others } = same.find((each) => each.verdict === 'loose') ?? first;
  return { change: { command: rule.command, args: filled.args }, others, verdict };
};

/** No rule knows the words, but they sound like those that only speak of a change. */
const heldByLearning = (
  readings: readonly Reading[],
  all: readonly Part[],
  { noChange, changing }: Learned,
): HeldBack | undefined => {
  const change = readings.find(({ command }) => changing.has(command));
  if (change?.standing === 'sure' || noChange < THRESHOLDS.believed) return undefined;
  const product = all.find(({ tags }) => tags.has('product'))?.tags.get('product');
  const { command } = change ?? CLOSE;
  return { change: { command, args: { product, ...change?.args } }, others: [], verdict: 'denied' };
};

/** Words that nobody knows hold no other change back; a doubt gives way only to what is no change and more likely than not. */
const overrules = (reading: Reading, verdict: Verdict, changing: Changes['changing']): boolean =>
  (reading.standing === 'sure' || isAskedByModel(reading)) &&
  (changing.has(reading.command)
    ? verdict !== 'denied' && reading.score >= THRESHOLDS.choice
    : reading.score >= THRESHOLDS.believed);

/** What a language model proposes, and the words ask for: it is asked about in any case. */
const isAskedByModel = ({ by, standing, unfounded }: Reading): boolean =>
  by.has('model') && standing === 'ask' && !unfounded;

/** What is offered instead: a look at what it is about, and the change where it was not denied; or that nothing is done. */
export const offeredInstead = (
  { change, others, verdict }: HeldBack,
  all: readonly Part[],
  readings: readonly Reading[],
  { changing, noChange }: Learned,
): Interpretation | undefined => {
  if (deniesAtOnce(all)) return { kind: 'command', ...CLOSE };
  const look =
    lookAt(all) ??
    lookFor(change, verdict, all) ??
    (verdict === 'loose' ? readings.find(isGoodLook(changing)) : undefined);
  if (!look) return undefined;
  if (verdict === 'denied' || noChange >= THRESHOLDS.believed) return { kind: 'command', ...meant(look) };
  const changes = [change, ...others].slice(0, MOST_CHOICES - 1);
  return { kind: 'ambiguous', choices: [...changes, look].map(meant) };
};

const CLOSE: SaidCommand = { command: 'close', args: {} };

const meant = ({ command, args }: MeantCommand): MeantCommand => ({ command, args });

/** Where a denial stands that is one of the whole: what stands behind "but not" is no more than a part of it. */
const EARLY = 4;

/** "Don't cancel it", but not "stop acting", nor "needs it no longer", nor "all but not Pro". */
const deniesAtOnce = (all: readonly Part[]): boolean =>
  !mentions(all, 'longer') &&
  all
    .slice(0, EARLY)
    .some(
      (part, i) =>
        canMeanAny(part, ['not', 'want-not']) &&
        !canMeanAny(part, ['end', 'stop']) &&
        !(i > 0 && all.slice(i - 1, i).some((before) => canMeanAny(before, ['but']))),
    );

const isGoodLook =
  (changing: Changes['changing']) =>
  ({ command, standing, score }: Reading): boolean =>
    !changing.has(command) && standing === 'sure' && score >= THRESHOLDS.choice;

/** The thing itself, where the words name it. */
const lookAt = (all: readonly Part[]): SaidCommand | undefined => {
  for (const [tag, command, name] of THINGS) {
    const named = all.find(({ tags }) => tags.has(tag))?.tags.get(tag);
    if (named !== undefined) return { command, args: { [name]: named } };
  }
  return undefined;
};

/** What a change would be about, where it is only talked of and names no more than a product. */
const lookFor = (
  { command, args: { product } }: MeantCommand,
  verdict: Verdict,
  all: readonly Part[],
): MeantCommand | undefined => {
  const [first] = [product].flat();
  if (first === undefined || verdict !== 'denied') return undefined;
  const isKnown = all.some(({ tags }) => tags.get('product') === first);
  const shown = SHOWING[command] ?? 'subscription';
  return { command: shown, args: isKnown || shown !== 'policies' ? { product: first } : {} };
};

/** What shows how things stand for some changes; for others it is the subscription. */
const SHOWING: Readonly<Record<string, SpokenCommandName>> = {
  buy: 'price',
  'request-license': 'price',
  'set-policy': 'policies',
};

/** What names a thing, what shows it, and the argument that it is. */
const THINGS: readonly (readonly [tag: string, command: SpokenCommandName, name: string])[] = [
  ['ref', 'subscription', 'subscription'],
  ['invoice-number', 'invoice', 'invoice'],
];
