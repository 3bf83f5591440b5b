import type { GenerationKeys, IndexFacet } from '../../../redis/keys.ts';
import { SORTS, type Sort } from '../../api/subscriptions.ts';
import type { Subscription, SubscriptionRef } from '../../api/types.ts';

/** The names that sorting needs and the subscription itself does not hold. */
export interface SortNames {
  readonly product: string;
  readonly purchaser: string;
}

/** Lower than any printable character, so that "Power BI" sorts before "Power BI Pro". */
const SEPARATOR = '\t';
/** Minor units for all licenses and one month; nothing costs this much, so that the dearest can sort first. */
export const HIGHEST_PRICE = 1e15;
/** Milliseconds; nothing was bought later, so that the newest can sort first. */
const LATEST = 1e15;

/** After every digit and every name: what is not known comes last. */
const UNKNOWN = '\u{10ffff}';

const padded = (value: number | null): string => (value === null ? UNKNOWN : String(value).padStart(16, '0'));

const sortKeys: Record<Sort, (s: Subscription, names: SortNames) => string> = {
  expiration: (s) => padded(s.expiresAt),
  product: (s, names) => [names.product.toLowerCase(), padded(s.expiresAt)].join(SEPARATOR),
  purchaser: (s, names) => [purchaserKey(s, names), padded(s.expiresAt)].join(SEPARATOR),
  price: (s) => padded(s.unitPrice && HIGHEST_PRICE - s.quantity * s.unitPrice.amount),
  newest: (s) => padded(LATEST - s.createdAt),
};

const purchaserKey = ({ source, purchaserId }: Subscription, { purchaser }: SortNames): string =>
  source === 'self-service' && purchaserId === null ? UNKNOWN : purchaser.toLowerCase();

/** The member that stands for a subscription in an index: everything live before everything Deleted, then the sort key. */
export const indexMember = (sort: Sort, s: Subscription, names: SortNames): string =>
  [s.status === 'Deleted' ? '1' : '0', sortKeys[sort](s, names), s.ref].join(SEPARATOR);

/** The subscription that an index member stands for. */
export const refOf = (member: string): SubscriptionRef =>
  member.slice(member.lastIndexOf(SEPARATOR) + 1) as SubscriptionRef;

/** The range of an `expiration` index between two instants (ms), Deleted left out. */
export const expirationRange = (from: number, to: number): { min: string; max: string } => ({
  min: `[0${SEPARATOR}${padded(from)}`,
  max: `(0${SEPARATOR}${padded(to + 1)}`,
});

/** The range of an `expiration` index of those whose end is not known, Deleted left out. */
export const UNKNOWN_END = { min: `[0${SEPARATOR}${UNKNOWN}`, max: '(1' };

/** The range of a `newest` index of what was bought between two instants (ms, both included), Deleted left out. */
export const purchaseRange = (from: number, to: number): { min: string; max: string } => ({
  min: `[0${SEPARATOR}${padded(LATEST - to)}`,
  max: `(0${SEPARATOR}${padded(LATEST - from + 1)}`,
});

/** Every facet that a subscription is listed under. */
const facetsOf = (s: Subscription): IndexFacet[] => {
  const sources: IndexFacet['source'][] = s.trial ? [s.source, 'trials'] : [s.source];
  const facets = sources.flatMap((source): IndexFacet[] => [
    { source },
    { source, product: s.productId },
    { source, status: s.status },
    { source, product: s.productId, status: s.status },
  ]);
  return s.purchaserId ? [...facets, { source: s.source, purchaser: s.purchaserId }] : facets;
};

/** Every index entry of a subscription, as key and member; those of some sorts alone where these are given. */
export const indexEntries = (
  keys: GenerationKeys,
  s: Subscription,
  names: SortNames,
  sorts: readonly Sort[] = SORTS,
): { key: string; member: string }[] => {
  const members = sorts.map((sort) => ({ sort, member: indexMember(sort, s, names) }));
  return facetsOf(s).flatMap((facet) => members.map(({ sort, member }) => ({ key: keys.index(facet, sort), member })));
};
