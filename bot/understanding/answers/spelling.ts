import MiniSearch from 'minisearch';

/** Shortest and longest word that is taken for a misspelling. */
const SHORTEST_CORRECTED = 6;
const LONGEST_CORRECTED = 24;

/** What a strange word was meant to be: the known word closest to it, or itself where none is close. */
export const createSpelling = (words: ReadonlySet<string>): ((word: string) => string) => {
  const index = new MiniSearch<{ id: string }>({ fields: ['id'], tokenize: (word) => [word] });
  index.addAll([...words].map((id) => ({ id })));
  return (word) => {
    const isCorrected = word.length >= SHORTEST_CORRECTED && word.length <= LONGEST_CORRECTED && !words.has(word);
    if (!isCorrected) return word;
    return String(index.search(word, { fuzzy: 0.2 })[0]?.id ?? word);
  };
};
