import type { Outcome } from '../outcome.ts';
import type { Gold, GoldRow, Pattern } from './gold.ts';
import { isBegunOf, isCommand, isMetBy } from './patterns.ts';

/**
 * - `right`: just what was wanted
 * - `asked`: a question that has it among its choices, or another thing that helps
 * - `lost`: neither
 */
type Mark = 'right' | 'asked' | 'lost';

export interface JudgedTurn {
  readonly row: GoldRow;
  readonly outcome: Outcome;
  readonly gold: Gold;
  readonly mark: Mark;
  /** It proposes a change that was not asked for. */
  readonly isFalse: boolean;
}

/** Judges what the turns of a row came to, on a day such as "2026-11-21". */
export const judgeRow = (row: GoldRow, outcomes: readonly Outcome[], today: string): JudgedTurn[] => {
  const marks: Mark[] = [];
  return row.gold.flatMap((gold, turn) => {
    const outcome = outcomes[turn];
    if (!outcome) return [];
    const isFalse = isFalseProposal(gold, outcome, today);
    const isGrounded = gold.needs.every((needed) => marks[needed] === 'right');
    const mark = isFalse || !isGrounded ? 'lost' : markOf(gold, outcome, today);
    marks.push(mark);
    return [{ row, outcome, gold, mark, isFalse }];
  });
};

const meets = (patterns: readonly Pattern[], outcome: Outcome, today: string): boolean =>
  patterns.some((pattern) => isMetBy(pattern, outcome, today));

const markOf = (gold: Gold, outcome: Outcome, today: string): Mark => {
  if (meets(gold.right, outcome, today)) return 'right';
  if (meets(gold.wrong, outcome, today)) return 'lost';
  const isAsked = meets(gold.ok, outcome, today) || (!gold.nochoice && offersRight(gold, outcome, today));
  return isAsked ? 'asked' : 'lost';
};

/** Whether the right thing is among the choices of a question. */
const offersRight = ({ right, answer }: Gold, { kind, choices = [] }: Outcome, today: string): boolean =>
  kind === 'choose' &&
  choices.some(
    (choice) =>
      answer?.topic.includes(String(choice.args?.['topic'])) ||
      right.some((pattern) => pattern.command !== undefined && isCommand(choice, pattern, today)),
  );

/** A change that is never to be proposed, or one that the gold does not know; what is only begun, or not right, is none. */
const isFalseProposal = ({ right, ok, never, wrong }: Gold, outcome: Outcome, today: string): boolean => {
  if (meets(never, outcome, today)) return true;
  if (outcome.kind !== 'confirm' || meets([...right, ...ok, ...wrong], outcome, today)) return false;
  return ![...right, ...ok].some((pattern) => leadsToChange(pattern) && isBegunOf(outcome, pattern, today));
};

const leadsToChange = ({ kind }: Pattern): boolean =>
  [kind].flat().some((each) => each === 'confirm' || each === 'choose');
