import type { Part } from './core/sentence.ts';
import { canMean, canMeanAny, isName } from './core/tags.ts';

/** Lists and figures that filters narrow down: of what a filter leaves out they show the rest, or say that they cannot. */
export const LISTS: ReadonlySet<string> = new Set([
  ...['subscriptions', 'my-subscriptions', 'licenses', 'my-licenses', 'capacity', 'spend', 'unused', 'invoices'],
  ...['audit', 'security-log', 'notices', 'policies', 'requests', 'my-requests', 'export-users', 'customers'],
]);

/** What stands behind "except" can be any filter; behind "without" and "not" only what says of which kind it is. */
const KINDS = ['source', 'status'];
const FILTERS = [...KINDS, 'product', 'person'];
const BETWEEN = ['and', 'article', 'filler'];
const STRONG = ['holding', 'show'];

/** The filters of a sentence that say what is not wanted: "except the trials", "without Visio", "not expired". */
export const excludedParts = (parts: readonly Part[]): readonly Part[] => {
  const excluded: Part[] = [];
  let filters: readonly string[] | undefined;
  for (const part of parts) {
    if (canMean(part, 'except')) filters = FILTERS;
    else if (canMean(part, 'not')) filters = KINDS;
    else if (filters && isFilter(part, filters)) excluded.push(part);
    else if (!canMeanAny(part, BETWEEN) || canMeanAny(part, STRONG)) filters = undefined;
  }
  return excluded;
};

const isFilter = (part: Part, filters: readonly string[]): boolean =>
  (canMeanAny(part, filters) && part.tags.get('source') !== 'all') || (filters === FILTERS && isName(part));
