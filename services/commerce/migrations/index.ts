import { auditMembers } from './audit-members.ts';
import { cancelRequestsByProduct } from './cancel-requests.ts';
import type { Migration } from './migration.ts';
import { names } from './names.ts';
import { newestIndex } from './newest-index.ts';
import { overAssignedCounts } from './over-assigned.ts';
import { roleIndex } from './role-index.ts';

/** Every step from the form of the first version to that of this one, in order. */
export const MIGRATIONS: readonly Migration[] = [
  roleIndex,
  auditMembers,
  cancelRequestsByProduct,
  names,
  newestIndex,
  overAssignedCounts,
];
