import MiniSearch, { type Options, type SearchResult } from 'minisearch';
import type { Terms } from './terms.ts';

/** A way to ask for something. Its topic may be none of those that have an answer. */
export interface Passage {
  readonly topic: string;
  readonly text: string;
}

/** How well a topic fits a text. */
export interface Hit {
  readonly topic: string;
  /** Only to be compared with other hits for the same text. */
  readonly score: number;
  /** The terms of the text that the topic has. */
  readonly matched: ReadonlySet<string>;
}

/** Searches topics for the terms of a text by their passages: how well the best ones fit, and how well all ways to ask do together. */
export const createAnswerSearch = (passages: readonly Passage[], terms: Terms) => {
  const options = optionsFor(terms);
  const single = new MiniSearch<Passage & { id: number }>({ ...options, storeFields: ['topic'] });
  single.addAll(passages.map((passage, id) => ({ ...passage, id })));
  const together = new MiniSearch<{ id: string; text: string }>(options);
  together.addAll([...textsByTopic(passages)].map(([id, text]) => ({ id, text })));
  return (asked: readonly string[]): Hit[] => {
    const query = asked.join('\n');
    const ofTopic = resultsByTopic(single.search(query));
    const wholes = new Map(together.search(query).map(({ id, score }) => [String(id), score]));
    const singles = new Map([...ofTopic].map(([topic, results]) => [topic, scoreOfBest(results)]));
    const [mostSingle, mostWhole] = [Math.max(...singles.values()), Math.max(...wholes.values())];
    return [...ofTopic].map(([topic, results]) => ({
      topic,
      score: (singles.get(topic) ?? 0) / mostSingle + (wholes.get(topic) ?? 0) / mostWhole,
      matched: new Set(results.flatMap(({ queryTerms }) => queryTerms)),
    }));
  };
};

/** Terms and pairs of neighbours. */
const optionsFor = (terms: Terms): Options => ({
  fields: ['text'],
  tokenize: (text) => withPairs(terms.of(text)),
  processTerm: (term) => term,
  searchOptions: {
    tokenize: (query) => [...new Set(withPairs(query.split('\n')))],
    boostTerm: (term) => weightOf(term.split(' '), terms),
  },
});

const withPairs = (terms: readonly string[]): string[] => [
  ...terms,
  ...terms.slice(1).map((term, index) => `${terms[index]} ${term}`),
];

/** A word, or a pair of them, weighs by how much of it says what a text is about. */
const weightOf = (words: readonly string[], { isContent }: Terms): number => {
  const content = words.filter(isContent).length;
  if (words.length === 1) return content === 1 ? 1 : 0.6;
  return [0.3, 0.7, 1][content] ?? 1;
};

const textsByTopic = (passages: readonly Passage[]): ReadonlyMap<string, string> => {
  const texts = new Map<string, string>();
  for (const { topic, text } of passages) texts.set(topic, `${texts.get(topic) ?? ''} ${text}`);
  return texts;
};

const resultsByTopic = (results: readonly SearchResult[]): ReadonlyMap<string, SearchResult[]> => {
  const topics = new Map<string, SearchResult[]>();
  for (const result of results) {
    const ofTopic = topics.get(result['topic']);
    if (ofTopic) ofTopic.push(result);
    else topics.set(result['topic'], [result]);
  }
  return topics;
};

/** The best passage counts; the next two tell that it is no chance. */
const scoreOfBest = ([first, second, third]: readonly SearchResult[]): number =>
  (first?.score ?? 0) + 0.3 * (second?.score ?? 0) + 0.1 * (third?.score ?? 0);
