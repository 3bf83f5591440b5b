import MiniSearch from 'minisearch';

/** Shortest word that is taken for a misspelling. */
const SHORTEST_CORRECTED = 6;

/** What a strange word was meant to be: the known word closest to it, or itself where none is close. */
export const createSpelling = (words: ReadonlySet<string>): ((word: string) => string) => {
  const index = new MiniSearch<{ id: string }>({ fields: ['id'], tokenize: (word) => [word] });
  index.addAll([...words].map((id) => ({ id })));
  return (word) => {
    if (word.length < SHORTEST_CORRECTED || words.has(word)) return word;
    return String(index.search(word, { fuzzy: 0.2 })[0]?.id ?? word);
  };
};
