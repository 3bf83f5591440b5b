import { readFileSync } from 'node:fs';
import type { TopicId } from '../../../../bot/understanding/answers/texts.ts';

/** A text as people write it, and the topic that answers it; none for small talk and commands. None of them is in the data. */
export interface FaqSample {
  readonly text: string;
  readonly id?: TopicId;
}

export const faqSamples = (language: 'en' | 'sv'): FaqSample[] =>
  readFileSync(new URL(`faq.${language}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
