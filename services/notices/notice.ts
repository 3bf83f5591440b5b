import type { PaymentMethod, ProductId, RequestStatus, SubscriptionRef, UserId } from '../commerce/api/types.ts';

/** Groups of people who are told together: Global and Billing admins, or those who decide license requests. */
export type NoticeRole = 'purchase-admins' | 'request-deciders';

/** Why somebody no longer has a license. */
export type LossCause = 'unassigned' | 'canceled' | 'moved' | 'ended';

/** What happened. Ids only: the texts are made for each reader, in their language, from what is stored then. */
type Event =
  | { readonly kind: 'purchase-made'; readonly subscription: SubscriptionRef; readonly purchaser: UserId }
  | { readonly kind: 'license-gained'; readonly subscription: SubscriptionRef; readonly product: ProductId }
  | {
      readonly kind: 'license-lost';
      readonly subscription: SubscriptionRef;
      readonly product: ProductId;
      readonly cause: LossCause;
    }
  | {
      /** From a license of one subscription to one of another, in an instant. */
      readonly kind: 'license-moved';
      readonly subscription: SubscriptionRef;
      readonly target: SubscriptionRef;
      readonly product: ProductId;
      readonly targetProduct: ProductId;
    }
  | { readonly kind: 'subscription-canceled'; readonly subscription: SubscriptionRef; readonly by: UserId }
  | {
      readonly kind: 'subscription-moved' | 'move-finished';
      readonly move: string;
      readonly subscription: SubscriptionRef;
      readonly target: SubscriptionRef;
      readonly by: UserId;
    }
  | {
      readonly kind: 'move-stopped';
      readonly move: string;
      readonly subscription: SubscriptionRef;
      readonly target: SubscriptionRef;
      /** Code of the refusal that stopped it. */
      readonly why: string;
    }
  | { readonly kind: 'cancel-asked'; readonly subscription: SubscriptionRef; readonly by: UserId }
  | {
      readonly kind: 'cancel-answered';
      readonly subscription: SubscriptionRef;
      readonly by: UserId;
      readonly answer: 'canceled' | 'kept';
    }
  | {
      readonly kind: 'ends-soon';
      readonly subscription: SubscriptionRef;
      readonly days: 30 | 7 | 1;
      readonly renews: boolean;
    }
  | {
      readonly kind: 'invoice-due' | 'invoice-overdue';
      readonly invoice: string;
      readonly subscription: SubscriptionRef;
    }
  | { readonly kind: 'card-expires'; readonly paymentMethod: PaymentMethod['id'] }
  | { readonly kind: 'request-made'; readonly request: string }
  | {
      readonly kind: 'request-decided';
      readonly request: string;
      readonly decision: Exclude<RequestStatus, 'pending'>;
      readonly by: UserId;
    }
  | {
      readonly kind: 'policy-changed';
      readonly by: UserId;
      /** Id of the change, by which it can be taken back. */
      readonly operation: string;
    }
  | { readonly kind: 'product-appeared'; readonly product: ProductId }
  | {
      /** To those who asked for it. From and to (not included) when what it tells of happened. */
      readonly kind: 'weekly-digest';
      readonly from: number;
      readonly until: number;
    };

/** One message to one person or group, as it waits in the outbox. */
export type Notice = Event & {
  readonly to: { readonly role: NoticeRole } | { readonly user: UserId };
  /** What it is about, as the audit trail names it: `S-1001`, a policy, a request. */
  readonly subject: string;
  /** Milliseconds since 1970. */
  readonly at: number;
};

export type NoticeKind = Notice['kind'];

/** A notice as scripts append it to the outbox. */
export const encodeNotice = (notice: Notice): string => JSON.stringify(notice);

/** The notice in an entry of the outbox. */
export const decodeNotice = (json: string): Notice => JSON.parse(json);
