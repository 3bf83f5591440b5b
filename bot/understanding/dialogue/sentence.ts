import type { Mention } from '../recognition/mention.ts';

/** A tidy text, and what it names of the tenant. */
export interface Sentence {
  readonly text: string;
  readonly mentions: readonly Mention[];
}

/** Where something stands in a text, in UTF-16 units. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Words, and what of the tenant they name. */
export interface Naming {
  readonly words: string;
  /** The ending of a genitive. */
  readonly ending?: string;
  readonly names?: Pick<Mention, 'kind' | 'meant'>;
}

/** The sentence with other words in a place, or with none. What it names elsewhere, it still names. */
export const withInPlaceOf = (
  { text, mentions }: Sentence,
  { from, to }: Span,
  { words, ending = '', names }: Naming = { words: '' },
): Sentence => {
  const by = words.length + ending.length - (to - from);
  const end = from + words.length;
  const elsewhere = mentions
    .filter((each) => each.to <= from || each.from >= to)
    .map((each) => (each.from >= to ? { ...each, from: each.from + by, to: each.to + by } : each));
  const named = names ? [{ ...names, from, to: end, exact: true }] : [];
  return {
    text: text.slice(0, from) + words + ending + text.slice(to),
    mentions: [...elsewhere, ...named].sort((a, b) => a.from - b.from),
  };
};

/** The part of a sentence that stands in a place. */
export const partOf = (sentence: Sentence, { from, to }: Span): Sentence =>
  withInPlaceOf(withInPlaceOf(sentence, { from: to, to: sentence.text.length }), { from: 0, to: from });
