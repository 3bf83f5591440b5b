import { featuresOf, learnedWords } from '../../bot/understanding/classifier/features.ts';
import type { Model } from '../../bot/understanding/classifier/model-file.ts';
import { type Example, type Network, trainNetwork } from './network.ts';
import { digestOf, type Sentence } from './sentences.ts';

/** Sentences in which a feature must occur for it to be learned. */
const LEAST_SENTENCES = 3;
/** Every third sentence with names is learned as it was typed, too: a name is not always recognised. */
const TYPED_EVERY = 3;
const MOST_STEPS = 127;

/** Hidden units of the model of what is meant: with twice as many it is no better. */
export const MEANING_UNITS = 64;

type Labelled = Pick<Sentence, 'label' | 'text' | 'masked'>;

/**
 * Learns the labels of sentences.
 * @param hidden units between what is read and the labels; the file grows with them
 */
export const trainModel = (sentences: readonly Labelled[], hidden: number): Model => {
  const labels = [...new Set(sentences.map(({ label }) => label))].sort();
  const said = sentences.flatMap(({ label, masked, text }, i) =>
    (masked !== text && i % TYPED_EVERY === 0 ? [masked, text] : [masked]).map((each) => ({
      label: labels.indexOf(label),
      hashes: featuresOf(each),
    })),
  );
  const features = frequent(said.map(({ hashes }) => hashes));
  const numbers = new Map([...features].map((hash, i) => [hash, i]));
  const examples = said.map(
    ({ label, hashes }): Example => ({
      label,
      features: Uint32Array.from([...hashes].flatMap((hash) => numbers.get(hash) ?? [])),
    }),
  );
  const network = trainNetwork(examples, { features: features.length, hidden, labels: labels.length });
  return { labels, features, source: digestOf(sentences), words: plainWords(sentences), ...rounded(network) };
};

/** Words of several sentences, apart from the names in them. */
const plainWords = (sentences: readonly Pick<Sentence, 'masked'>[]): string[] => {
  const counts = new Map<string, number>();
  for (const { masked } of sentences)
    for (const word of new Set(learnedWords(masked))) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].flatMap(([word, count]) => (count >= LEAST_SENTENCES && /^\p{L}/u.test(word) ? word : [])).sort();
};

/** The features that occur often enough, ascending. */
const frequent = (texts: readonly Uint32Array[]): Uint32Array => {
  const counts = new Map<number, number>();
  for (const hashes of texts) for (const hash of hashes) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  return Uint32Array.from([...counts].flatMap(([hash, count]) => (count >= LEAST_SENTENCES ? hash : []))).sort();
};

/** What leads to the hidden units, by far the most of the file, in whole steps of the unit's own. */
const rounded = ({ inner, outer, bias, hidden }: Network): Pick<Model, 'inner' | 'steps' | 'outer' | 'bias'> => {
  const steps = new Float32Array(hidden);
  for (const [i, weight] of inner.entries())
    steps[i % hidden] = Math.max(steps[i % hidden] as number, Math.abs(weight) / MOST_STEPS);
  return {
    steps,
    inner: Int8Array.from(inner, (weight, i) => Math.round(weight / (steps[i % hidden] as number))),
    outer,
    bias,
  };
};
