import { fillArguments } from '../grammar/arguments.ts';
import type { Rule } from '../grammar/core/rule.ts';
import type { Part } from '../grammar/core/sentence.ts';
import type { Args } from '../grammar/core/slots.ts';
import { canMeanAny } from '../grammar/core/tags.ts';
import { isQuestion } from '../grammar/questions.ts';
import { verdictOnChange } from '../grammar/verdict.ts';
import type { Circumstances, MeantCommand } from '../reading.ts';
import type { Candidate } from '../readings/candidate.ts';
import { changeWords } from '../readings/change-words.ts';
import { WEIGHTS } from '../readings/weights.ts';

/** What a language model proposes, as one reading among the others; none where it proposes nothing. */
export const readingsOfModel = (all: readonly Part[], circumstances: Circumstances): Candidate[] => {
  const { proposed, changing } = circumstances;
  if (!proposed) return [];
  const { command } = proposed;
  const shared = {
    ...{ command, args: asNamed(proposed.args, all), by: 'model' as const, strength: WEIGHTS.model },
    ...{ leftOver: [], named: [], whole: false, strange: 0 },
  };
  if (!changing.has(command)) return [{ ...shared, verdict: 'sure' }];
  return [{ ...shared, ...evidenceOf(proposed, all, circumstances) }];
};

/** What the words themselves say of a change that is proposed: enough to be asked about by its own card, or less. */
const evidenceOf = ({ command }: MeantCommand, all: readonly Part[], { today }: Circumstances) => {
  if (command === 'answer') return { verdict: 'ask' as const };
  const words = [...changeWords(command)];
  const rule: Rule = { command, when: words.join('|') };
  const isDenied = verdictOnChange(rule, fillArguments(rule, all, today), all) === 'denied';
  const unfounded = isQuestion(all) || !all.some((part) => canMeanAny(part, words));
  return { verdict: isDenied ? ('denied' as const) : ('ask' as const), unfounded };
};

const NAMES = ['product', 'person', 'customer', 'ref', 'invoice-number'];

/** The arguments with what the tenant calls by a name as other readings have it, so that the same is the same. */
const asNamed = (args: Args, all: readonly Part[]): Args =>
  Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, typeof value === 'string' ? meantBy(value, all) : value]),
  );

const meantBy = (value: string, all: readonly Part[]): unknown => {
  const part = all.find(({ text }) => text.toLowerCase() === value.toLowerCase());
  const tag = NAMES.find((each) => part?.tags.has(each));
  return (tag && part?.tags.get(tag)) ?? value;
};
