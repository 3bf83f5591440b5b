import type {
  Invoice,
  Money,
  PaymentMethod,
  ProductId,
  RequestStatus,
  SubscriptionRef,
  UserId,
} from '../commerce/api/types.ts';
import type { LimitName } from '../limits/limits.ts';
import type { NoticeTopic } from './topics.ts';

/** Why somebody no longer has a license. */
export type LossCause = 'unassigned' | 'canceled' | 'moved' | 'ended';

interface LicenseEvent {
  readonly subscription: SubscriptionRef;
  readonly product: ProductId;
  readonly by: UserId;
}

interface MoveEvent {
  readonly move: string;
  readonly subscription: SubscriptionRef;
  readonly target: SubscriptionRef;
}

interface TakenOver {
  readonly by: UserId;
  /** The credit note that it led to. */
  readonly credit?: Invoice['id'];
}

interface InvoiceEvent {
  readonly invoice: string;
  readonly subscription: SubscriptionRef;
  /** The payer has others that are told of with it. */
  readonly withOthers?: boolean;
}

/**
 * What happened, for each kind of notice. Ids only: the texts are made for each reader, in their language, from what is
 * stored then.
 */
export interface NoticeEvents {
  'purchase-made': { readonly subscription: SubscriptionRef; readonly purchaser: UserId };
  'license-gained': LicenseEvent;
  'license-lost': LicenseEvent & { readonly cause: LossCause };
  /** From a license of one subscription to one of another, in an instant. */
  'license-moved': LicenseEvent & { readonly target: SubscriptionRef; readonly targetProduct: ProductId };
  'subscription-canceled': TakenOver & { readonly subscription: SubscriptionRef };
  'subscription-moved': MoveEvent & TakenOver;
  'move-finished': MoveEvent & { readonly by: UserId };
  /** With the code of the refusal that stopped it. */
  'move-stopped': MoveEvent & { readonly why: string };
  'cancel-asked': { readonly subscription: SubscriptionRef; readonly by: UserId };
  'cancel-answered': {
    readonly subscription: SubscriptionRef;
    readonly by: UserId;
    readonly answer: 'canceled' | 'kept';
  };
  'ends-soon': {
    readonly subscription: SubscriptionRef;
    readonly days: 30 | 7 | 1;
    /** Null where it is not known. */
    readonly renews: boolean | null;
  };
  'invoice-due': InvoiceEvent;
  'invoice-overdue': InvoiceEvent;
  /** What was charged for an act that a crash has kept from being done. The subject says what it was about. */
  'payment-returned': {
    readonly act: 'buy' | 'set-quantity' | 'reactivate' | 'pay-invoice';
    readonly amount: Money;
  };
  'card-expires': { readonly paymentMethod: PaymentMethod['id'] };
  'request-made': { readonly request: string };
  'request-decided': {
    readonly request: string;
    readonly decision: Exclude<RequestStatus, 'pending'>;
    readonly by: UserId;
  };
  /** With the id of the change, by which it can be taken back. */
  'policy-changed': { readonly by: UserId; readonly operation: string };
  'product-appeared': { readonly product: ProductId };
  /** Of a tenant's limit, the person who reached it is one of many. */
  'limit-reached': { readonly by: UserId; readonly limit: LimitName };
  /** Time has made a step (ms) that may be a rest or a wrong clock. */
  'time-stepped': { readonly from: number; readonly until: number };
  /** To those who asked for it. From and to (not included) when what it is about happened. */
  'weekly-digest': { readonly from: number; readonly until: number };
}

export type NoticeKind = keyof NoticeEvents;

/** What holds for every notice of a kind. */
interface KindFacts<Event> {
  /** The topic with which people turn it on and off. */
  readonly topic: NoticeTopic;
  /** Whether it goes out by mail as well. */
  readonly mailed: boolean;
  /** The field with the person who did it, and who is not told of it; null where everybody is told. */
  readonly doer: { [Field in keyof Event]-?: Event[Field] extends UserId ? Field : never }[keyof Event] | null;
}

/** Every kind of notice. How it reads is in the `notice-renderers.ts` of its feature. */
export const NOTICE_KINDS: { readonly [Kind in NoticeKind]: KindFacts<NoticeEvents[Kind]> } = {
  'purchase-made': { topic: 'purchases', mailed: false, doer: 'purchaser' },
  'license-gained': { topic: 'licenses', mailed: false, doer: 'by' },
  'license-lost': { topic: 'licenses', mailed: false, doer: 'by' },
  'license-moved': { topic: 'licenses', mailed: false, doer: 'by' },
  'subscription-canceled': { topic: 'own', mailed: true, doer: 'by' },
  'subscription-moved': { topic: 'own', mailed: true, doer: null },
  'move-finished': { topic: 'take-overs', mailed: false, doer: null },
  'move-stopped': { topic: 'take-overs', mailed: false, doer: null },
  'cancel-asked': { topic: 'asked', mailed: false, doer: null },
  'cancel-answered': { topic: 'take-overs', mailed: false, doer: null },
  'ends-soon': { topic: 'ends', mailed: true, doer: null },
  'invoice-due': { topic: 'billing', mailed: true, doer: null },
  'invoice-overdue': { topic: 'billing', mailed: true, doer: null },
  'payment-returned': { topic: 'billing', mailed: true, doer: null },
  'card-expires': { topic: 'billing', mailed: true, doer: null },
  'request-made': { topic: 'requests', mailed: true, doer: null },
  'request-decided': { topic: 'decided', mailed: true, doer: 'by' },
  'policy-changed': { topic: 'policy', mailed: false, doer: 'by' },
  'product-appeared': { topic: 'policy', mailed: false, doer: null },
  'limit-reached': { topic: 'safety', mailed: false, doer: 'by' },
  'time-stepped': { topic: 'safety', mailed: false, doer: null },
  'weekly-digest': { topic: 'digest', mailed: true, doer: null },
};

/** The kinds that are turned on and off with a topic. */
export const kindsOf = (topic: NoticeTopic): NoticeKind[] =>
  (Object.keys(NOTICE_KINDS) as NoticeKind[]).filter((kind) => NOTICE_KINDS[kind].topic === topic);
