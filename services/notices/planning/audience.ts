import type { Person, Role, UserId } from '../../commerce/api/types.ts';
import { rolesFor } from '../../commerce/rules/access.ts';
import type { Wishes } from '../../conversations/preferences.ts';
import type { Notice, NoticeKind, NoticeRole } from '../notice.ts';

/** Kinds that go out by mail as well. */
const MAILED: ReadonlySet<NoticeKind> = new Set<NoticeKind>([
  'subscription-canceled',
  'subscription-moved',
  'ends-soon',
  'invoice-due',
  'invoice-overdue',
  'card-expires',
  'request-made',
  'request-decided',
  'weekly-digest',
]);

export const hasAddress = ({ mail }: Person): boolean => mail !== null;

export const isMailed = (kind: NoticeKind): boolean => MAILED.has(kind);

/** The directory roles of those who are told together: who may change the policy, who may decide requests. */
export const ROLES_TOLD: Readonly<Record<NoticeRole, readonly Role[]>> = {
  'purchase-admins': rolesFor('change-policy'),
  'request-deciders': rolesFor('decide-requests'),
};

/** Whether a person wants this notice: not muted, asked for where it must be, and not of what they just did themselves. */
export const isWanted = (notice: Notice, user: UserId, { muted, digest }: Wishes): boolean => {
  if (notice.kind === 'weekly-digest') return digest;
  return !muted.has(notice.kind) && doerOf(notice) !== user;
};

/** Whom the notice would tell only of their own act. */
const doerOf = (notice: Notice): UserId | undefined => {
  if (notice.kind === 'purchase-made') return notice.purchaser;
  if (notice.kind === 'policy-changed' || notice.kind === 'request-decided') return notice.by;
  return notice.kind === 'subscription-canceled' ? notice.by : undefined;
};
