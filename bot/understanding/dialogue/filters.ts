import { enDialogue as en } from './en/index.ts';
import { bookOf, placesOf, written } from './phrase-book.ts';
import type { Sentence } from './sentence.ts';
import { svDialogue as sv } from './sv/index.ts';
import type { Filter } from './words.ts';

const book = bookOf<Filter>(
  [en, sv].flatMap(({ filters }) => Object.entries(filters) as [Filter, readonly string[]][]),
);

const MOST_WORDS = 12;

/** What a short sentence narrows a list down to, or tells its sums apart by. */
export const filtersIn = (sentence: Sentence): ReadonlySet<Filter> => {
  const { words } = written(sentence);
  return new Set(words.length > MOST_WORDS ? [] : placesOf(book, words).flatMap(({ meanings }) => meanings));
};
