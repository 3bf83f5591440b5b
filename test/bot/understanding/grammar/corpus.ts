import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { TopicId } from '../../../../bot/understanding/answers/texts.ts';
import { isSmallTalk } from '../../../../bot/understanding/answers/topics.ts';
import type { Interpretation } from '../../../../bot/understanding/reading.ts';
import { LANGUAGES, type Language } from '../../../../locales/index.ts';
import { startsChange, understand } from '../../../support/chat/understand.ts';
import type { KnownWrong, WrongSentence } from '../known-wrong.ts';

/** A sentence as people write it, and what it should be taken for. */
export interface Sample extends Meaning {
  readonly text: string;
  /** Written last; no rule or word was changed because of it. */
  readonly held?: true;
}

/** What a sentence is, or should be, taken for. */
interface Meaning {
  readonly command?: string;
  readonly args?: Readonly<Record<string, unknown>>;
  /** Commands that must be among the choices that are asked about. */
  readonly ambiguous?: readonly string[];
  readonly none?: true;
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

export const corpus = (language: Language): Sample[] =>
  readFileSync(new URL(`corpus.${language}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

export const judge = (sample: Sample): Judged => {
  const understood = understand(sample.text, TODAY);
  if (sample.none && isTalk(understood))
    return { sample, understood, isRight: true, isRightCommand: true, isFalseAct: false };
  const isRightCommand =
    understood.kind === 'command' ? understood.command === sample.command : isAsRight(sample, understood);
  const isRight =
    isRightCommand && (understood.kind !== 'command' || isDeepStrictEqual({ ...understood.args }, sample.args));
  const isFalseAct = startsChange(understood) && !isRightCommand;
  return { sample, understood, isRight, isRightCommand, isFalseAct };
};

/** What asks for nothing may be answered as small talk. */
const isTalk = (understood: Interpretation): boolean =>
  understood.kind === 'command' && understood.command === 'answer' && isSmallTalk(understood.args['id'] as TopicId);

const isAsRight = ({ ambiguous, none }: Sample, understood: Exclude<Interpretation, { kind: 'command' }>): boolean => {
  if (understood.kind === 'none') return none === true;
  const asked: string[] = understood.choices.map(({ command }) => command);
  return ambiguous?.every((command) => asked.includes(command)) ?? false;
};

const meaningOf = (understood: Interpretation): Meaning => {
  if (understood.kind === 'none') return { none: true };
  if (understood.kind === 'ambiguous') return { ambiguous: understood.choices.map(({ command }) => command) };
  return { command: understood.command, args: understood.args };
};

const wrongIn = (language: Language): WrongSentence[] =>
  corpus(language)
    .map(judge)
    .filter(({ isRight }) => !isRight)
    .map(({ sample: { text, held: _, ...wanted }, understood }) => ({
      sentence: text,
      language,
      wanted,
      got: meaningOf(understood),
    }));

/** The sentences of the corpus that are understood wrongly. */
export const knownWrongSentences: KnownWrong = {
  file: new URL('./known-wrong.jsonl', import.meta.url),
  wrongToday: () => LANGUAGES.flatMap(wrongIn),
};
