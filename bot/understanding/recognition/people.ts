import type { NamedPhrase } from '../../../services/commerce/api/recognition.ts';
import type { Mention } from './mention.ts';
import type { PlacedPhrase } from './phrases.ts';
import { tagsOfWord, type Word } from './words.ts';

/** The people whom the phrases of a text name; `others` are what else it names. */
export const peopleIn = (
  words: readonly Word[],
  phrases: readonly PlacedPhrase[],
  found: readonly (NamedPhrase | undefined)[],
  others: readonly Mention[],
): Mention[] =>
  withoutReversed(placed(phrases, found), words).flatMap(({ at, named }) => {
    if (isPartOfAnother(withKnown(words, others), at, named)) return [];
    const [first, last] = [words[at], words[at + named.length - 1]];
    if (!first || !last) return [];
    const end = named.genitive ? last.from + last.text.replace(/['’ʼ‘`´]?s$/iu, '').length : last.to;
    const meant = named.people.map(({ id, displayName }) => ({ id, name: displayName }));
    const whole = withInitial({ meant, to: end }, words[at + named.length]);
    return [{ from: first.from, ...whole, kind: 'person' as const, exact: named.exact }];
  });

/** "Henrietta M": the letter tells whom of that first name, or says no more than is known. */
const withInitial = (person: Pick<Mention, 'meant' | 'to'>, next: Word | undefined): Pick<Mention, 'meant' | 'to'> => {
  if (next?.key.length !== 1 || next.gap !== ' ') return person;
  const meant = person.meant.filter(({ name }) =>
    name
      .split(' ')
      .slice(1)
      .some((part) => part.toLowerCase().startsWith(next.key)),
  );
  return meant.length === 0 ? person : { meant, to: next.to };
};

/** Somebody who is named, and the place of the first word. */
interface Placed {
  readonly at: number;
  readonly named: NamedPhrase;
}

const placed = (phrases: readonly PlacedPhrase[], found: readonly (NamedPhrase | undefined)[]): Placed[] =>
  phrases.flatMap(({ at }, i) => {
    const named = found[i];
    return named ? [{ at, named }] : [];
  });

/**
 * "Berg, Anna" with nobody of that name, but one Berg and one Anna: it is asked who is meant. "Anna, Berg" is a list, and so
 * is what goes on.
 */
const withoutReversed = (all: readonly Placed[], words: readonly Word[]): Placed[] => {
  const isPart = (named: NamedPhrase) => !named.exact && named.length === 1;
  const pairs = all.flatMap((first) => {
    const second = all.find(({ at }) => at === first.at + 1);
    const gap = words[first.at + 1]?.gap ?? '';
    const isReversed =
      second && isPart(first.named) && !first.named.given && isPart(second.named) && second.named.given;
    const goesOn = all.some(({ at }) => at > first.at + 1 && at <= first.at + 3);
    return isReversed && !goesOn && /^(?:, ?| & )$/.test(gap) ? [first, second] : [];
  });
  return all.filter((each) => !pairs.includes(each));
};

const withKnown = (words: readonly Word[], mentions: readonly Mention[]): Word[] =>
  words.map((word) =>
    mentions.some(({ from, to }) => word.from < to && word.to > from) ? { ...word, known: true } : word,
  );

/** Behind words that people stand behind, what follows belongs to the name: "to megan xyz"; "megan says" is a sentence. */
const isLed = (before: Word | undefined): boolean => before !== undefined && tagsOfWord(before).some(isLeading);
const isLeading = (tag: string): boolean =>
  ['to', 'from', 'for', 'by', 'and', 'give', 'assign', 'unassign'].includes(tag);

/** "Megan" of "Megan Nobody": whoever has a name that goes on is somebody else. */
const isPartOfAnother = (words: readonly Word[], at: number, { length, exact }: NamedPhrase): boolean => {
  const [before, first, next] = [words[at - 1], words[at], words[at + length]];
  const isNameLike = next?.capital || (!first?.capital && isLed(before));
  const goesOn = next !== undefined && !next.known && /^[ -]$/.test(next.gap) && isNameLike;
  const hasBegun = before !== undefined && !before.known && before.capital && /^[ -]$/.test(first?.gap ?? '');
  return (!exact && goesOn) || (hasBegun && (!exact || length === 1));
};
