import { encodeNotice, type Notice } from '../../../notices/notice.ts';
import { tenantKeys } from '../../../redis/keys.ts';
import { type Invoice, type OrderEvent, type Subscription, USABLE, type UserId } from '../../api/types.ts';
import { indexEntries } from '../indexes/subscription-indexes.ts';
import { filing, filingKeys, type Settling, settling } from '../invoices.ts';
import { encodePayment, type IdentifiedPayment } from '../open-payments.ts';
import { encodeSubscription, type SubscriptionExtras } from '../subscription-hash.ts';
import { readHolders, type StoredSubscription } from '../subscriptions.ts';
import type { OpenTenant } from '../tenants.ts';
import { countChanges, difference, reindexed } from './consequences.ts';
import { loadScript, type TransactionPlan } from './transaction.ts';

/** What becomes of a subscription, and what is told of it. Indexes, counters and the fields that differ follow. */
export interface SubscriptionChange {
  /** As it was read; a change that came between makes the script refuse as `stale`. */
  readonly before: StoredSubscription;
  readonly after: Subscription;
  readonly extras?: Pick<SubscriptionExtras, 'releasing' | 'moving'>;
  readonly history?: readonly OrderEvent[];
  readonly notices?: readonly Notice[];
  /** Filed with its owner's; a credit has a negative amount. */
  readonly invoice?: Invoice | undefined;
  /** Unpaid invoices that the credit settles. */
  readonly settles?: readonly Settling[];
  /** The charge that this was paid with. */
  readonly paid?: string | undefined;
  /** Put among the open payments, to be paid out afterwards. */
  readonly refund?: IdentifiedPayment | undefined;
  /** The move that makes this change; everybody else is refused while one is under way. */
  readonly move?: string;
  /** What the result tells besides the version. */
  readonly answer?: Readonly<Record<string, unknown>>;
  /** What the audit entry tells besides the fields that differ. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** The result of a change, with what its plan gave as `answer`; `paid` is the provider's id of the charge. */
export type Changed<Answer = unknown> = Answer & { readonly version: number; readonly paid?: string };

/** The subscription with the version that a change of it leads to. */
export const changed = (subscription: Subscription): Subscription => ({
  ...subscription,
  version: subscription.version + 1,
});

const CHANGE = loadScript('change-subscription');
const END = loadScript('end-subscription');
const CREATE = loadScript('create-subscription');

/** Licenses that one script may take away; of more, a job takes them in steps. */
export const MOST_RELEASED_AT_ONCE = 1000;

/** Plans any change but the last one. */
export const changePlan = (db: OpenTenant, change: SubscriptionChange): TransactionPlan =>
  plan(db, change, CHANGE, [], {});

/**
 * Plans the end: status Deleted, and nobody has a license any more; `lost` makes the notice for each who loses access. Where
 * there are more than `MOST_RELEASED_AT_ONCE` they keep their seats, which give no access, until a job has taken them.
 */
export const endPlan = async (
  db: OpenTenant,
  change: Omit<SubscriptionChange, 'after' | 'extras'> & { readonly lost: (user: UserId) => Notice },
): Promise<TransactionPlan> => {
  const { subscription } = change.before;
  const later = subscription.assigned > MOST_RELEASED_AT_ONCE;
  const users = later ? [] : await readHolders(db, subscription.ref, MOST_RELEASED_AT_ONCE);
  const { scheduledQuantity: _, ...rest } = subscription;
  const ended: SubscriptionChange = {
    ...change,
    after: { ...rest, status: 'Deleted', autoRenew: false, assigned: later ? subscription.assigned : 0 },
    extras: { releasing: later },
    // Who had no access any more was told when that ended.
    notices: [...(change.notices ?? []), ...(USABLE.includes(subscription.status) ? users.map(change.lost) : [])],
  };
  const { seats, licensesByPerson, releasing } = db.keys;
  return plan(db, ended, END, [seats(subscription.ref), licensesByPerson, releasing], { users });
};

/** A new subscription, and what it depends on. */
interface NewSubscription extends Omit<SubscriptionChange, 'before' | 'extras' | 'move' | 'refund'> {
  readonly extras: SubscriptionExtras;
  /** The policies as they were read, unparsed, where it depends on them: `stale` if they are others by then. */
  readonly policies?: string;
}

/** Plans a new subscription; its reference comes from `nextReference`. */
export const createPlan = (db: OpenTenant, { extras, policies, ...change }: NewSubscription): TransactionPlan => {
  const [series, number] = change.after.ref.split('-');
  const keys = [db.keys.policies, tenantKeys(db.tenant.id).references];
  const args = { series, number: Number(number), policies };
  return { ...plan(db, { ...change, extras }, CREATE, keys, args), subject: change.after.ref };
};

type AnyChange = Omit<SubscriptionChange, 'before' | 'extras'> & {
  readonly before?: StoredSubscription;
  readonly extras?: Partial<SubscriptionExtras>;
};

const plan = (
  db: OpenTenant,
  change: AnyChange,
  script: typeof CHANGE,
  ownKeys: readonly string[],
  ownArgs: Readonly<Record<string, unknown>>,
): TransactionPlan => {
  const { before, after, history = [], notices = [], invoice, settles = [], move = '', answer = {}, details } = change;
  const extras = { id: '', names: { product: '', purchaser: '' }, ...before, ...change.extras };
  const fields = difference(
    before ? encodeSubscription(before.subscription, before) : {},
    encodeSubscription(after, extras),
  );
  const fixed = [...subjectKeys(db, after, invoice), ...ownKeys];
  const { keys, out, into } = reindexed(
    before ? indexEntries(db.keys, before.subscription, before.names) : [],
    indexEntries(db.keys, after, extras.names),
    fixed.length,
  );
  return {
    script,
    keys: [...fixed, ...keys],
    args: {
      ...ownArgs,
      ...(before && { version: before.subscription.version, before: fields.was, moving: move }),
      fields: fields.becomes,
      history: history.map((event) => JSON.stringify(event)),
      notices: notices.map(encodeNotice),
      counts: countChanges(before?.subscription, after),
      ...(invoice && { invoice: filing(invoice, after.productId) }),
      ...(settles.length > 0 && { settles: settles.map(settling) }),
      ...(change.paid && { paid: change.paid }),
      ...(change.refund && { refund: encodePayment(change.refund) }),
      out,
      into,
      answer: { ...answer, ...(change.paid && { paid: change.paid }) },
    },
    details,
  };
};

/** KEYS[7…15] of every script that writes a subscription; a change without an invoice leaves its keys alone. */
const subjectKeys = (db: OpenTenant, { ref, source, productId }: Subscription, invoice?: Invoice): string[] => {
  const { keys } = db;
  const filed = invoice ? filingKeys(keys, invoice) : Array<string>(5).fill(keys.subscription(ref));
  return [
    keys.subscription(ref),
    keys.history(ref),
    keys.counts(source, productId),
    ...filed,
    tenantKeys(db.tenant.id).payments,
  ];
};
