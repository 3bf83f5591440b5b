import type { Right } from '../../commerce/api/rights.ts';
import type { Actor, Person, Role, UserId } from '../../commerce/api/types.ts';
import { may, rolesFor } from '../../commerce/rules/access.ts';
import type { NoticePreferences } from '../../conversations/preferences.ts';
import { NOTICE_KINDS } from '../kinds.ts';
import type { Notice, NoticeRole } from '../notice.ts';

export const hasAddress = ({ mail }: Person): boolean => mail !== null;

/** The right that those have who are told together. */
const RIGHT_OF: Readonly<Record<NoticeRole, Right>> = {
  'purchase-admins': 'change-policy',
  'request-deciders': 'decide-requests',
};

/** Whether a group is one of those that this version tells together. */
export const isKnownRole = (told: string): boolean => Object.hasOwn(RIGHT_OF, told);

/** The directory roles among whose holders those are who are told together. */
export const rolesOf = (told: NoticeRole): readonly Role[] => rolesFor(RIGHT_OF[told]);

/** Whether a notice may be told to somebody, by the rights that they have now; one person's is theirs. */
export const isAddressed = (actor: Actor, { to }: Notice): boolean => !('role' in to) || may(actor, RIGHT_OF[to.role]);

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
