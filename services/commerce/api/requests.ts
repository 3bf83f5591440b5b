import type { LicenseRequest, Person, Product, ProductId, UserId } from './types.ts';

/** Requests for licenses. */

/** A license request with the names a reader needs; people who have left the directory are left out. */
export interface RequestSummary {
  readonly request: LicenseRequest;
  readonly product: Product;
  readonly requester: Person | null;
  readonly forPeople: readonly Person[];
  /** Null while it is pending, and where nobody knows. */
  readonly decidedBy: Person | null;
}

/** What somebody asks for. */
export interface NewLicenseRequest {
  readonly productId: ProductId;
  /** The requester alone if not given; at most 20 people. */
  readonly forUserIds?: readonly UserId[];
  /** At most 2,000 characters. */
  readonly message?: string;
}

/** What becomes of one request. */
export interface RequestDecisionInput {
  readonly request: LicenseRequest['id'];
  readonly decision: 'approved' | 'denied';
  /** To the requester and the people it was for; at most 2,000 characters. */
  readonly message?: string;
}

/** A slice of requests, the newest first. */
export interface RequestSlice {
  readonly limit: number;
  /** At most one of these: the requests after, or before, the one with this id. */
  readonly after?: string;
  readonly before?: string;
}
