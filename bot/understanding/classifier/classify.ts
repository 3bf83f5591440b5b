import { readFileSync } from 'node:fs';
import { featuresOf } from './features.ts';
import { decodeModel, type Model } from './model-file.ts';

/** What a text may mean, and how likely that is, from 0 to 1. */
export interface Guess {
  /** A command's name, `answer:<topic>`, `no-change` for what only speaks of a change, `none` for what nobody can read. */
  readonly label: string;
  readonly p: number;
}

/** A model in the tree, read when it is first needed. */
const fromFile = (name: string): (() => Model) => {
  let loaded: Model | undefined;
  return () => {
    loaded ??= decodeModel(readFileSync(new URL(name, import.meta.url)));
    return loaded;
  };
};
const meaning = fromFile('meaning.model');
const language = fromFile('language.model');

/**
 * What a text may mean by what has been learned of sentences, the likeliest first; all labels, their likelihoods adding up to 1.
 * @param text with its names replaced: `withSigns`
 * @example classify('who has @product') // [{ label: 'licenses', p: 0.93 }, …]
 */
export const classify = (text: string): Guess[] => guessesOf(meaning(), featuresOf(text));

let plain: ReadonlySet<string> | undefined;

/** Whether sentences use a word for something else than a name: "bought", "bara". In small letters without accents. */
export const isPlainWord = (word: string): boolean => {
  plain ??= new Set(meaning().words);
  return plain.has(word);
};

/**
 * The languages that a text may be written in, the likeliest first.
 * @param text with its names replaced, since they say nothing about it: `withSigns`
 */
export const languagesOf = (text: string): Guess[] => guessesOf(language(), featuresOf(text));

/** What a model says of a text with these features. */
export const guessesOf = (model: Model, features: Uint32Array): Guess[] => {
  const sums = sumsOf(model, unitsOf(model, features));
  const most = Math.max(...sums);
  const shares = Array.from(sums, (sum) => Math.exp(sum - most));
  const total = shares.reduce((a, b) => a + b, 0);
  return model.labels.map((label, i) => ({ label, p: (shares[i] ?? 0) / total })).sort((a, b) => b.p - a.p);
};

/** What a hidden unit that is not excited lets through. */
const LEAK = 0.1;

/** How much the features that the model knows excite each hidden unit. */
const unitsOf = ({ features: known, inner, steps }: Model, features: Uint32Array): Float32Array => {
  const places = Array.from(features, (hash) => placeOf(known, hash)).filter((place) => place >= 0);
  const units = new Float32Array(steps.length);
  for (const place of places)
    for (let i = 0, from = place * units.length; i < units.length; i++)
      units[i] = (units[i] ?? 0) + (inner[from + i] ?? 0);
  const value = 1 / Math.sqrt(Math.max(1, places.length));
  return units.map((sum, i) => {
    const unit = sum * value * (steps[i] ?? 0);
    return unit > 0 ? unit : LEAK * unit;
  });
};

const sumsOf = ({ outer, bias }: Model, units: Float32Array): Float32Array => {
  const sums = Float32Array.from(bias);
  for (const [unit, excited] of units.entries())
    for (let i = 0, from = unit * sums.length; i < sums.length; i++)
      sums[i] = (sums[i] ?? 0) + excited * (outer[from + i] ?? 0);
  return sums;
};

/** Where a number stands among ascending ones, or -1. */
const placeOf = (all: Uint32Array, wanted: number): number => {
  let [low, high] = [0, all.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = all[middle] ?? 0;
    if (found === wanted) return middle;
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
};
