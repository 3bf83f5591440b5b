import type { Hit } from './search.ts';
import type { Terms } from './terms.ts';

export interface Ranked {
  readonly topic: string;
  readonly score: number;
  /** From 0 to 1: how much of what the text is about is in the topic. */
  readonly confidence: number;
}

/** What counts less than a word of the domain that is found. */
const MINOR_WEIGHT = 0.4;
/** The part of a score that does not depend on how much of the text is covered. */
const UNCOVERED_SHARE = 0.3;
/** What is left of the score of a topic whose own words are missing. */
const WITHOUT_NEEDED_WORD = 0.35;

/** Ranks what was found for the terms of a text, the best first. `needs` are the terms of which a topic's question has one. */
export const createRanking =
  (terms: Terms, needs: ReadonlyMap<string, ReadonlySet<string>>) =>
  (said: readonly string[], hits: readonly Hit[]): Ranked[] => {
    const asked = [...new Set(said)];
    const content = asked.filter(terms.isContent);
    const hasNeed = (topic: string): boolean => {
      const needed = needs.get(topic);
      return !needed || asked.some((term) => needed.has(term));
    };
    return hits
      .map((hit) => ({ ...weighHit(hit, content, terms), topic: hit.topic }))
      .map((ranked) => (hasNeed(ranked.topic) ? ranked : { ...ranked, score: ranked.score * WITHOUT_NEEDED_WORD }))
      .sort((a, b) => b.score - a.score);
  };

const weighHit = ({ score, matched }: Hit, content: readonly string[], terms: Terms): Omit<Ranked, 'topic'> => {
  const found = content.filter((term) => matched.has(term));
  const missed = content.filter((term) => !matched.has(term));
  const evidence = found.some(terms.isDomain)
    ? total(found.map((term) => (terms.isDomain(term) ? 1 : MINOR_WEIGHT)))
    : 0;
  // The domain's words stand in many questions: that one is missing tells less than that a strange one is there.
  const doubt = total(missed.map((term) => (terms.isDomain(term) ? MINOR_WEIGHT : 1)));
  return {
    score: score * (UNCOVERED_SHARE + (1 - UNCOVERED_SHARE) * share(evidence, missed.length)),
    // A single word says less than several.
    confidence: share(evidence, doubt) * share(evidence, MINOR_WEIGHT),
  };
};

const share = (part: number, rest: number): number => (part === 0 ? 0 : part / (part + rest));

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
