import { fill } from './arguments.ts';
import { isQuestion, isWhole } from './certainty.ts';
import { contents, holds } from './core/holds.ts';
import { parts } from './core/sentence.ts';
import type { Args } from './core/slots.ts';
import { tidy } from './core/tokens.ts';
import type { Circumstances, Request } from './interpret.ts';
import { rules } from './rules.ts';

/** Words that lead to an answer and say nothing themselves. */
const AROUND = 'to from for by on and subscription license licenses users people left';

/**
 * The arguments that a text adds to what was asked for before: "to C-2002" after "which subscription?". Undefined where
 * the text is no mere answer, because it holds anything else, or asks for something itself.
 */
export const followUp = ({ command, args }: Request, text: string, { today }: Circumstances = {}): Args | undefined => {
  const all = parts(tidy(text));
  if (
    isQuestion(all) ||
    rules.some((rule) => !rule.whole && rule.command !== 'subscription' && holds(rule, contents(all)))
  )
    return undefined;
  const understood = fill({ command, args: {} }, all, today);
  const added = placed(understood.args, args);
  if (understood.doubtful || Object.keys(added).length === 0) return undefined;
  return isWhole({ command, when: 'close', may: AROUND }, understood) ? { ...args, ...added } : undefined;
};

/** A subscription that is named beside one that was named before is where its people go. */
const placed = ({ subscription, ...added }: Args, { subscription: known }: Args): Args =>
  known !== undefined && subscription !== undefined
    ? { ...added, target: subscription }
    : { ...added, ...(subscription !== undefined && { subscription }) };
