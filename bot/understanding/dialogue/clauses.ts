import { enDialogue as en } from './en/index.ts';
import { bookOf, NAMED, phraseAt, written } from './phrase-book.ts';
import { partOf, type Sentence } from './sentence.ts';
import { svDialogue as sv } from './sv/index.ts';

/** More of them tell a story. */
const MOST_CLAUSES = 6;

const denials = bookOf<true>([[true, [...(en.openings.without ?? []), ...(sv.openings.without ?? [])]]]);
const joints = bookOf<true>([[true, [...en.joints, ...sv.joints]]]);

/** "Yes, but only three": the parts of a sentence between its marks, and words such as "but". */
export const clausesOf = (sentence: Sentence): Sentence[] => {
  const { tokens, words } = written(sentence);
  const starts = tokens.flatMap(({ start, end }, at) => {
    const gap = sentence.text.slice(tokens[at - 1]?.end ?? 0, start);
    const joint = at > 0 ? (phraseAt(joints, words, at)?.length ?? 0) : 0;
    if (joint > 0) return [{ from: tokens[at + joint]?.start ?? end, until: start }];
    const isDenial = words[at + (phraseAt(denials, words, at)?.length ?? 1)] === NAMED && phraseAt(denials, words, at);
    return at === 0 || isDenial || /[,;.!?…–—]|\s-\s/.test(gap) ? [{ from: start, until: start }] : [];
  });
  const clauses = starts.flatMap(({ from }, i) => {
    const to = starts[i + 1]?.until ?? sentence.text.length;
    return from < to ? [partOf(sentence, { from, to })] : [];
  });
  return clauses.length > MOST_CLAUSES ? [sentence] : clauses;
};
