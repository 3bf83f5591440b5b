/** What surely parts names: semicolons, line breaks, the marks around a mention. */
const APART = /[;\r\n]|<\/?at\b[^>]*>/giu;
/** What parts names, unless it stands in one: "Berg, Anna", "Sales & Marketing". */
const BETWEEN = /[,&]|\s(?:and|och)\s/giu;
/** Names that are put together to one, at most. */
const MOST_JOINED = 3;

/** Ids and addresses are nobody's surname. */
const STANDS_ALONE = /^\S+@\S+$|^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu;

/** A stretch of a list that holds names, and where each of them begins and ends. */
interface Stretch {
  readonly text: string;
  readonly pieces: readonly { readonly from: number; readonly to: number }[];
}

const stretchesOf = (list: string): Stretch[] =>
  list.split(APART).map((text) => {
    const gaps = [...text.matchAll(BETWEEN)].map((match) => ({ from: match.index, to: match.index + match[0].length }));
    const pieces = [{ to: 0 }, ...gaps].map(({ to }, i) => ({ from: to, to: gaps[i]?.from ?? text.length }));
    return { text, pieces: pieces.filter(({ from, to }) => text.slice(from, to).trim() !== '') };
  });

const piecesOf = ({ text, pieces }: Stretch, at: number, length: number): string | undefined => {
  const these = pieces.slice(at, at + length);
  const [first, last] = [these[0], these.at(-1)];
  return first && last && these.length === length ? text.slice(first.from, last.to).trim() : undefined;
};

const isAlone = ({ text, pieces }: Stretch, at: number, length: number): boolean =>
  pieces.slice(at, at + length).some(({ from, to }) => STANDS_ALONE.test(text.slice(from, to).trim()));

/** Neighbouring names of a list that could be one name, each once. */
export const joinedNames = (list: string): string[] => {
  const found = stretchesOf(list).flatMap((stretch) =>
    stretch.pieces.flatMap((_, at) =>
      [2, MOST_JOINED].flatMap((length) => (isAlone(stretch, at, length) ? [] : (piecesOf(stretch, at, length) ?? []))),
    ),
  );
  return [...new Set(found)];
};

/** The names of a list, each once; `known` are those of `joinedNames` that are somebody. */
export const splitNames = (list: string, known: ReadonlySet<string> = new Set()): string[] => {
  const names = stretchesOf(list).flatMap((stretch) => {
    const found: string[] = [];
    for (let at = 0; at < stretch.pieces.length; ) {
      const length = [MOST_JOINED, 2].find((each) => known.has(piecesOf(stretch, at, each) ?? '')) ?? 1;
      found.push(piecesOf(stretch, at, length) ?? '');
      at += length;
    }
    return found;
  });
  return [...new Set(names)];
};
