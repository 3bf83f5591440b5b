import { knownWords, wordsTagged } from './lexicon.ts';

/** Nouns that compounds end with: "Visiolicenser", "adminaviseringar", "Copilotförfrågan". */
const HEADS = wordsTagged([
  ...['license', 'licenses', 'subscription', 'subscriptions', 'purchase', 'users', 'policies', 'invoice', 'invoices'],
  ...['request', 'requests', 'notifications', 'notices', 'set-quantity', 'capacity', 'spend', 'product-word'],
]);

/** Words that say nothing of the head that they stand before. */
const EMPTY = wordsTagged(['role', 'common', 'filler']);

const SHORTEST = { first: 2, head: 3 };
/** A longer word is none that anybody says. */
const LONGEST = 40;

/** Whether compounds end with this word. */
export const isCompoundHead = (word: string): boolean => word.length >= SHORTEST.head && HEADS.has(word);

/** The two words of which one is made, where the grammar knows both; the first is '' where it adds nothing. */
export const partsOfCompound = (word: string): readonly [first: string, head: string] | undefined => {
  if (word.length > LONGEST) return undefined;
  for (let end = SHORTEST.first; end <= word.length - SHORTEST.head; end += 1) {
    const head = word.slice(end);
    if (!isCompoundHead(head)) continue;
    const first = [word.slice(0, end), word.slice(0, end).replace(/s$/, '')].find((part) => knownWords.has(part));
    if (first !== undefined && first.length >= SHORTEST.first) return [EMPTY.has(first) ? '' : first, head];
  }
  return undefined;
};
