import type { Part } from './sentence.ts';
import { canMean, isName } from './tags.ts';

/** Neighbouring unknown words: a name, or something that nobody asked for. */
export interface Run {
  readonly text: string;
  readonly parts: readonly Part[];
  /** What stands before and after it. */
  readonly before: Part | undefined;
  readonly after: Part | undefined;
  readonly possessive: boolean;
}

/** The names of a sentence, in order: runs of unknown words, broken by commas. */
export const runs = (all: readonly Part[]): Run[] => {
  const found: Run[] = [];
  for (let i = 0; i < all.length; i++) {
    const length = lengthOfRun(all, i);
    if (length === 0) continue;
    found.push(runOf(all, i, length));
    i += length - 1;
  }
  return found;
};

const lengthOfRun = (all: readonly Part[], from: number): number => {
  let length = 0;
  for (const part of all.slice(from)) {
    if (!isName(part) || (length > 0 && (/[,.;:!?]/.test(part.gap) || isExact(part)))) break;
    length += 1;
    if (part.possessive || isExact(part)) break;
  }
  return length;
};

/** What is somebody's whole name: an address, an id, or a name that was recognised. */
const isExact = ({ tags }: Part): boolean => WHOLE.some((tag) => tags.has(tag));
const WHOLE = ['email', 'id', 'person', 'customer'];

const runOf = (all: readonly Part[], from: number, length: number): Run => {
  const these = all.slice(from, from + length);
  const after = all[from + length];
  const written = these.map(({ gap, text }, i) => (i === 0 ? text : `${gap}${text}`)).join('');
  const owns = after !== undefined && OWNED.some((tag) => canMean(after, tag));
  const marked = these.at(-1)?.possessive === true;
  const known = these[0]?.tags.get('person') ?? these[0]?.tags.get('customer');
  const genitive = known === undefined && !marked && owns && /s$/i.test(written);
  const text = genitive && !WITH_S.test(written) ? written.slice(0, -1) : String(known ?? written);
  return { text, parts: these, before: all[from - 1], after, possessive: marked || genitive };
};

/** What people have. */
export const OWNED = [
  'product',
  'subscription',
  'subscriptions',
  'license',
  'licenses',
  'purchase',
  'purchases',
  'access',
  'request',
  'requests',
];

/** Names that end with s on their own, which the Swedish genitive leaves as they are. */
const WITH_S =
  /(?:^| )(?:agnes|anders|andreas|charles|chris|claes|clas|elias|hannes|hans|james|jens|johannes|jonas|klas|lars|linus|lucas|lukas|magnus|marcus|markus|mathias|mats|matthias|mattias|nicholas|niklas|nils|rasmus|robbins|sayers|thomas|tobias|tomas|walters)$/i;

/** All names as a list, "Lee Gu, joni@contoso.com". */
export const listed = (found: readonly Pick<Run, 'text'>[]): string => found.map(({ text }) => text).join(', ');

/** Whether a run is written as a name: with a capital, as an address or as an id. */
export const looksLikeName = ({ parts }: Run): boolean => parts.some((part) => part.name || isExact(part));
