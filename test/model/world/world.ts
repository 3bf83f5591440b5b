import type {
  BillingAccountType,
  OfferType,
  OrderEventKind,
  PolicyValue,
  ProductId,
  Role,
  Source,
  Status,
  SwitchValue,
  Term,
  Trial,
} from '../../../services/commerce/api/types.ts';
import { DAY } from './calendar.ts';

/** A tenant as the domain alone would have it: plain data, which can be copied. No Redis, scripts, indexes or versions. */
export interface World {
  now: number;
  /** What it began as, which is what its file says again. */
  readonly setting: Setting;
  readonly account: Setting['account'];
  readonly zone: Setting['zone'];
  /** Whether two act at the same time just now. */
  atOnce: boolean;
  /** Whether a file has taken the place of what was there at first. */
  wasReplaced: boolean;
  /** By number. */
  readonly people: Map<number, ModelPerson>;
  readonly products: Map<ProductId, ModelProduct>;
  readonly policy: ModelPolicy;
  readonly subscriptions: Map<string, ModelSubscription>;
  readonly invoices: ModelInvoice[];
  readonly cards: ModelCard[];
  readonly profiles: ModelProfile[];
  readonly requests: ModelRequest[];
  /** Purchases whose purchasers were asked to cancel. */
  readonly asked: Map<string, { by: number; answer: 'kept' | 'canceled' | null }>;
  readonly audit: AuditFact[];
  /** What people are to be told, in the order in which it came to pass; taken out when it is compared. */
  readonly news: News[];
  /** `<person> <kind>`. */
  readonly muted: Set<string>;
  readonly clock: ModelClock;
  /** What the payment provider has taken and given back, by a name of each. */
  readonly books: { charged: number; refunded: number };
  /** Refunds that the provider could not be asked for, and whether it can be asked now. */
  provider: { away: boolean; owed: number };
}

/** What differs from tenant to tenant. */
export interface Setting {
  readonly account: Exclude<BillingAccountType, null>;
  readonly zone: string | null;
  readonly start: number;
}

export interface ModelPerson {
  readonly n: number;
  roles: readonly Role[];
  guest: boolean;
  enabled: boolean;
  /** Somebody of a partner, who acts for this tenant. */
  readonly partner?: true;
  readonly mail: boolean;
}

export interface ModelProduct {
  readonly id: ProductId;
  price: number;
  readonly trial: boolean;
  readonly closedHere: boolean;
}

export interface ModelPolicy {
  byDefault: SwitchValue;
  readonly products: Map<ProductId, PolicyValue>;
  readonly offers: Map<OfferType, SwitchValue>;
  /** Changes by operation: target → what it was and became. */
  readonly changes: { readonly operation: string; readonly differences: readonly PolicyStep[] }[];
}

/** Of a product, an offer type, or `new` products. */
export interface PolicyStep {
  readonly target: string;
  readonly before: PolicyValue;
  readonly after: PolicyValue;
}

export interface ModelSubscription {
  readonly ref: string;
  readonly productId: ProductId;
  readonly source: Source;
  readonly purchaser: number | null;
  readonly price: number;
  readonly term: Term;
  readonly createdAt: number;
  /** The day of the month on which its terms end. */
  day: number;
  termStart: number;
  expiresAt: number;
  status: Status;
  trial: Trial | null;
  quantity: number;
  /** Person → since when. */
  readonly holders: Map<number, number>;
  autoRenew: boolean;
  /** Since when the days for taking licenses back run. */
  resizedAt: number;
  scheduled: number | undefined;
  move: ModelMove | undefined;
  /** Whether anybody ever began to move its people. */
  everMoved: boolean;
  /** The card it was bought with. */
  readonly card: string | undefined;
  readonly history: HistoryFact[];
}

interface HistoryFact {
  readonly at: number;
  readonly kind: OrderEventKind;
  readonly quantity: number;
  readonly by: number | null;
}

/** A move of a subscription's people, while it has not ended. */
export interface ModelMove {
  readonly target: string;
  readonly by: number;
  readonly startedAt: number;
  state: 'running' | 'stopped' | 'undoing';
  /** Person → since when they had the license of the source. */
  readonly moved: Map<number, number>;
  readonly kept: Map<number, number>;
}

export interface ModelInvoice {
  readonly owner: number;
  readonly ref: string;
  readonly productId: ProductId;
  readonly issuedAt: number;
  readonly dueAt: number;
  readonly amount: number;
  status: 'due' | 'paid' | 'credited';
  credited: number;
  /** Whether money has moved for it here. */
  moved: boolean;
}

export interface ModelCard {
  readonly id: string;
  readonly owner: number;
  /** The first instant at which it is good no more. */
  end: number;
  declined: boolean;
}

interface ModelProfile {
  readonly id: string;
  readonly owner: number;
  name: string;
  card: string;
}

export interface ModelRequest {
  readonly id: string;
  readonly by: number;
  readonly for: readonly number[];
  readonly productId: ProductId;
  readonly at: number;
  status: 'pending' | 'approved' | 'denied' | 'withdrawn';
}

export interface AuditFact {
  readonly at: number;
  readonly act: string;
  readonly subject: string;
  /** Null: by itself. */
  readonly by: number | null;
}

/** Something that people are to be told. */
export interface News {
  readonly kind: string;
  readonly to: number | 'admins' | 'deciders';
  readonly subject: string;
  /** Who did it, and need not be told. */
  readonly by?: number | undefined;
  /** Of licenses: what was lost, how, and of which subscription. */
  readonly lost?: { readonly productId: ProductId; readonly ref: string; readonly cause: string };
  /** Of a license that came in the place of another: where from and to. */
  readonly moved?: readonly [string, string];
}

interface ModelClock {
  ranTo: number | undefined;
  steppedAt: number | undefined;
  told: number | undefined;
  /** What was told once and is not told again. */
  readonly tellings: Set<string>;
}

export const subscriptionsOf = (world: World): ModelSubscription[] => [...world.subscriptions.values()];

export const isUsable = ({ status }: ModelSubscription): boolean => status === 'Active' || status === 'Expired';

/** Whether it gives access now, also where the clock waits for a move to end before it says so. */
export const givesAccess = ({ now }: World, s: ModelSubscription): boolean => {
  const goesOn = s.status === 'Active' && s.autoRenew && s.trial !== 'no-card';
  return isUsable(s) && (goesOn || now < s.expiresAt + 30 * DAY);
};

export const freeIn = ({ quantity, holders }: ModelSubscription): number => quantity - holders.size;

/** Writes down that something was done, by somebody or by itself. */
export const note = (world: World, by: number | null, act: string, subject: string): void => {
  world.audit.push({ at: world.now, act, subject, by });
};
