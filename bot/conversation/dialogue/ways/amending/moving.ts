import type { Moved } from '../../../../understanding/dialogue/amendment.ts';
import type { Move } from '../../../../understanding/dialogue/words.ts';

/**
 * A list as it is after some were taken in and out; undefined where that changes nothing.
 * @param before names or ids, with commas where it is a text
 */
export const listMoved = (before: unknown, moved: readonly Moved[], moves: ReadonlySet<Move>): string[] | undefined => {
  const list = listOf(before);
  if (moved.length === 0) return undefined;
  const all = exchanged(list, moved, moves);
  const [gone, wanted] = [all.filter(({ isOut }) => isOut), onlyThose(all.filter(({ isOut }) => !isOut))];
  const added = wanted.map(keyOf);
  const left = replaces(list, gone, wanted, moves) ? [] : list.filter((each) => !gone.some((one) => isOf(each, one)));
  const next = [...left, ...wanted.filter((one) => !left.some((each) => isOf(each, one))).map(keyOf)];
  const isSame =
    next.length === list.length &&
    list.every((each) => next.includes(each) || wanted.some((one) => isOf(each, one) && next.includes(keyOf(one))));
  return isSame || (gone.length > 0 && added.length === 0 && next.length === list.length) ? undefined : next;
};

/** "Enrico has one already, just Emily": who else is named is not among them. */
const onlyThose = (wanted: readonly Moved[]): readonly Moved[] => {
  const only = wanted.filter(({ how }) => how === 'only');
  return only.length > 0 ? only : wanted;
};

/** Whether those who are wanted are all that are. */
const replaces = (
  list: readonly string[],
  gone: readonly Moved[],
  wanted: readonly Moved[],
  moves: ReadonlySet<Move>,
): boolean => {
  if (wanted.length === 0) return false;
  if (wanted.some(({ how }) => how === 'only')) return true;
  const isKnown = gone.some((one) => list.some((each) => isOf(each, one)));
  if (isKnown || wanted.some(({ how }) => how === 'also')) return false;
  return moves.has('wrong') || (!moves.has('have') && !moves.has('lose'));
};

/** "Byt ut Linnéa mot Sven": of two the one who was meant before is out. */
const exchanged = (list: readonly string[], moved: readonly Moved[], moves: ReadonlySet<Move>): readonly Moved[] => {
  const known = moved.filter((one) => list.some((each) => isOf(each, one)));
  if (!moves.has('swap') || moved.length !== 2 || known.length !== 1) return moved;
  return moved.map((one) => ({ ...one, isOut: known.includes(one), how: 'named' as const }));
};

const listOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value.map(String) : value === undefined ? [] : String(value).split(/, ?/)).filter(
    (each) => each !== '',
  );

const keyOf = ({ mention: { meant } }: Moved): string =>
  meant.length === 1 ? (meant[0]?.id ?? '') : (meant[0]?.name.split(' ')[0] ?? '');

/** Whether an entry is the one who is named: their id, or a beginning of their name. */
const isOf = (entry: string, { mention: { meant } }: Moved): boolean =>
  meant.some(({ id, name }) => id === entry || name.toLowerCase().startsWith(entry.toLowerCase()));
