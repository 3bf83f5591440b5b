import type { SubscriptionRef, TenantId, UserId } from '../commerce/api/types.ts';
import { familyOf, tenantOf } from './key-names.ts';

/** Somebody whose traces are to go, and what these look like. */
export interface Erasure {
  readonly tenantId: TenantId;
  readonly userId: UserId;
  /** Customers for whom the person may act, who have it in their records. */
  readonly customers: readonly TenantId[];
  /** Takes the place of the ids and names that stay; made by chance, so that it leads back to nobody. */
  readonly pseudonym: string;
  /** What nobody else has: ids, user name, address. */
  readonly marks: readonly string[];
  /** What the person is called; none where nobody can tell it from a namesake's. */
  readonly names: readonly string[];
  /** The person's own purchases, which are sorted by the name of their purchaser. */
  readonly refs: readonly SubscriptionRef[];
  /** What purchases are sorted by. */
  readonly sortName: string;
}

/** How to find the traces of one person in a text, and to put something else there. */
export interface Traces {
  readonly erasure: Erasure;
  /** Whether a key may tell of them at all: it is of their tenant, of a customer, or of nobody. */
  mayBeIn(key: string): boolean;
  /** Whether a text of this key, or with no key a text of anywhere, tells of the person. */
  has(text: string, key?: string): boolean;
  replaced(text: string, key: string): string;
}

/** The traces of a person. Case does not matter; what is only a part of a longer word is another's. */
export const tracesOf = (erasure: Erasure): Traces => {
  const { tenantId, userId, customers, pseudonym, marks, names, refs, sortName } = erasure;
  const tenants = new Set<string>([tenantId, ...customers]);
  const everywhere = patternOf(marks);
  // Another tenant may call somebody by the same id.
  const shared = patternOf(marks.filter((mark) => mark !== userId));
  const named = patternOf([...marks, ...names]);
  const sorted = patternOf([...marks, sortName]);
  const ownRefs = new Set<string>(refs);
  const isOwn = (text: string, key: string) => ownRefs.has(lastPart(key, ':')) || ownRefs.has(lastPart(text, '\t'));

  const inOwnTenant = (text: string, key: string): RegExp => {
    const family = familyOf(key);
    if (SORTED.has(family)) return isOwn(text, key) ? sorted : everywhere;
    return NAMELESS.has(family) ? everywhere : named;
  };
  const patternFor = (text: string, key: string | undefined): RegExp => {
    if (key === undefined) return named;
    const owner = tenantOf(key);
    if (owner === tenantId) return inOwnTenant(text, key);
    if (owner === undefined) return [...tenants].some((id) => text.includes(id)) ? everywhere : shared;
    return tenants.has(owner) ? everywhere : NOTHING;
  };
  return {
    erasure,
    mayBeIn: (key) => tenants.has(tenantOf(key) ?? tenantId),
    has: (text, key) => new RegExp(patternFor(text, key), 'iu').test(text),
    replaced: (text, key) => text.replace(patternFor(text, key), pseudonym),
  };
};

/** Sorted by the name of the purchaser, in which the names of products and of other purchasers stand as well. */
const SORTED: ReadonlySet<string> = new Set(['index', 'subscription']);
/** A name there is that of something, or somebody, else. */
const NAMELESS: ReadonlySet<string> = new Set(['tenant', 'products', 'policies', 'person', 'names']);

const lastPart = (text: string, separator: string): string => text.slice(text.lastIndexOf(separator) + 1);

const NOTHING = /(?!)/gu;

/** Any of these texts as whole words, as they are and as JSON has them. */
const patternOf = (texts: readonly string[]): RegExp => {
  const ways = texts.filter(Boolean).flatMap(inJson);
  if (ways.length === 0) return NOTHING;
  return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${[...new Set(ways)].map(whole).join('|')})(?![\\p{L}\\p{N}_])`, 'giu');
};

const inJson = (text: string): string[] => {
  const quoted = JSON.stringify(text).slice(1, -1);
  return [text, quoted, quoted.replaceAll('/', '\\/')];
};

/** An address goes on where others end: `o@x.com` is not in `jo-o@x.com.au`. */
const whole = (text: string): string => {
  const escaped = text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return text.includes('@') ? `(?<![.+-])${escaped}(?!-|\\.[\\p{L}\\p{N}])` : escaped;
};
