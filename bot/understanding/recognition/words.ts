import { nameKey } from '../../../services/text/normal-form.ts';
import { partsOfCompound } from '../grammar/core/compounds.ts';
import { knownWords, lookUp } from '../grammar/core/lexicon.ts';

/** A word of a text, as names are looked for in it. */
export interface Word {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** What stands between it and the word before. */
  readonly gap: string;
  /** As `nameKey` makes it. */
  readonly key: string;
  readonly capital: boolean;
  /** The grammar knows it. */
  readonly known: boolean;
}

const WORD = /[\p{L}\p{N}\p{M}\p{Cf}]+(?:['’ʼ‘`´][\p{L}\p{M}]+)*/gu;

/** As the grammar reads one. */
const ADDRESS = /[\p{L}\p{N}._%+#-]{1,64}@[\p{L}\p{N}.-]{0,200}[\p{L}\p{N}]/gu;

/** A text with signs that name nothing in the place of addresses, which are names of their own. */
export const withoutAddresses = (text: string): string =>
  text.replace(ADDRESS, (address) => '@'.repeat(address.length));

/** The words of a text, in order. */
export const wordsOf = (text: string): Word[] => {
  let end = 0;
  return [...text.matchAll(WORD)].map((match) => {
    const [written] = match;
    const key = nameKey(written);
    const gap = text.slice(end, match.index);
    end = match.index + written.length;
    const capital = /^\p{Lu}/u.test(written);
    return {
      from: match.index,
      to: end,
      text: written,
      gap,
      key,
      capital,
      known: knownWords.has(key) || partsOfCompound(key) !== undefined,
    };
  });
};

/** What a word alone stands for in the grammar. */
export const tagsOfWord = ({ key }: Pick<Word, 'key'>): string[] => lookUp([key]).map(({ tag }) => tag);

/** Whether a word follows another as words of one name do: "Berg, Anna", "Sales & Marketing", "Kim Lo (Ext)". */
export const isJoined = ({ gap }: Word): boolean => /^(?: |-|, ?|\. ?| & | \(|)$/.test(gap);

/** The same of the name of a thing, which may have any signs: "C++ Insights". */
export const isJoinedInThing = ({ gap }: Word): boolean => /^[^\p{L}\p{N}.,;:!?]{0,4}$/u.test(gap);
