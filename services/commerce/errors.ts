import type { Act } from './rules/access.ts';
import type { Person, Product, TenantId } from './types.ts';

/**
 * Why the commerce service refuses. A foreign thing and one that does not exist have the same reason, so that nobody
 * learns of the other tenant's or person's by asking.
 */
export type Reason =
  | { readonly code: 'unknown-tenant'; readonly tenantId: TenantId }
  | { readonly code: 'unknown-person' }
  | { readonly code: 'disabled-person' }
  | { readonly code: 'forbidden'; readonly act: Act }
  | { readonly code: 'no-such-subscription'; readonly wanted: string }
  | { readonly code: 'no-such-product'; readonly wanted: string; readonly products: readonly Product[] }
  | { readonly code: 'no-such-purchaser'; readonly wanted: string }
  | { readonly code: 'ambiguous-purchaser'; readonly wanted: string; readonly people: readonly Person[] };

/** A refusal: expected, typed, meant to be told to the person. Anything else thrown is a failure. */
export class CommerceError extends Error {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason.code);
    this.name = 'CommerceError';
    this.reason = reason;
  }
}

/** Throws the refusal. An expression, so that it can stand after `??`. */
export const refuse = (reason: Reason): never => {
  throw new CommerceError(reason);
};
