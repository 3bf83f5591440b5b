import type { Part } from './sentence.ts';

/** What rules can ask for besides what words mean: unknown words, such with a capital, at the beginning, or in front of what they own. */
export const FORM_TAGS = ['names', 'capital', 'owner', 'possessive'];

/** Whether a part can stand for a tag. */
export const canMean = ({ tags }: Part, tag: string): boolean => tags.has(tag);

/** Whether a part can stand for any of some tags. */
export const canMeanAny = (part: Part, tags: readonly string[]): boolean => tags.some((tag) => canMean(part, tag));

/** Whether any part can stand for a tag. */
export const mentions = (parts: readonly Part[], tag: string): boolean => parts.some((part) => part.tags.has(tag));

/** A word that nothing is known of, somebody of the tenant or a customer of it, an address, or the id of a person. */
export const isName = ({ tags }: Part): boolean => tags.size === 0 || NAMING.some((tag) => tags.has(tag));

const NAMING = ['email', 'id', 'person', 'customer'];

/** All that a sentence holds: tags, their values as `source=trials`, and the tags of form. */
export const contentsOf = (parts: readonly Part[]): ReadonlySet<string> => {
  const contents = new Set<string>();
  for (const [i, part] of parts.entries()) {
    for (const [tag, value] of part.tags) contents.add(tag).add(`${tag}=${value}`);
    for (const tag of formTags(part, i, parts[i + 1])) contents.add(tag);
  }
  return contents;
};

const formTags = (part: Part, at: number, next: Part | undefined): string[] => [
  ...(part.possessive || isGenitive(part, next) ? ['possessive'] : []),
  ...(isName(part) ? ['names', ...(part.name ? ['capital'] : []), ...(at === 0 ? ['owner'] : [])] : []),
];

/** "Allans Copilot". */
const isGenitive = (part: Part, next: Part | undefined): boolean =>
  isName(part) &&
  /s$/i.test(part.text) &&
  next !== undefined &&
  (canMean(next, 'product') || canMean(next, 'subscription'));
