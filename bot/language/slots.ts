import type { Vocabulary } from './vocabulary.ts';
import { take, tidy, words } from './words.ts';

export type Args = Readonly<Record<string, unknown>>;

/** What is understood so far: arguments, and the words that nobody has claimed yet. */
export interface Reading {
  readonly args: Args;
  readonly rest: string;
}

/** Claims the words of one argument, if they are there. */
export type Slot = (reading: Reading, vocabulary: Vocabulary) => Reading;

type Choices = 'sources' | 'statuses' | 'sorts' | 'languages';

/** One of the values that a vocabulary has words for. */
const choice =
  (name: string, choices: Choices): Slot =>
  (reading, vocabulary) => {
    for (const [value, patterns] of Object.entries(vocabulary[choices])) {
      const taken = take(reading.rest, patterns);
      if (taken) return { args: { ...reading.args, [name]: value }, rest: taken.rest };
    }
    return reading;
  };

export const source = choice('source', 'sources');
export const status = choice('status', 'statuses');
export const sort = choice('sort', 'sorts');
export const language = choice('language', 'languages');

export const expiring: Slot = (reading, vocabulary) => {
  const taken = take(reading.rest, vocabulary.expiring);
  return taken ? { args: { ...reading.args, expiringWithinDays: Number(taken.match[1]) }, rest: taken.rest } : reading;
};

const REFERENCE = '[a-z][- ]?\\d{3,12}';

/** A reference such as S-1001, also as "s1001". */
export const subscription: Slot = (reading) => {
  const taken = take(reading.rest, [REFERENCE]);
  if (!taken) return reading;
  const ref = taken.match[0].toUpperCase().replace(/^([A-Z])[- ]?/, '$1-');
  return { args: { ...reading.args, subscription: ref }, rest: taken.rest };
};

/** Everything behind "by". */
export const purchaser: Slot = (reading, vocabulary) => {
  const taken = take(
    reading.rest,
    vocabulary.by.map((by) => `${by} (.+)$`),
  );
  const name = taken?.match[1];
  return taken && name ? { args: { ...reading.args, purchaser: name }, rest: taken.rest } : reading;
};

/** Whatever is left. */
export const product: Slot = (reading, vocabulary) => {
  const name = vocabulary.of.reduce((text, of) => tidy(text.replace(words(`^${of}`), '')), reading.rest);
  return name === '' ? reading : { args: { ...reading.args, product: name }, rest: '' };
};
