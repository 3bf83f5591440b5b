import type { SpokenCommandName } from '../../../locales/index.ts';
import type { Part } from '../grammar/core/sentence.ts';
import { canMeanAny, mentions } from '../grammar/core/tags.ts';
import type { Circumstances, Interpretation, Reading, SaidCommand } from '../reading.ts';
import type { MetRule } from './rule-readings.ts';
import { MOST_CHOICES, THRESHOLDS } from './weights.ts';

type Changes = Pick<Circumstances, 'changing'>;

/** A change that the words speak of but do not ask for: doubted, denied, or among words that nobody knows. */
export const changeHeldBack = (met: readonly MetRule[], { changing }: Changes): MetRule | undefined => {
  const [first] = met;
  if (!first || !changing.has(first.rule.command)) return undefined;
  const isAskedFor = met.some(({ rule, verdict }) => verdict === 'sure' && changing.has(rule.command));
  return first.verdict === 'no' || (first.verdict === 'loose' && !isAskedFor) ? first : undefined;
};

/** What is offered instead: a look at what it is about, and the change where it was not denied; or that nothing is done. */
export const offeredInstead = (
  { rule, filled, verdict, others }: MetRule,
  all: readonly Part[],
  readings: readonly Reading[],
  { changing }: Changes,
): Interpretation | undefined => {
  const isDenied = deniesAtOnce(all);
  const look = lookAt(all) ?? (verdict === 'loose' ? readings.find(isGoodLook(changing)) : undefined);
  if (!look) return isDenied ? { kind: 'command', ...CLOSE } : undefined;
  if (isDenied) return { kind: 'ambiguous', choices: [sayingOnly(look), CLOSE] };
  const changes = [{ command: rule.command, args: filled.args }, ...others].slice(0, MOST_CHOICES - 1);
  return { kind: 'ambiguous', choices: [...changes, sayingOnly(look)] };
};

const CLOSE: SaidCommand = { command: 'close', args: {} };

const sayingOnly = ({ command, args }: SaidCommand): SaidCommand => ({ command, args });

/** Where a denial stands that is one of the whole: what stands behind "but not" is no more than a part of it. */
const EARLY = 4;

/** "Don't cancel it", "I'd rather not": but not "needs it no longer", nor "stop acting". */
const deniesAtOnce = (all: readonly Part[]): boolean =>
  all.slice(0, EARLY).some((part) => canMeanAny(part, ['not', 'want-not']) && !canMeanAny(part, ['end', 'stop'])) &&
  !mentions(all, 'longer');

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

/** What names a thing, what shows it, and the argument that it is. */
const THINGS: readonly (readonly [tag: string, command: SpokenCommandName, name: string])[] = [
  ['ref', 'subscription', 'subscription'],
  ['invoice-number', 'invoice', 'invoice'],
];
