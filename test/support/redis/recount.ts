import {
  type Invoice,
  type LicenseRequest,
  type PaymentMethod,
  SOURCES,
  type SubscriptionRef,
  type TenantId,
} from '../../../services/commerce/api/types.ts';
import { indexEntries } from '../../../services/commerce/store/indexes/subscription-indexes.ts';
import { isUnpaid, monthOf, unpaidMember } from '../../../services/commerce/store/invoices.ts';
import { paymentMethodExpiry, paymentMethodMember } from '../../../services/commerce/store/payment-methods.ts';
import { requestMember } from '../../../services/commerce/store/requests.ts';
import { decodeExtras, decodeSubscription } from '../../../services/commerce/store/subscription-hash.ts';
import type { StoredSubscription } from '../../../services/commerce/store/subscriptions.ts';
import type { Redis } from '../../../services/redis/client.ts';
import type { GenerationKeys } from '../../../services/redis/keys.ts';
import { auditDisagreements } from './recount-audit.ts';
import { below, type Hash, type Snapshot, type SortedSet, takeSnapshot } from './snapshot.ts';

/**
 * Counts a whole tenant again: seats, licenses by person, counters, indexes, records, and whether the audit trail
 * explains what is there. Returns a sentence for each disagreement; an empty list means that all is sound.
 */
export const recount = async (redis: Redis, tenantId: TenantId): Promise<string[]> =>
  disagreements(await takeSnapshot(redis, tenantId));

/** The same of a tenant that has been read already. */
export const disagreements = (tenant: Snapshot): string[] => {
  const stored = storedSubscriptions(tenant);
  return [
    ...stored.flatMap((each) => subscriptionFaults(tenant, each)),
    ...strayKeys(tenant, stored),
    ...licenseFaults(tenant, stored),
    ...counterFaults(tenant, stored),
    ...indexFaults(tenant, stored),
    ...recordFaults(tenant),
    ...workFaults(tenant, stored),
    ...auditDisagreements(tenant, stored),
  ];
};

/** Every subscription of a tenant. */
const storedSubscriptions = ({ hashes, keys }: Snapshot): StoredSubscription[] =>
  [...below(hashes, keys.subscription('' as never)).values()].flatMap((hash) => {
    const subscription = decodeSubscription(hash);
    return subscription ? [{ subscription, ...decodeExtras(hash) }] : [];
  });

/** Who has a seat → since when. */
const seatsOf = ({ sortedSets, keys }: Snapshot, { subscription }: StoredSubscription): SortedSet =>
  sortedSets.get(keys.seats(subscription.ref)) ?? new Map();

const subscriptionFaults = (tenant: Snapshot, stored: StoredSubscription): string[] => {
  const { subscription: s, releasing, moving, names } = stored;
  const seats = seatsOf(tenant, stored).size;
  const product: string = JSON.parse(tenant.hashes.get(tenant.keys.products)?.[s.productId] ?? '{}').name;
  const checks: [boolean, string][] = [
    [s.assigned <= s.quantity, `${s.assigned} assigned of ${s.quantity}`],
    [s.quantity >= 1, `a quantity of ${s.quantity}`],
    [seats === s.assigned, `${seats} seats but ${s.assigned} assigned`],
    [s.status !== 'Deleted' || seats === 0 || releasing, `Deleted, but ${seats} seats left`],
    [!releasing || s.status === 'Deleted', `${s.status}, but its seats are being released`],
    [!moving || s.status !== 'Deleted', 'Deleted, but still being moved'],
    [s.scheduledQuantity === undefined || s.status !== 'Deleted', 'Deleted, but a quantity is scheduled'],
    [names.product === product, `sorted as ${names.product}, but is ${product}`],
  ];
  return checks.flatMap(([sound, fault]) => (sound ? [] : [`${s.ref}: ${fault}`]));
};

const strayKeys = ({ keys, hashes, sortedSets, lists }: Snapshot, stored: readonly StoredSubscription[]): string[] => {
  const known = new Set<string>(stored.map(({ subscription }) => subscription.ref));
  const refs = [
    ...below(hashes, keys.subscription('' as never)).keys(),
    ...below(sortedSets, keys.seats('' as never)).keys(),
    ...below(lists, keys.history('' as never)).keys(),
  ];
  return refs.filter((ref) => !known.has(ref)).map((ref) => `${ref}: has keys, but is no subscription`);
};

const licenseFaults = (tenant: Snapshot, stored: readonly StoredSubscription[]): string[] => {
  const expected = stored.flatMap((each) =>
    [...seatsOf(tenant, each).keys()].map((user) => `${user}\t${each.subscription.ref}`),
  );
  const found = tenant.sortedSets.get(tenant.keys.licensesByPerson) ?? new Map();
  return difference('licenses by person', new Set(expected), new Set(found.keys()));
};

const counterFaults = ({ hashes, keys }: Snapshot, stored: readonly StoredSubscription[]): string[] => {
  const usable = stored.map(({ subscription }) => subscription).filter(({ status }) => /Active|Expired/.test(status));
  const counted = (hash: Hash = {}) =>
    ['subscriptions', 'quantity', 'assigned', 'over', 'atMicrosoft'].map((field) => Number(hash[field] ?? 0)).join(' ');
  return SOURCES.flatMap((source) =>
    Object.keys(hashes.get(keys.products) ?? {}).flatMap((id) => {
      const own = usable.filter((s) => s.source === source && s.productId === id);
      const sum = (field: 'quantity' | 'assigned') => own.reduce((total, s) => total + s[field], 0);
      const elsewhere = own.filter((s) => s.billedBy === 'microsoft').length;
      const over = own.reduce((total, s) => total + Math.max(0, s.assigned - s.quantity), 0);
      const expected = [own.length, sum('quantity'), sum('assigned'), over, elsewhere].join(' ');
      const found = counted(hashes.get(keys.counts(source, id as never)));
      return found === expected ? [] : [`counts of ${source} ${id}: ${found}, but should be ${expected}`];
    }),
  );
};

const indexFaults = ({ sortedSets, keys }: Snapshot, stored: readonly StoredSubscription[]): string[] => {
  const expected = stored.flatMap(({ subscription, names }) => indexEntries(keys, subscription, names));
  const prefix = keys.index({ source: '' as never }, 'price').split(':index:')[0] ?? '';
  const found = [...below(sortedSets, `${prefix}:index:`)].flatMap(([key, set]) =>
    [...set.keys()].map((member) => `${prefix}:index:${key} ${member}`),
  );
  return difference('index', new Set(expected.map(({ key, member }) => `${key} ${member}`)), new Set(found));
};

const recordFaults = ({ hashes, sortedSets, keys }: Snapshot): string[] => {
  const records = <Item>(prefix: string): Item[] =>
    [...below(hashes, prefix).values()].flatMap((hash) => Object.values(hash).map((json): Item => JSON.parse(json)));
  const invoices = records<Invoice>(keys.invoices('' as never));
  const cards = records<PaymentMethod>(keys.paymentMethods('' as never));
  const requests = records<LicenseRequest>(keys.licenseRequests);
  const members = (key: string) => new Set((sortedSets.get(key) ?? new Map<string, number>()).keys());
  const scores = (key: string) => new Set([...(sortedSets.get(key) ?? [])].map(([member, n]) => `${member} ${n}`));
  const sums = (of: (invoice: Invoice) => string) => {
    const totals = new Map<string, number>();
    for (const each of invoices) totals.set(of(each), (totals.get(of(each)) ?? 0) + each.amount.amount);
    return new Set([...totals].map(([name, total]) => `${name} ${total}`));
  };
  const spent = [...members(keys.spendMonths)].flatMap((month) =>
    [...scores(keys.spendByPurchaser(month))].map((score) => `${month} ${score}`),
  );
  const byRequester = [...below(sortedSets, keys.requestsOf('' as never)).values()].flatMap((set) => [...set.keys()]);
  return [
    ...difference(
      'unpaid invoices',
      new Set(invoices.filter(isUnpaid).map(unpaidMember)),
      members(keys.unpaidInvoices),
    ),
    ...difference(
      'spend',
      sums((i) => `${monthOf(i.issuedAt)} ${i.ownerId}`),
      new Set(spent),
    ),
    ...difference(
      'card expiries',
      new Set(cards.map((card) => `${paymentMethodMember(card)} ${paymentMethodExpiry(card)}`)),
      scores(keys.cardExpiries),
    ),
    ...(['pending', 'approved', 'denied', 'withdrawn'] as const).flatMap((status) =>
      difference(
        `${status} requests`,
        new Set(requests.filter((r) => r.status === status).map(requestMember)),
        members(keys.requestsByStatus(status)),
      ),
    ),
    ...difference('requests by requester', new Set(requests.map(requestMember)), new Set(byRequester)),
  ];
};

/** Moves and releases under way: each can be found by the job that carries it on, and nobody is at both ends of a move. */
const workFaults = ({ hashes, sortedSets, sets, keys }: Snapshot, stored: readonly StoredSubscription[]): string[] => {
  const releasing = stored.filter((each) => each.releasing).map(({ subscription }) => subscription.ref);
  const moves = [...below(hashes, keys.move('' as never)).values()];
  const inState = (...states: string[]) => moves.filter((move) => states.includes(move['state'] ?? ''));
  const bySource = (of: readonly Hash[]) => new Set(of.map((move) => `${move['source']}`));
  const closed = stored
    .filter(({ moving }) => moving)
    .map(({ subscription, moving }) => `${subscription.ref} ${moving}`);
  return [
    ...difference('releases under way', new Set<string>(releasing), sets.get(keys.releasing) ?? new Set()),
    ...difference(
      'moves under way',
      bySource(inState('running', 'undoing')),
      new Set((sortedSets.get(keys.moves) ?? new Map<string, number>()).keys()),
    ),
    ...difference(
      'closed for a move',
      new Set(inState('running', 'undoing', 'stopped').map((move) => `${move['source']} ${move['id']}`)),
      new Set(closed),
    ),
    ...moves.flatMap((move) => moveFaults(move, sortedSets, keys)),
  ];
};

const moveFaults = (move: Hash, sortedSets: Snapshot['sortedSets'], keys: GenerationKeys): string[] => {
  const source = move['source'] as SubscriptionRef;
  const people = (key: string) => [...(sortedSets.get(key)?.keys() ?? [])];
  const [moved, kept, seats] = [keys.movedBy(source), keys.keptBy(source), keys.seats(source)].map(people);
  const both = [...(moved ?? []), ...(kept ?? [])].filter((user) => seats?.includes(user));
  const counted = `${move['moved']} ${move['already']}` === `${moved?.length} ${kept?.length}`;
  return [
    ...both.map((user) => `${user} has been moved from ${source}, but is still there`),
    ...(counted ? [] : [`the move of ${source} counts ${move['moved']} moved and ${move['already']} there already`]),
  ];
};

const difference = (what: string, expected: ReadonlySet<string>, found: ReadonlySet<string>): string[] => [
  ...[...expected].filter((each) => !found.has(each)).map((each) => `${what}: lacks ${each}`),
  ...[...found].filter((each) => !expected.has(each)).map((each) => `${what}: has ${each}, which nothing explains`),
];
