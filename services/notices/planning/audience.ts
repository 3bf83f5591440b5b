import type { Person, Role, UserId } from '../../commerce/api/types.ts';
import { rolesFor } from '../../commerce/rules/access.ts';
import type { NoticePreferences } from '../../conversations/preferences.ts';
import { NOTICE_KINDS } from '../kinds.ts';
import type { Notice, NoticeRole } from '../notice.ts';

export const hasAddress = ({ mail }: Person): boolean => mail !== null;

/** The directory roles of those who are told together: who may change the policy, who may decide requests. */
export const ROLES_OF: Readonly<Record<NoticeRole, readonly Role[]>> = {
  'purchase-admins': rolesFor('change-policy'),
  'request-deciders': rolesFor('decide-requests'),
};

/** Whether a person wants this notice: not muted, asked for where it must be, and not of what they just did themselves. */
export const isWanted = (notice: Notice, user: UserId, { muted, digest }: NoticePreferences): boolean => {
  if (notice.kind === 'weekly-digest') return digest;
  return !muted.has(notice.kind) && doerOf(notice) !== user;
};

/** Who did what the notice is about, where they are not told of it. */
const doerOf = (notice: Notice): UserId | undefined => {
  const { doer } = NOTICE_KINDS[notice.kind];
  return doer === null ? undefined : (notice as Partial<Record<typeof doer, UserId>>)[doer];
};
