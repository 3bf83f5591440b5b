import type { ProductId, Source, Status, SubscriptionRef, TenantId, UserId } from '../commerce/types.ts';
import type { Sort } from '../commerce/views.ts';

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
    /** String with a time to live: digest and first result of an operation. */
    operation: (id: string) => `${tenant}:operation:${id}`,
    /** Stream, JSON in field `entry`: every change, oldest first. Never trimmed. */
    audit: `${tenant}:audit`,
    /** Sorted set: id in the audit stream → when (ms), the changes of one subscription, policy or request. */
    auditOf: (subject: string) => `${tenant}:audit-of:${subject}`,
    /** Sorted set: id in the audit stream → when (ms), the changes one person made. */
    auditBy: (user: UserId) => `${tenant}:audit-by:${user}`,
    /** Stream, JSON in field `notice`: what people are to be told, oldest first. */
    outbox: `${tenant}:outbox`,
    /** Hash: what a person has chosen (`language`). */
    preferences: (user: UserId) => `${tenant}:preferences:${user}`,
    /** String with a time to live: this delivery of an activity has been taken on. */
    delivery: (activity: string) => `${tenant}:delivery:${activity}`,
    /** String: this person has seen the welcome card. */
    welcomed: (user: UserId) => `${tenant}:welcomed:${user}`,
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
    /** Sorted set, all scores 0: `folded word\tuser id`, for look-ups by prefix. */
    names: `${base}:names`,
    /** Hash: one subscription. */
    subscription: (ref: SubscriptionRef) => `${base}:subscription:${ref}`,
    /** Sorted set: user id → assigned at (ms). */
    seats: (ref: SubscriptionRef) => `${base}:seats:${ref}`,
    /** List, JSON: order history, oldest first. */
    history: (ref: SubscriptionRef) => `${base}:history:${ref}`,
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
    /** Hash: license request id → JSON. */
    licenseRequests: `${base}:license-requests`,
  };
};

export type GenerationKeys = ReturnType<typeof generationKeys>;
