import type { Actor, Role, UserId } from '../types.ts';

/** Who a right is given to: a directory role, the purchaser of the thing itself, or any enabled member. */
type Grantee = Role | 'owner' | 'member';

const SEES_ALL: readonly Grantee[] = ['GlobalAdministrator', 'BillingAdministrator', 'GlobalReader'];
const BUYS_CENTRALLY: readonly Grantee[] = ['GlobalAdministrator', 'BillingAdministrator'];
const HANDS_OUT_LICENSES: readonly Grantee[] = ['GlobalAdministrator', 'LicenseAdministrator', 'UserAdministrator'];

const grants = {
  'see-purchases': SEES_ALL,
  'see-subscription': [...SEES_ALL, 'owner'],
  'read-policy': SEES_ALL,
  'change-policy': BUYS_CENTRALLY,
  'take-over': BUYS_CENTRALLY,
  'buy-centrally': BUYS_CENTRALLY,
  'assign-central': HANDS_OUT_LICENSES,
  'run-own-subscription': ['owner'],
  'decide-requests': HANDS_OUT_LICENSES,
  'read-audit': SEES_ALL,
  'see-own': ['member'],
} as const satisfies Record<string, readonly Grantee[]>;

/** Something a person may or may not do. */
export type Act = keyof typeof grants;

/** Whether the actor may do this, to a thing whose purchaser is `owner` where the act concerns one. */
export const may = (actor: Actor, act: Act, owner: UserId | null = null): boolean =>
  actor.enabled &&
  grants[act].some((grantee) => {
    if (grantee === 'owner') return owner === actor.userId;
    if (grantee === 'member') return actor.userType === 'member';
    return actor.roles.includes(grantee);
  });

/** The directory roles that would allow an act, for telling a refused person whom to ask. */
export const rolesFor = (act: Act): Role[] => {
  const grantees: readonly Grantee[] = grants[act];
  return grantees.filter((grantee): grantee is Role => grantee !== 'owner' && grantee !== 'member');
};
