import type { Sort } from '../commerce/api/subscriptions.ts';
import type {
  ProductId,
  RequestStatus,
  Role,
  Source,
  Status,
  SubscriptionRef,
  TenantId,
  UserId,
} from '../commerce/api/types.ts';
import type { LimitName } from '../limits/limits.ts';
import type { DeliveryStatus, Medium } from '../notices/delivery.ts';

/**
 * The only maker of keys. Every key of a tenant carries the hash tag `{tenantId}`, so that one script may touch all of
 * them on a cluster. What an import replaces lives under a *generation*; what outlives an import does not.
 */

/** A facet of the subscription index: self-service, central or trial purchases, narrowed by product, status or both. */
export interface IndexFacet {
  readonly source: Source | 'trials';
  readonly product?: ProductId;
  readonly status?: Status;
  readonly purchaser?: UserId;
}

/** Sorted set: every tenant that has been imported → when (ms). Of no tenant, so it is never in a script with others. */
export const TENANTS_KEY = 'tenants';

/** Stream: the security log of what belongs to no tenant, as `securityLog` is that of one. */
export const SHARED_SECURITY_LOG_KEY = 'security-log';

/** String with a time to live: a day's look for what people who have left have left behind is done. Of no tenant. */
export const LEAVERS_KEY = 'leavers:done';

/** By which a server shows that it takes writes. Of no tenant. */
export const probeKeys = {
  /** String with a time to live. */
  written: '{probe}:written',
  /** Never there: taking it away is a write that costs nothing. */
  never: '{probe}:never',
};

/** Which form the data has. Of no tenant. */
export const schemaKeys = {
  /** String: the newest version of the form that anybody has begun to write here. */
  newest: '{schema}:newest',
  /** String with a time to live: somebody is bringing what is older to that form. */
  migrating: '{schema}:migrating',
};

/** Keys of one tenant that outlive an import. */
export const tenantKeys = (tenantId: TenantId) => {
  const tenant = `{${tenantId}}`;
  return {
    /** String: the generation that readers see. */
    generation: `${tenant}:generation`,
    /**
     * Sorted set: every generation that has keys → since when readers see it (ms), 0 until they do; so that an import
     * finds what it replaces and what a crash left.
     */
    generations: `${tenant}:generations`,
    /** String with a time to live: an import is alive and writing this generation. */
    importing: (generation: string) => `${tenant}:importing:${generation}`,
    /** String: the version of the form in which the tenant is stored; none where the first one wrote it. */
    schema: `${tenant}:schema`,
    /** String with a time to live: digest and first result of an operation; nobody meets the operations of another. */
    operation: (by: UserId, id: string) => `${tenant}:operation:${by}:${id}`,
    /**
     * Stream, JSON in fields `entry`, `before`, `after`: every change, oldest first. Ids begin with the service's time.
     * Trimmed by age alone, oldest first.
     */
    audit: `${tenant}:audit`,
    /** Sorted set: id in the audit stream → when (ms), the changes of one subscription, policy or request. */
    auditOf: (subject: string) => `${tenant}:audit-of:${subject}`,
    /** Sorted set: id in the audit stream → when (ms), the changes one person made. */
    auditBy: (user: UserId) => `${tenant}:audit-by:${user}`,
    /** Stream, JSON in field `notice`: what people are to be told, oldest first. */
    outbox: `${tenant}:outbox`,
    /** Hash: letter (`S`) → highest number of a reference given out by a purchase. */
    references: `${tenant}:references`,
    /**
     * Hash: payment id → JSON, an `OpenPayment`: money being taken or given back, a card that the provider is to forget;
     * until nothing is left to do about it.
     */
    payments: `${tenant}:payments`,
    /** String: when people were last told of what is coming (ms). */
    told: `${tenant}:told`,
    /** Hash `ranTo`, `steppedAt`: up to when the life cycle has run, and when it last made up for a long rest (ms). */
    lifeCycle: `${tenant}:life-cycle`,
    /** Hash: what a person has chosen: `language`, `actingFor`, `digest`, and `muted:` with a kind of notice. */
    preferences: (user: UserId) => `${tenant}:preferences:${user}`,
    /** String, JSON: the `Conversation` of a person with the bot. */
    conversation: (user: UserId) => `${tenant}:conversation:${user}`,
    /** Hash: conversation id → JSON, the group chats and channels that the bot is in. */
    sharedConversations: `${tenant}:shared-conversations`,
    /** Hash: id of a shared conversation that notices to admins go to → user id of the admin who chose it. */
    noticeChannels: `${tenant}:notice-channels`,
    /** String with a time to live, JSON: the `Dialogue` of a person in a conversation. */
    dialogue: (user: UserId, conversation: string) => `${tenant}:dialogue:${user}:${conversation}`,
    /** Hash `after`, `page`: the last entry of the outbox that is planned whole, and how far the next one is. */
    outboxProgress: `${tenant}:outbox-progress`,
    /** Sorted set: id of a notice in the outbox that this version could not plan → when it was told (ms). */
    deadNotices: `${tenant}:dead-notices`,
    /** Hash: one delivery of a notice. With a time to live once it is settled. */
    noticeDelivery: (id: string) => `${tenant}:notice-delivery:${id}`,
    /** Sorted set: delivery id → when somebody is to look at it next (ms by the clock of Redis). */
    deliveryAgenda: (medium: Medium) => `${tenant}:delivery-agenda:${medium}`,
    /** Sorted set: delivery id → when it was planned (ms), of one status or all. */
    noticeDeliveries: (status: DeliveryStatus | 'all') => `${tenant}:notice-deliveries:${status}`,
    /** Set: ids of the deliveries that wait until this person has the bot. */
    waitingDeliveries: (user: UserId) => `${tenant}:waiting-deliveries:${user}`,
    /** Set with a time to live: ids of the deliveries that are to reach this person together, on one card. */
    gatheredDeliveries: (user: UserId) => `${tenant}:deliveries-together:${user}`,
    /** Sorted set: attempt → when it ended (ms by the clock of Redis), of the cards sent within the last second. */
    sentLately: `${tenant}:sent-lately`,
    /** The same of one conversation, of the last hour. */
    sentLatelyTo: (conversationId: string) => `${tenant}:sent-lately:${conversationId}`,
    /** String with a time to live: the channel wants nothing more for this conversation meanwhile. */
    conversationPause: (conversationId: string) => `${tenant}:conversation-pause:${conversationId}`,
    /** String: the week, as the day number of its Monday, for which the digest was last made. */
    digested: `${tenant}:digested`,
    /** String with a time to live: this activity has been taken on; the channel may send it again. */
    seenActivity: (activity: string) => `${tenant}:delivery:${activity}`,
    /** String with a time to live, JSON: what a message of a person said, as a digest, and the card that answered it. */
    answerTo: (user: UserId, message: string) => `${tenant}:answer-to:${user}:${message}`,
    /** Set with a time to live: the operations that a card asks a person to confirm. */
    askedOn: (user: UserId, card: string) => `${tenant}:asked-on:${user}:${card}`,
    /** String with a time to live: an operation was `pressed`, or `withdrawn` by an edit of what had asked for it. */
    confirmation: (user: UserId, operation: string) => `${tenant}:confirmation:${user}:${operation}`,
    /** Hash with a time to live: user id/digest → JSON, a `KeptAnswer`, or with `:sending` behind it, its attempt and how many there were. */
    keptAnswers: `${tenant}:kept-answers`,
    /** Sorted set with a time to live: the fields of `keptAnswers` → when each is to be sent (ms by the clock of Redis). */
    keptAnswersDue: `${tenant}:kept-answers-due`,
    /** Hash with a time to live: user id/move/card id → JSON, a `FollowedCard`: cards that show how far a move has come. */
    followedCards: `${tenant}:followed-cards`,
    /** Stream, the fields of a `SecurityEntry` as texts: what was refused or taken out, oldest first; of bounded length. */
    securityLog: `${tenant}:security-log`,
    /** String with a time to live: how much of what a limit counts there was, of a person or of `all`. */
    limit: (name: LimitName, of: UserId | 'all') => `${tenant}:limit:${name}:${of}`,
    /** String with a time to live: admins have been told that this limit was reached. */
    limitTold: (name: LimitName, of: UserId | 'all') => `${tenant}:limit-told:${name}:${of}`,
    /**
     * Hash: user id → JSON, an `Erasure`: people whose traces are being erased, with what these traces are. Emptied when
     * nothing is left of them.
     */
    erasures: `${tenant}:erasures`,
    /** Stream: one of ours (`audit`) as it is written anew to take its place; of no worth once its writer has died. */
    rewritten: (stream: string) => `${tenant}:rewritten:${stream}`,
    /** One of ours as a backup has it, until all of it is there and takes its place. */
    restoring: (rest: string) => `${tenant}:restoring:${rest}`,
    /** String: this person has seen the welcome card. */
    welcomed: (user: UserId) => `${tenant}:welcomed:${user}`,
    /**
     * Set, of a partner: tenants that one of its people may have delegated administration of. Only a hint: whether they
     * do is said by the customer's own record.
     */
    customers: (user: UserId) => `${tenant}:customers:${user}`,
  };
};

/** Keys of one generation of a tenant's data. */
export const generationKeys = (tenantId: TenantId, generation: string) => {
  const base = `{${tenantId}}:g${generation}`;
  return {
    /** String, JSON: the tenant's facts, a `TenantRecord`. */
    tenant: `${base}:tenant`,
    /** Hash: product id → JSON. A catalogue has tens of products. */
    products: `${base}:products`,
    /** String, JSON: the policy values, `Policies`. */
    policies: `${base}:policies`,
    /** Hash: one person. */
    person: (user: UserId) => `${base}:person:${user}`,
    /** Sorted set, all scores 0: ids of the people who have a role. */
    holdersOf: (role: Role) => `${base}:holders-of:${role}`,
    /** Sorted set, all scores 0: `name from one of its words on\tuser id`, for look-ups by prefix. */
    names: `${base}:names`,
    /** String that older versions wrote; of no meaning any more. */
    namesForm: `${base}:names-form`,
    /** Hash: letter (`S`) → highest number of a reference in the import. */
    references: `${base}:references`,
    /** Hash: one subscription. */
    subscription: (ref: SubscriptionRef) => `${base}:subscription:${ref}`,
    /** Sorted set: user id → assigned at (ms). */
    seats: (ref: SubscriptionRef) => `${base}:seats:${ref}`,
    /** List, JSON: order history, oldest first. */
    history: (ref: SubscriptionRef) => `${base}:history:${ref}`,
    /** Hash: the last move of a subscription's people to another. */
    move: (source: SubscriptionRef) => `${base}:move:${source}`,
    /** Sorted set: source → since when (ms), of the moves that a job is to carry on. */
    moves: `${base}:moves`,
    /** Sorted set: user id → since when they had the seat of the source (ms), of those a move gave one of the target. */
    movedBy: (source: SubscriptionRef) => `${base}:moved-by:${source}`,
    /** The same of those who had a seat of the target before the move. */
    keptBy: (source: SubscriptionRef) => `${base}:kept-by:${source}`,
    /** Set: Deleted subscriptions whose people a job is to take the licenses from. */
    releasing: `${base}:releasing`,
    /** Hash: purchaser's subscription of a product → JSON, `CancelRequest`: who was asked to cancel, what they answered. */
    cancelRequests: (product: ProductId) => `${base}:cancel-requests:${product}`,
    /** The same of all products, as the first version kept it. */
    firstCancelRequests: `${base}:cancel-requests`,
    /** Sorted set, all scores 0: `user id\tref`, so that one person's licenses are a range and a script needs one key. */
    licensesByPerson: `${base}:licenses-by-person`,
    /** Sorted set, all scores 0: `sort key\tref`, so that pages are ranges by lexical order. */
    index: (facet: IndexFacet, sort: Sort) =>
      [base, 'index', facet.source, facet.product ?? '', facet.status ?? '', facet.purchaser ?? '', sort].join(':'),
    /** Hash of counters over the usable subscriptions of a product: `subscriptions`, `quantity`, `assigned`. */
    counts: (source: Source, product: ProductId) => `${base}:counts:${source}:${product}`,
    /** Hash: billing profile id → JSON, of one person. */
    billingProfiles: (owner: UserId) => `${base}:billing-profiles:${owner}`,
    /** Hash: payment method id → JSON, of one person. */
    paymentMethods: (owner: UserId) => `${base}:payment-methods:${owner}`,
    /** Hash: invoice id → JSON, of one person. */
    invoices: (owner: UserId) => `${base}:invoices:${owner}`,
    /** Sorted set: `owner id\tinvoice id` → due at (ms), of every invoice that is not paid. */
    unpaidInvoices: `${base}:unpaid-invoices`,
    /** Sorted set: `owner id\tpayment method id` → the last month it is good for, as year × 12 + month (from 1). */
    cardExpiries: `${base}:card-expiries`,
    /** Sorted set, all scores 0: months (`2026-11`, UTC) in which something was invoiced. */
    spendMonths: `${base}:spend-months`,
    /** Sorted set: product id → minor units invoiced in a month. */
    spendByProduct: (month: string) => `${base}:spend-by-product:${month}`,
    /** Sorted set: user id of the payer → minor units invoiced in a month. */
    spendByPurchaser: (month: string) => `${base}:spend-by-purchaser:${month}`,
    /** Hash: license request id → JSON. */
    licenseRequests: `${base}:license-requests`,
    /** Sorted set, all scores 0: `time key\trequest id`, the newest first, of one status. */
    requestsByStatus: (status: RequestStatus) => `${base}:requests-by-status:${status}`,
    /** Sorted set, all scores 0: `time key\trequest id`, the newest first, of one requester. */
    requestsOf: (user: UserId) => `${base}:requests-of:${user}`,
  };
};

/** The generation that a key belongs to; undefined for one that outlives an import. */
export const generationOf = (key: string): string | undefined => /^\{[^}]+\}:g([^:]+):/.exec(key)?.[1];

/** A key without the tenant and the generation that it is of: what tells it from the others of these. */
export const restOf = (key: string): string => key.replace(/^\{[^}]+\}:(?:g[^:]+:)?/, '');

/** The key with that rest; of a generation, where one is named. */
export const keyWith = (rest: string, tenantId: TenantId, generation?: string): string =>
  generation === undefined ? `{${tenantId}}:${rest}` : `{${tenantId}}:g${generation}:${rest}`;

export type GenerationKeys = ReturnType<typeof generationKeys>;

/** Keys of the built-in payment sandbox; a real provider keeps its own books. */
export const paymentKeys = {
  /** String with a time to live, JSON: the first `Payment` charged under an id. */
  charge: (operationId: string) => `payments:charge:${operationId}`,
  /** String with a time to live: what was charged under an id has been given back. */
  reversal: (operationId: string) => `payments:reversal:${operationId}`,
  /** As `charge`, for money given back. */
  refund: (operationId: string) => `payments:refund:${operationId}`,
  /** String with a time to live, JSON: the `PaymentMethodSetup` of a session. */
  setup: (session: string) => `payments:setup:${session}`,
  /** String with a time to live, JSON: the `PaymentMethodOnFile` that a session ended with. */
  setUp: (session: string) => `payments:set-up:${session}`,
  /** String with a time to live: this card is forgotten. */
  detached: (paymentMethodId: string) => `payments:detached:${paymentMethodId}`,
};

/** String: what links are signed with, so that every process knows it. Of no tenant. */
export const LINK_SECRET_KEY = 'links:secret';

/** Keys of one link that a person opens in a browser. */
export const linkKeys = {
  /** String with a time to live, JSON `{tenantId, userId, data}`; `used` once the link is. */
  grant: (id: string) => `links:grant:${id}`,
  /** String with a time to live: how often somebody has tried to do what the link is for. */
  tries: (id: string) => `links:tries:${id}`,
};

/** Keys of the sign-in to the pages that links lead to. */
export const signInKeys = {
  /** String with a time to live, JSON: an attempt to sign in, of the browser that began it; gone once it comes back. */
  attempt: (state: string, browser: string) => `sign-in:attempt:${state}:${browser}`,
  /** String with a time to live: how many attempts a link has led to. */
  attempts: (linkId: string) => `sign-in:attempts:${linkId}`,
  /** String with a time to live: what the browser shows that its person has signed in to a link. */
  session: (linkId: string) => `sign-in:session:${linkId}`,
};
