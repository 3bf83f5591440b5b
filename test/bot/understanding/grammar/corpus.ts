import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { CHANGING, type Interpretation, interpret } from '../../../../bot/understanding/grammar/interpret.ts';

/** A sentence as people write it, and what it should be taken for. */
export interface Sample {
  readonly text: string;
  readonly command?: string;
  readonly args?: Readonly<Record<string, unknown>>;
  /** Commands that must be among the readings that are asked about. */
  readonly ambiguous?: readonly string[];
  readonly none?: true;
  /** Written last; no rule or word was changed because of it. */
  readonly held?: true;
}

export interface Judged {
  readonly sample: Sample;
  readonly understood: Interpretation;
  readonly isRight: boolean;
  readonly isRightCommand: boolean;
  /** A changing command was reached from a sentence that asks for another one or for none. */
  readonly isFalseAct: boolean;
}

/** The day on which all samples were said, a Saturday. */
export const TODAY = '2026-11-21';

export const corpus = (language: 'en' | 'sv'): Sample[] =>
  readFileSync(new URL(`corpus.${language}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

export const judge = (sample: Sample): Judged => {
  const understood = interpret(sample.text, { today: TODAY });
  const isRightCommand =
    understood.kind === 'command' ? understood.command === sample.command : isAsRight(sample, understood);
  const isRight =
    isRightCommand && (understood.kind !== 'command' || isDeepStrictEqual({ ...understood.args }, sample.args));
  const isFalseAct = understood.kind === 'command' && CHANGING.has(understood.command) && !isRightCommand;
  return { sample, understood, isRight, isRightCommand, isFalseAct };
};

const isAsRight = ({ ambiguous, none }: Sample, understood: Exclude<Interpretation, { kind: 'command' }>): boolean => {
  if (understood.kind === 'none') return none === true;
  const asked = understood.readings.map(({ command }) => command);
  return ambiguous?.every((command) => asked.includes(command)) ?? false;
};
