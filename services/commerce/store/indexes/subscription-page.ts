import type { IndexFacet } from '../../../redis/keys.ts';
import type { Page, Sort, SubscriptionFilter, SubscriptionPage, SubscriptionQuery } from '../../api/subscriptions.ts';
import { SOURCES, type Subscription, type SubscriptionRef } from '../../api/types.ts';
import { DAY_MS } from '../../rules/term.ts';
import { readSubscription } from '../subscriptions.ts';
import type { OpenTenant } from '../tenants.ts';
import { type LexicalPage, type LexicalPageRequest, lexicalPage, WHOLE } from './lexical-page.ts';
import { expirationRange, indexMember, purchaseRange, refOf, UNKNOWN_END } from './subscription-indexes.ts';

/** A person buys tens of subscriptions; theirs are read whole and narrowed here, which saves an index for each mix. */
const READ_OF_ONE_PURCHASER = 1000;

/** One page of subscriptions in the order asked for. Its cost does not grow with the tenant. */
export const subscriptionPage = async (
  db: OpenTenant,
  query: SubscriptionQuery,
  now: number,
): Promise<SubscriptionPage<Subscription>> => {
  const { sort, range } = ordering(query, now);
  const request = {
    keys: facetsOf(query).map((facet) => db.keys.index(facet, sort)),
    range,
    limit: query.limit,
    ...(await cursor(db, query, sort)),
  };
  const page = query.purchaser ? await ofPurchaser(db, query, request) : await lexicalPage(db.redis, request);
  const found = await Promise.all(page.members.map((member) => readSubscription(db, refOf(member))));
  const items = found.flatMap((stored) => stored?.subscription ?? []);
  const unknownEnds = query.expiringWithinDays === undefined ? {} : await countUnknownEnds(db, query);
  return { items, total: page.total, offset: page.offset, ...neighbours(page), ...unknownEnds };
};

const countUnknownEnds = async (
  db: OpenTenant,
  query: SubscriptionQuery,
): Promise<Pick<SubscriptionPage<Subscription>, 'unknownEnds'>> => {
  const keys = facetsOf(query).map((facet) => db.keys.index(facet, 'expiration'));
  const request = { keys, range: UNKNOWN_END, limit: 1 };
  const { total } = query.purchaser ? await ofPurchaser(db, query, request) : await lexicalPage(db.redis, request);
  return { unknownEnds: total };
};

/** What is narrowed to a time is in the order of that time. */
const ordering = ({ bought, expiringWithinDays: days, sort = 'expiration' }: SubscriptionQuery, now: number) => {
  if (days !== undefined) return { sort: 'expiration', range: expirationRange(now, now + days * DAY_MS) } as const;
  return bought ? ({ sort: 'newest', range: purchaseRange(bought.from, bought.to) } as const) : { sort, range: WHOLE };
};

const facetsOf = ({ source = 'self-service', products, statuses, purchaser }: SubscriptionFilter): IndexFacet[] => {
  if (purchaser) return [{ source: 'self-service', purchaser }];
  const bySource = (source === 'all' ? SOURCES : [source]).map((each): IndexFacet => ({ source: each }));
  const byProduct = products ? bySource.flatMap((f) => products.map((product) => ({ ...f, product }))) : bySource;
  return statuses ? byProduct.flatMap((f) => statuses.map((status) => ({ ...f, status }))) : byProduct;
};

/** Where the page starts or ends: cursors are references, so a subscription that has moved meanwhile still has a place. */
const cursor = async (
  db: OpenTenant,
  { after, before }: SubscriptionQuery,
  sort: Sort,
): Promise<Pick<LexicalPageRequest, 'after' | 'before'>> => {
  const memberOf = async (ref: SubscriptionRef) => {
    const stored = await readSubscription(db, ref);
    return stored && indexMember(sort, stored.subscription, stored.names);
  };
  const [last, first] = await Promise.all([after && memberOf(after), before && memberOf(before)]);
  return { ...(last ? { after: last } : first ? { before: first } : {}) };
};

const ofPurchaser = async (
  db: OpenTenant,
  query: SubscriptionQuery,
  request: LexicalPageRequest,
): Promise<LexicalPage> => {
  const { limit, after, before, ...whole } = request;
  const { members } = await lexicalPage(db.redis, { ...whole, limit: READ_OF_ONE_PURCHASER });
  const stored = await Promise.all(members.map((member) => readSubscription(db, refOf(member))));
  const matching = members.filter((_, i) => {
    const subscription = stored[i]?.subscription;
    return subscription !== undefined && matches(subscription, query);
  });
  const end = before === undefined ? matching.length : matching.filter((member) => member < before).length;
  const start =
    after === undefined
      ? Math.max(0, before === undefined ? 0 : end - limit)
      : matching.filter((member) => member <= after).length;
  return { members: matching.slice(start, Math.min(end, start + limit)), total: matching.length, offset: start };
};

const matches = (
  s: Subscription,
  { source = 'self-service', products, statuses, bought }: SubscriptionFilter,
): boolean =>
  (source === 'all' || (source === 'trials' ? s.trial !== null : s.source === source)) &&
  (products === undefined || products.includes(s.productId)) &&
  (statuses === undefined || statuses.includes(s.status)) &&
  (bought === undefined || (s.createdAt >= bought.from && s.createdAt <= bought.to));

const neighbours = ({ members, offset, total }: LexicalPage): Pick<Page<Subscription>, 'before' | 'after'> => {
  const [first, last] = [members[0], members.at(-1)];
  return {
    before: first !== undefined && offset > 0 ? refOf(first) : undefined,
    after: last !== undefined && offset + members.length < total ? refOf(last) : undefined,
  };
};
