import type { ProductId, UserId } from './types.ts';

/** The trail of every change. */

/** Who made a change: somebody of the tenant, or of a partner. */
export interface AuditActor {
  readonly userId: UserId;
  /** Null where nobody knows the name any more, as of the people of a partner that was dismissed. */
  readonly displayName: string | null;
  readonly partner: boolean;
}

/** One change of the audit trail. */
export interface AuditLine {
  readonly id: string;
  readonly at: number;
  /** Name of the act, such as `assign-licenses`. */
  readonly act: string;
  /** What was changed, such as `S-1001`. */
  readonly subject: string;
  /** Null where the service did it by itself. */
  readonly by: AuditActor | null;
  /** The service did it by itself: by the clock, or to erase a person. */
  readonly byItself: boolean;
  readonly operation: string;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Newest first. `older` and `newer` are cursors for the neighbouring slices, absent at the ends. */
export interface AuditPage {
  readonly lines: readonly AuditLine[];
  readonly older?: string;
  readonly newer?: string;
}

/** Which entries: those of a subject, by a person, of a time; all of these must hold. */
export interface AuditFilter {
  readonly subject?: string;
  readonly by?: UserId;
  /** Only changes of the policy of these products; with the policy as the subject. */
  readonly products?: readonly ProductId[];
  /** Milliseconds since 1970, both included. */
  readonly from?: number;
  readonly to?: number;
}

/** A slice of the trail: the newest, or those next to an entry. */
export interface AuditSlice {
  readonly limit: number;
  /** At most one of these: entries that are older, or newer, than the one with this id. */
  readonly olderThan?: string;
  readonly newerThan?: string;
}
