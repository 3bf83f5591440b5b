import type { Part } from './core/sentence.ts';
import { canMeanAny, mentions } from './core/tags.ts';

/** Whether it asks what is, not for something to be done: "is self-service on?", "who blocked Visio?". */
export const isQuestion = (parts: readonly Part[]): boolean => {
  const first = parts.find((part) => !canMeanAny(part, ['polite', 'help']));
  return first !== undefined && canMeanAny(first, ['be', 'wh']) && !canMeanAny(first, ['want-not', 'nobody']);
};

/** Whether it asks how things work, or what they cost, and not about one thing: "how do I buy?", "what does Visio cost?". */
export const isGeneral = (parts: readonly Part[]): boolean =>
  !isSpecific(parts) && (mentions(parts, 'explain') || (mentions(parts, 'costs') && isForSale(parts)));

/** Whether it is about one subscription or invoice. */
export const isSpecific = (parts: readonly Part[]): boolean =>
  mentions(parts, 'ref') || mentions(parts, 'invoice-number');

const isForSale = (parts: readonly Part[]): boolean =>
  mentions(parts, 'spend') &&
  (mentions(parts, 'product') || mentions(parts, 'license-one')) &&
  !mentions(parts, 'ours');
