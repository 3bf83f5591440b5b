import type { TenantId, UserId } from '../commerce/api/types.ts';

/** What is worth a look afterwards, though it changed nothing. */
type SecurityEventKind =
  | 'authentication-failed'
  | 'press-refused'
  | 'link-of-another'
  | 'export-taken'
  | 'file-taken'
  | 'limit-hit'
  | 'person-erased';

/** Ids and codes only: no names, nothing that somebody wrote. */
export interface SecurityEvent {
  readonly kind: SecurityEventKind;
  /** As far as it is proven; what has none goes into the shared log. */
  readonly tenantId?: TenantId | undefined;
  /** Who did it, where that is proven. */
  readonly userId?: UserId | undefined;
  /** What it was about, such as a command; anything but a short code is left out. */
  readonly what?: string | undefined;
  /** The code of the reason, such as `forbidden`. */
  readonly why?: string | undefined;
}
