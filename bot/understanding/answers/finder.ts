import { LANGUAGES, type Language } from '../../../locales/index.ts';
import type { AnswerWords } from './answer-words.ts';
import { englishWords } from './en-words.ts';
import { createRanking, type Ranked } from './ranking.ts';
import { createAnswerSearch, type Passage } from './search.ts';
import { swedishWords } from './sv-words.ts';
import { createTerms, type Terms } from './terms.ts';
import { isTopic, TOPIC_IDS, TOPIC_TEXTS, type TopicId } from './texts.ts';

export interface FoundAnswer {
  readonly id: TopicId;
  /** From 0 to 1: how much of what the text is about is in the topic. */
  readonly confidence: number;
}

/** Below it a text gets no answer. */
const LEAST_CONFIDENCE = 0.4;

/** The topic that answers a text, if there is one. For texts that mean no command. */
export const answerFor = (text: string): { id: TopicId } | undefined => {
  const [best] = findAnswer(text);
  return best && best.confidence >= LEAST_CONFIDENCE ? { id: best.id } : undefined;
};

/** The topics that fit a text, the best first, in either language; none where it asks nothing or asks for a command. */
export const findAnswer = (text: string): FoundAnswer[] =>
  text.length > LONGEST || NAMES_ONE.test(text)
    ? []
    : LANGUAGES.map((language) => finders[language](text))
        .sort((a, b) => (b[0]?.confidence ?? 0) - (a[0]?.confidence ?? 0))
        .flat();

/** Longest text, in UTF-16 units, that is looked at as a question. */
const LONGEST = 300;

/** A subscription or an invoice: what is asked of a single one is not asked in general. */
const NAMES_ONE = /(?<![\p{L}\p{N}])[a-z]-?\d{3,}/iu;

const MOST_FOUND = 3;
/** The topic of what commands are for. */
const REQUESTS = 'requests';

const createFinder = (language: Language, words: AnswerWords) => {
  const passages = passagesOf(language, words);
  const terms = createTerms(language, words, textsOf(passages));
  const search = createAnswerSearch(passages, terms);
  const rank = createRanking(terms, needsOf(language, terms));
  return (text: string): FoundAnswer[] => {
    if (!terms.asks(text)) return [];
    const asked = terms.of(text);
    return topicsBeforeRequests(rank(asked, search(asked)).slice(0, MOST_FOUND));
  };
};

/** What commands are for wins over the topics behind it, unless the best of those says more of the text. */
const topicsBeforeRequests = (ranked: readonly Ranked[]): FoundAnswer[] => {
  const topics = ranked.flatMap(({ topic, confidence }) => (isTopic(topic) ? [{ id: topic, confidence }] : []));
  const requests = ranked.findIndex(({ topic }) => topic === REQUESTS);
  const isRequest = (ranked[requests]?.confidence ?? 0) >= (topics[0]?.confidence ?? 0);
  return requests >= 0 && isRequest ? topics.slice(0, requests) : topics;
};

const passagesOf = (language: Language, { requests }: AnswerWords): Passage[] => {
  const ofTopics = TOPIC_IDS.flatMap((topic) => {
    const { questions, about } = TOPIC_TEXTS[language][topic];
    return [...questions, ...about].map((text) => ({ topic, text }));
  });
  return [...ofTopics, ...requests.map((text) => ({ topic: REQUESTS, text }))];
};

const textsOf = (passages: readonly Passage[]): string[] => passages.map(({ text }) => text);

const needsOf = (language: Language, terms: Terms): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(
    TOPIC_IDS.flatMap((topic) => {
      const { needs } = TOPIC_TEXTS[language][topic];
      return needs === undefined ? [] : [[topic, new Set(terms.of(needs))] as const];
    }),
  );

const finders = { en: createFinder('en', englishWords), sv: createFinder('sv', swedishWords) };
