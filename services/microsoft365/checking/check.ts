import type { Microsoft365 } from '../client.ts';
import { Microsoft365Fault } from '../fault.ts';
import { type DirectoryUser, readUsers } from '../graph/users.ts';
import { type CheckedCall, type CheckedCalls, checkCalls } from './calls.ts';
import { type Findings, findingsIn, ownersOf, selfServiceIn } from './findings.ts';

/** What can be done with a tenant in Microsoft 365 as things are. Nothing was written there. */
export interface TenantCheck {
  readonly name: string | undefined;
  readonly calls: readonly CheckedCall[];
  /** Application permissions that are consented to, by Microsoft's own word. */
  readonly granted: ReadonlySet<string>;
  readonly findings: Findings;
}

/**
 * Makes every call that a reading makes, once.
 * @throws {Microsoft365Fault} where Microsoft gives no token, so that nothing can be asked
 */
export const checkTenant = async (microsoft365: Microsoft365, now: number): Promise<TenantCheck> => {
  const granted = await microsoft365.permissions();
  const checked = await checkCalls(microsoft365);
  return {
    name: checked.read.organization?.displayName ?? undefined,
    calls: checked.calls,
    granted,
    findings: findingsIn(checked, await ownersIn(checked, microsoft365), now),
  };
};

const ownersIn = async (
  checked: CheckedCalls,
  { graph }: Microsoft365,
): Promise<readonly DirectoryUser[] | undefined> => {
  if (!checked.read.people) return undefined;
  return readUsers(graph, ownersOf(selfServiceIn(checked) ?? [])).catch((error: unknown) => {
    if (error instanceof Microsoft365Fault) return undefined;
    throw error;
  });
};
