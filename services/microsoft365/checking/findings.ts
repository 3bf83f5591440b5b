import { type Owners, originOf } from '../classify.ts';
import type { CompanySubscription } from '../graph/subscriptions.ts';
import type { DirectoryUser } from '../graph/users.ts';
import type { ReadPolicy } from '../policy.ts';
import type { CheckedCalls } from './calls.ts';

/** What a tenant has of self-service purchases, at a glance. Undefined is what could not be read. */
export interface Findings {
  readonly purchases: Purchases | undefined;
  readonly policy: PolicyFindings | undefined;
}

export interface Purchases {
  readonly count: number;
  /** Of them, those that are told by their owner alone, and may be something else. */
  readonly uncertain: number;
  readonly licenses: number;
  /** People who own one; and how many of them are disabled, or not in the directory any more. */
  readonly purchasers: number;
  readonly gone: number | undefined;
  /** When the next of them is renewed, or ends, in ms. */
  readonly next: number | undefined;
}

export interface PolicyFindings {
  /** Products that anybody may buy, by name. */
  readonly open: readonly string[];
  readonly trialsOnly: number;
  readonly blocked: number;
  /** What holds for products that do not exist yet. */
  readonly defaultValue: string | null;
}

/** The purchases by self-service of what was read; undefined where purchases could not be read. */
export const selfServiceIn = ({ read }: CheckedCalls): SelfService[] | undefined =>
  read.subscriptions?.flatMap((subscription) => {
    const origin = originOf(subscription, ownersIn(read));
    return origin.kind === 'self-service' ? [{ ...subscription, certainty: origin.certainty }] : [];
  });

interface SelfService extends CompanySubscription {
  readonly certainty: 'sku' | 'owner';
}

const ownersIn = ({ buyers, shoppers }: CheckedCalls['read']): Owners | undefined =>
  buyers && shoppers && { buyers: new Set(buyers), shoppers: new Set(shoppers) };

/** Who owns them, each once. */
export const ownersOf = (purchases: readonly CompanySubscription[]): string[] => [
  ...new Set(purchases.flatMap(({ ownerId }) => ownerId ?? [])),
];

/**
 * @param people of the owners, those whom the directory has; undefined where it could not be asked
 * @param now in ms
 */
export const findingsIn = (
  checked: CheckedCalls,
  people: readonly DirectoryUser[] | undefined,
  now: number,
): Findings => {
  const purchases = selfServiceIn(checked);
  return {
    purchases: purchases && purchasesAmong(purchases, people, now),
    policy: checked.read.policy ? policyIn(checked.read.policy) : undefined,
  };
};

const purchasesAmong = (
  purchases: readonly SelfService[],
  people: readonly DirectoryUser[] | undefined,
  now: number,
): Purchases => {
  const owners = ownersOf(purchases);
  const there = people?.filter(({ accountEnabled }) => accountEnabled !== false).map(({ id }) => id);
  const dates = purchases.map(({ nextLifecycleDateTime }) => Date.parse(nextLifecycleDateTime ?? ''));
  const coming = dates.filter((date) => date >= now);
  return {
    count: purchases.length,
    uncertain: purchases.filter(({ certainty }) => certainty === 'owner').length,
    licenses: purchases.reduce((sum, { totalLicenses }) => sum + (totalLicenses ?? 0), 0),
    purchasers: owners.length,
    gone: there && owners.filter((id) => !there.includes(id)).length,
    next: coming.length > 0 ? Math.min(...coming) : undefined,
  };
};

const policyIn = ({ products, defaultValue }: ReadPolicy): PolicyFindings => {
  const withValue = (value: string) => products.filter(({ policyValue }) => policyValue === value);
  return {
    open: withValue('Enabled').map(({ productName, productId }) => productName ?? productId),
    trialsOnly: withValue('OnlyTrialsWithoutPaymentMethod').length,
    blocked: withValue('Disabled').length,
    defaultValue,
  };
};
