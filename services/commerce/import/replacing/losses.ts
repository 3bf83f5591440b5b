import { everySubscription } from '../../store/indexes/walk.ts';
import { payersOf } from '../../store/invoices.ts';
import { readPolicies } from '../../store/policies.ts';
import type { OpenTenant } from '../../store/tenants.ts';
import type { CheckedFile } from '../format/check.ts';

/** What has come to pass in a tenant and is not in a file that is to replace it. */
export interface Losses {
  /** Subscriptions that the file does not have, mostly purchases made here. */
  readonly subscriptions: number;
  /** Subscriptions that were changed since the file, licenses given or taken included. */
  readonly changed: number;
  /** Invoices that the file does not have, or that were changed here, mostly paid. */
  readonly invoices: number;
  /** Cards on file. */
  readonly cards: number;
  /** License requests made or decided here. */
  readonly requests: number;
  /** Changes of the policies. */
  readonly policies: number;
  /** Subscriptions whose people are being moved, also where the move stands still. */
  readonly moving: readonly string[];
}

/** Compares what is stored with a file. Reads every subscription and every invoice, some at a time. */
export const lossesAgainst = async (db: OpenTenant, file: CheckedFile): Promise<Losses> => {
  const { redis, keys } = db;
  const cards = (await redis.zRange(keys.cardExpiries, 0, -1)).map((member) => member.slice(member.indexOf('\t') + 1));
  return {
    ...(await subscriptionLosses(db, file)),
    invoices: await invoiceLosses(db, file),
    cards: cards.filter((id) => !file.ids.paymentMethods.has(id)).length,
    requests: unlike(await redis.hVals(keys.licenseRequests), file.ids.licenseRequests),
    policies: (await readPolicies(db)).version - 1,
  };
};

const subscriptionLosses = async (db: OpenTenant, { references, versions }: CheckedFile) => {
  const known = new Map(references.map((ref, i) => [ref, versions[i] ?? 1]));
  const lost = { subscriptions: 0, changed: 0, moving: [] as string[] };
  for await (const { subscription, moving } of everySubscription(db)) {
    const version = known.get(subscription.ref);
    if (version === undefined) lost.subscriptions += 1;
    else if (subscription.version > version) lost.changed += 1;
    if (moving) lost.moving.push(subscription.ref);
  }
  return lost;
};

const invoiceLosses = async (db: OpenTenant, { ids }: CheckedFile): Promise<number> => {
  let lost = 0;
  for (const payer of await payersOf(db)) lost += unlike(await db.redis.hVals(db.keys.invoices(payer)), ids.invoices);
  return lost;
};

/** How many stored records a file does not have, or has as they were before a change. */
const unlike = (records: readonly string[], ids: ReadonlyMap<string, number>): number =>
  records
    .map((json): { readonly id: string; readonly version?: number } => JSON.parse(json))
    .filter(({ id, version = 1 }) => !ids.has(id) || version > 1).length;
