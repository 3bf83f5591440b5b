import { z } from 'zod';
import type { Role } from '../../commerce/api/types.ts';
import { allOf } from '../pages.ts';
import type { Ask } from '../request.ts';

/** Template ids: https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference */
export const ROLE_TEMPLATES: Readonly<Record<Role | 'ModernCommerceAdministrator', string>> = {
  GlobalAdministrator: '62e90394-69f5-4237-9190-012177145e10',
  BillingAdministrator: 'b0f54661-2d74-4c50-afa3-1ec803f12efe',
  LicenseAdministrator: '4d6ac14f-3453-41d0-bef9-a3e0c569773a',
  UserAdministrator: 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  GlobalReader: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  /** Given by Microsoft to whoever buys something. */
  ModernCommerceAdministrator: 'd24aef57-1500-4070-84db-2666f29cf966',
};

const assignment = z.object({ principalId: z.string(), directoryScopeId: z.string().nullish() });

/**
 * Who has a role in the whole directory; a group that has it stands here as itself.
 * https://learn.microsoft.com/graph/api/rbacapplication-list-roleassignments; needs RoleManagement.Read.Directory
 */
export const readRoleHolders = async (ask: Ask, role: keyof typeof ROLE_TEMPLATES): Promise<string[]> => {
  const filter = encodeURIComponent(`roleDefinitionId eq '${ROLE_TEMPLATES[role]}'`);
  const path = `/v1.0/roleManagement/directory/roleAssignments?$filter=${filter}&$select=principalId,directoryScopeId`;
  const assignments = await allOf(ask, { path }, assignment);
  return assignments
    .filter(({ directoryScopeId }) => (directoryScopeId ?? '/') === '/')
    .map(({ principalId }) => principalId);
};
