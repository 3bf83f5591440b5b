import type { Right } from '../api/rights.ts';
import type { Actor, Role, TenantId, TenantRecord, UserId } from '../api/types.ts';

/**
 * Who a right is given to: a directory role, a partner's delegated admin, any enabled member, or the member whom the
 * thing belongs to (the purchaser of a subscription, the owner of a card).
 */
type Grantee = Role | 'partner' | 'member' | 'owner';

const SEES_ALL: readonly Grantee[] = ['GlobalAdministrator', 'BillingAdministrator', 'GlobalReader', 'partner'];
const BUYS_CENTRALLY: readonly Grantee[] = ['GlobalAdministrator', 'BillingAdministrator'];
const HANDS_OUT_LICENSES: readonly Grantee[] = ['GlobalAdministrator', 'LicenseAdministrator', 'UserAdministrator'];
const READS_AUDIT: readonly Grantee[] = ['GlobalAdministrator', 'BillingAdministrator', 'GlobalReader'];

const grants: Readonly<Record<Right, readonly Grantee[]>> = {
  'see-purchases': SEES_ALL,
  'see-subscription': [...SEES_ALL, 'owner'],
  'read-policy': SEES_ALL,
  'change-policy': BUYS_CENTRALLY,
  'take-over': [...BUYS_CENTRALLY, 'partner'],
  'buy-centrally': BUYS_CENTRALLY,
  'assign-central': HANDS_OUT_LICENSES,
  'run-own-subscription': ['owner'],
  'run-own-billing': ['owner'],
  'buy-self-service': ['member'],
  'request-license': ['member'],
  'decide-requests': HANDS_OUT_LICENSES,
  'read-audit': READS_AUDIT,
  'read-audit-of-subscription': [...READS_AUDIT, 'owner'],
  'read-own-audit': ['member', 'partner'],
  'read-security-log': ['GlobalAdministrator', 'GlobalReader'],
  'erase-people': ['GlobalAdministrator'],
  'find-people': ['member', 'partner'],
  'see-own': ['member'],
  'notify-channel': BUYS_CENTRALLY,
  'read-deliveries': READS_AUDIT,
  // Whom a command listens to at all. Whether it may be done to this subscription is judged with it: by its owner, or by
  // those who see, assign or take over what is not their own.
  'see-subscriptions': ['member', 'partner'],
  'export-users': ['member', 'partner'],
  'change-subscription': ['member', 'partner'],
  'cancel-subscription': ['member', 'partner'],
  'assign-licenses': ['member', 'partner'],
};

/** Whether the actor may do this, to a thing that belongs to `owner` where the right concerns one. */
export const may = (actor: Actor, right: Right, owner: UserId | null = null): boolean =>
  actor.enabled && grants[right].some((grantee) => isGrantee(actor, grantee, owner));

/** What a partner's admin is at home counts for nothing at the customer's, nor does a role that a guest was given. */
const isGrantee = (actor: Actor, grantee: Grantee, owner: UserId | null): boolean => {
  if (actor.partner || grantee === 'partner') return grantee === 'partner' && actor.partner === true;
  const isMember = actor.userType !== 'guest';
  if (grantee === 'member') return isMember;
  if (grantee === 'owner') return isMember && owner === actor.userId;
  return isMember && actor.roles.includes(grantee);
};

/** Whether a partner's person has delegated administration of a tenant; `home` narrows it to those of one partner. */
export const isDelegate = ({ delegatedAdmins }: TenantRecord, user: UserId, home?: TenantId): boolean =>
  delegatedAdmins.some(({ userId, tenantId }) => userId === user && (home === undefined || tenantId === home));

/** The directory roles that would allow something, for telling a refused person whom to ask. */
export const rolesFor = (right: Right): Role[] => {
  return grants[right].filter((grantee): grantee is Role => !['partner', 'member', 'owner'].includes(grantee));
};
