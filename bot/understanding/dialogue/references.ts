import { enDialogue as en } from './en/index.ts';
import { bookOf, phraseAt, written } from './phrase-book.ts';
import type { Sentence, Span } from './sentence.ts';
import { svDialogue as sv } from './sv/index.ts';
import type { DialogueWords, Extreme } from './words.ts';

/** What words can stand for. */
export type Meant =
  | { readonly kind: 'thing' | 'person' | 'whose' | 'many' | 'other' }
  /** Of a list: 0 is the first, -1 the last. */
  | { readonly kind: 'position'; readonly at: number }
  | { readonly kind: 'extreme'; readonly of: Extreme };

/** Words that stand for something that was spoken of or shown. */
export interface Referring extends Span {
  readonly meant: readonly Meant[];
}

const meaningsIn = ({ references, positions, extremes }: DialogueWords): [Meant, readonly string[]][] => [
  ...Object.entries(references).map(([kind, ways]): [Meant, readonly string[]] => [{ kind } as Meant, ways]),
  ...Object.entries(positions).map(([at, ways]): [Meant, readonly string[]] => [
    { kind: 'position', at: Number(at) > 0 ? Number(at) - 1 : Number(at) },
    ways,
  ]),
  ...Object.entries(extremes).map(([of, ways]): [Meant, readonly string[]] => [
    { kind: 'extreme', of: of as Extreme },
    ways,
  ]),
];

const book = bookOf<Meant>([en, sv].flatMap(meaningsIn));

/** What a sentence refers to without a name, in order. */
export const referencesIn = (sentence: Sentence): Referring[] => {
  const { tokens, words } = written(sentence);
  const found: Referring[] = [];
  for (let i = 0; i < words.length; ) {
    const phrase = phraseAt(book, words, i);
    const [first, last] = [tokens[i], tokens[i + (phrase?.length ?? 1) - 1]];
    if (phrase && first && last) found.push({ from: first.start, to: last.end, meant: phrase.meanings });
    i += phrase?.length ?? 1;
  }
  return found;
};
