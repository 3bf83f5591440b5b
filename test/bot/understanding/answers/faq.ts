import { readFileSync } from 'node:fs';
import { findAnswer } from '../../../../bot/understanding/answers/finder.ts';
import type { TopicId } from '../../../../bot/understanding/answers/texts.ts';
import { isSmallTalk } from '../../../../bot/understanding/answers/topics.ts';
import { LANGUAGES, type Language } from '../../../../locales/index.ts';
import type { KnownWrong, WrongSentence } from '../known-wrong.ts';

/** A text as people write it, and the topic that answers it; none for commands and what is beside the point. None of them is in the data. */
export interface FaqSample {
  readonly text: string;
  readonly id?: TopicId;
}

/** Below it the search by itself gives no answer. */
const LEAST_CONFIDENCE = 0.4;

/** The topic that the search by itself would answer a text with. */
export const answerFor = (text: string): { readonly id: TopicId } | undefined => {
  const [best] = findAnswer(text);
  return best && best.confidence >= LEAST_CONFIDENCE ? { id: best.id } : undefined;
};

export const faqSamples = (language: Language): FaqSample[] =>
  readFileSync(new URL(`faq.${language}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** Those that the search is asked for. */
export const searchedSamples = (language: Language): FaqSample[] =>
  faqSamples(language).filter(({ id }) => id === undefined || !isSmallTalk(id));

const wrongIn = (language: Language): WrongSentence[] =>
  searchedSamples(language)
    .map(({ text, id }) => ({ sentence: text, language, wanted: id ?? null, got: answerFor(text)?.id ?? null }))
    .filter(({ wanted, got }) => wanted !== got);

/** The questions that get a wrong answer or none, and the texts that get one without asking. */
export const knownWrongQuestions: KnownWrong = {
  file: new URL('./known-wrong.jsonl', import.meta.url),
  wrongToday: () => LANGUAGES.flatMap(wrongIn),
};
