import type { UserId } from '../commerce/api/types.ts';
import type { NoticeEvents, NoticeKind } from './kinds.ts';

/** Groups of people who are told together: Global and Billing admins, or those who decide license requests. */
export type NoticeRole = 'purchase-admins' | 'request-deciders';

interface Address {
  readonly to: { readonly role: NoticeRole } | { readonly user: UserId };
  /** What it is about, as the audit trail names it: `S-1001`, a policy, a request. */
  readonly subject: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A notice of one kind, or of one of several. */
export type NoticeOf<Kind extends NoticeKind> = {
  [Each in Kind]: { readonly kind: Each } & NoticeEvents[Each] & Address;
}[Kind];

/** One message to one person or group, as it waits in the outbox. */
export type Notice = NoticeOf<NoticeKind>;

/** A notice as scripts append it to the outbox. */
export const encodeNotice = (notice: Notice): string => JSON.stringify(notice);

/** The notice in an entry of the outbox; undefined where it is none. */
export const decodeNotice = (json: string): Notice | undefined => {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? (value as Notice) : undefined;
  } catch {
    return undefined;
  }
};
