import type { Circumstances, SaidCommand } from '../reading.ts';
import { fillArguments } from './arguments.ts';
import { isMet } from './core/rule.ts';
import { type Part, parts } from './core/sentence.ts';
import type { Args } from './core/slots.ts';
import { contentsOf } from './core/tags.ts';
import { tidy } from './core/tokens.ts';
import { isQuestion } from './questions.ts';
import { rules } from './rules.ts';
import { isAllUnderstood } from './verdict.ts';

/** Words that lead to an answer and say nothing themselves. */
const AROUND = 'to from for by on and subscription license licenses users people left';

/**
 * The arguments that a text adds to what was asked for before: "to C-2002" after "which subscription?". Undefined where
 * the text is no mere answer, because it holds anything else, or asks for something itself.
 */
export const followUp = (
  { command, args }: SaidCommand,
  text: string,
  { today, mentions }: Pick<Circumstances, 'today' | 'mentions'> = {},
): Args | undefined => {
  const all = parts(tidy(text), mentions);
  if (isQuestion(all) || asksForSomething(all)) return undefined;
  const filled = fillArguments({ command, args: {} }, all, today);
  const added = withTarget(filled.args, args);
  if (filled.doubtful || Object.keys(added).length === 0) return undefined;
  return isAllUnderstood({ command, when: 'close', may: AROUND }, filled) ? { ...args, ...added } : undefined;
};

/** A subscription alone is an answer, and so is what means something only as a whole sentence. */
const asksForSomething = (all: readonly Part[]): boolean => {
  const contents = contentsOf(all);
  return rules.some((rule) => !rule.whole && rule.command !== 'subscription' && isMet(rule, contents));
};

/** A subscription that is named beside one that was named before is where its people go. */
const withTarget = ({ subscription, ...added }: Args, { subscription: known }: Args): Args =>
  known !== undefined && subscription !== undefined
    ? { ...added, target: subscription }
    : { ...added, ...(subscription !== undefined && { subscription }) };
