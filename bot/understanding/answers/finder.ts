import { LANGUAGES, type Language } from '../../../locales/index.ts';
import { createKeptOfTexts } from '../../../services/cache/bounded.ts';
import { languagesOf } from '../classifier/classify.ts';
import type { AnswerWords } from './answer-words.ts';
import { englishWords } from './en-words.ts';
import { createRanking, type Ranked } from './ranking.ts';
import { createAnswerSearch, type Passage } from './search.ts';
import { swedishWords } from './sv-words.ts';
import { createTerms, type Terms } from './terms.ts';
import { isTopic, TOPIC_IDS, TOPIC_TEXTS, type TopicId } from './texts.ts';
import { isSmallTalk } from './topics.ts';

export interface FoundAnswer {
  readonly id: TopicId;
  /** From 0 to 1: how much of what the text is about is in the topic. */
  readonly confidence: number;
}

/**
 * The topics that fit a text, the best first. What names a single thing, asks nothing or asks for what a command shows is
 * less likely to be answered; small talk never is.
 */
export const findAnswer = (text: string): readonly FoundAnswer[] =>
  text.length > LONGEST ? [] : keptAnswers(text, () => answersTo(text));

/** What is said again and again is looked for once. */
const keptAnswers = createKeptOfTexts<readonly FoundAnswer[]>(300);

const answersTo = (text: string): FoundAnswer[] => {
  const share = NAMES_ONE.test(text) ? NAMING_SHARE : 1;
  const found = languagesIn(text).flatMap((language) => finderOf(language)(text));
  const best = new Map(found.sort((a, b) => a.confidence - b.confidence).map((each) => [each.id, each]));
  const ordered = [...best.values()].sort((a, b) => b.confidence - a.confidence);
  return ordered.map(({ id, confidence }) => ({ id, confidence: confidence * share }));
};

const languagesIn = (text: string): Language[] => {
  const likely = languagesOf(text).filter(({ p }) => p >= LIKELY_LANGUAGE);
  return LANGUAGES.filter((language) => likely.some(({ label }) => label === language));
};

/** How likely a language must be for a text to be looked for in it. */
const LIKELY_LANGUAGE = 0.05;

/** Longest text, in UTF-16 units, that is looked at as a question. */
const LONGEST = 300;

/** A subscription or an invoice: what is asked of a single one is not asked in general. */
const NAMES_ONE = /(?<![\p{L}\p{N}])[a-z]-?\d{3,}/iu;

/** What is left of the confidence where a text names one, asks nothing, or asks rather for what a command shows. */
const NAMING_SHARE = 0.3;
const UNASKED_SHARE = 0.4;
const REQUEST_SHARE = 0.4;

const MOST_FOUND = 3;
/** The topic of what commands are for. */
const REQUESTS = 'requests';

const createFinder = (language: Language, words: AnswerWords) => {
  const passages = passagesOf(language, words);
  const terms = createTerms(language, words, textsOf(passages));
  const search = createAnswerSearch(passages, terms);
  const rank = createRanking(terms, needsOf(language, terms));
  return (text: string): FoundAnswer[] => {
    const asked = terms.of(text);
    const ranked = rank(asked, search(asked)).slice(0, MOST_FOUND);
    const share = terms.asks(text) ? 1 : UNASKED_SHARE;
    return topicsIn(ranked).map(({ id, confidence }) => ({ id, confidence: confidence * share }));
  };
};

/**
 * The topics of what was found, none more sure of itself than a better one. Those behind what commands are for are likelier
 * where the best of them says more of the text.
 */
const topicsIn = (ranked: readonly Ranked[]): FoundAnswer[] => {
  const topics = ranked.flatMap(({ topic, ...rest }, at) => (isTopic(topic) ? [{ ...rest, id: topic, at }] : []));
  const [best] = topics;
  const requests = ranked.findIndex(({ topic }) => topic === REQUESTS);
  const isRequest = requests >= 0 && (ranked[requests]?.confidence ?? 0) >= (best?.confidence ?? 0);
  return topics.map(({ id, at, score, confidence }) => {
    const share = isRequest && at > requests ? REQUEST_SHARE : 1;
    const least = Math.min(confidence, best?.confidence ?? 0);
    return { id, confidence: (share * least * score) / (best?.score ?? 1) };
  });
};

/** Small talk is said in too many ways to be searched for. */
const SEARCHED = TOPIC_IDS.filter((id) => !isSmallTalk(id));

const passagesOf = (language: Language, { requests }: AnswerWords): Passage[] => {
  const ofTopics = SEARCHED.flatMap((topic) => {
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

const WORDS = { en: englishWords, sv: swedishWords };
const finders = new Map<Language, ReturnType<typeof createFinder>>();

/** Made with the first text of its language: it takes a fraction of a second, which no start should wait for. */
const finderOf = (language: Language) => {
  const finder = finders.get(language) ?? createFinder(language, WORDS[language]);
  finders.set(language, finder);
  return finder;
};
