import type { Part } from './grammar/core/sentence.ts';
import { canMeanAny } from './grammar/core/tags.ts';
import { wordsOfAll } from './readings/change-words.ts';

/**
 * A sentence without the clauses at its end that only tell why: "cancel S-1001, nobody uses it". What they say is no doubt
 * about what was asked for, and nothing that is left out. One that names something, or asks for something itself, stays.
 */
export const withoutReasons = (all: readonly Part[], changing: ReadonlySet<string>): readonly Part[] => {
  const clauses = clausesOf(all);
  const asking = wordsOfAll(changing);
  const asks = (clause: readonly Part[]) => clause.some((part) => isAsking(part, asking));
  const first = clauses.findIndex(asks);
  if (first < 0) return all;
  const reasons = clauses.slice(first + 1).filter((clause) => saysWhy(clause) || (tellsWhy(clause) && !asks(clause)));
  return reasons.length === 0 ? all : clauses.filter((clause) => !reasons.includes(clause)).flat();
};

/** What these clauses say, as somebody may pass it on to whoever decides; undefined where nothing is told. */
export const reasonIn = (whole: readonly Part[], asked: readonly Part[]): string | undefined => {
  const told = whole.filter((part) => !asked.includes(part));
  const said = told[0] && canMeanAny(told[0], ['because']) ? told.slice(1) : told;
  return said.length === 0 ? undefined : said.map(({ gap, text }, i) => (i === 0 ? text : `${gap}${text}`)).join('');
};

const saysWhy = ([first]: readonly Part[]): boolean => first !== undefined && canMeanAny(first, ['because']);

const clausesOf = (all: readonly Part[]): Part[][] =>
  all.reduce<Part[][]>(
    (clauses, part) => {
      if (/[,.;:!?()–—]| - /.test(part.gap) || canMeanAny(part, ['because'])) clauses.push([part]);
      else clauses.at(-1)?.push(part);
      return clauses;
    },
    [[]],
  );

const isAsking = (part: Part, asking: ReadonlySet<string>): boolean =>
  !canMeanAny(part, NOT_ASKING) && [...part.tags.keys()].some((tag) => asking.has(tag) && !TELLING.has(tag));

/** Words that asking needs, and that tell as well. */
const NOT_ASKING = ['done', 'filler', 'unused', 'common', 'nobody', 'unsure'];

/** Words of rules that alone ask for nothing: "we have no budget", "we write a lot". */
const TELLING = new Set(['holding', 'speak']);

/** Whoever or whatever a clause that tells something begins with. */
const SUBJECTS = ['because', 'nobody', 'unused', 'pronoun', 'ours', 'common', 'role', 'people', 'users', 'unsure'];
/** What takes something back, or holds under a condition only. */
const TURNING = ['but', 'except', 'polite', 'close', 'wh', 'want-not', 'may-i', 'explain'];
const NAMING = ['ref', 'product', 'invoice-number', 'person', 'customer', 'email', 'id', 'iso', 'date'];

const tellsWhy = (clause: readonly Part[]): boolean => {
  const [first] = clause;
  if (!first || clause.length < 2 || !isSubject(clause) || canMeanAny(first, TURNING)) return false;
  return !CONDITION.test(first.text) && !clause.some((part) => canMeanAny(part, NAMING) || part.name || isCount(part));
};

/** A number, but not "many". */
const isCount = ({ tags }: Part): boolean => typeof tags.get('number') === 'number';

/** A word that says who or what it is, or one that nobody knows before a word that tells. */
const isSubject = ([first, ...more]: readonly Part[]): boolean =>
  first !== undefined &&
  (canMeanAny(first, SUBJECTS) ||
    ((first.tags.size === 0 || ITS.test(first.text)) &&
      more.some((part) => canMeanAny(part, ['be', 'unused', 'not', 'holding', 'done']))));

const ITS = /^(?:its|their|the|there|de|den|det|dom)\b/iu;
const CONDITION =
  /^(?:if|unless|when|once|until|maybe|perhaps|om|ifall|när|tills|kanske|såvida|or|eller|should|could|would|ska|borde|kan)$/iu;
