import type { Microsoft365 } from '../client.ts';
import { Microsoft365Fault } from '../fault.ts';
import { readOrganization } from '../graph/organization.ts';
import { readRoleHolders } from '../graph/roles.ts';
import { readSkus } from '../graph/skus.ts';
import { readSubscriptions } from '../graph/subscriptions.ts';
import { userPages } from '../graph/users.ts';
import type { PermissionName } from '../permissions.ts';
import { readPolicy } from '../policy.ts';

const somebody = async ({ graph }: Microsoft365) => {
  for await (const page of userPages(graph, 1)) return page.items;
  return [];
};

const policyOf = ({ policy }: Microsoft365) => (policy ? readPolicy(policy) : Promise.resolve(null));

/** What a reading asks for, and the permission that each needs. */
const CALLS = {
  organization: { needs: 'Organization.Read.All', read: ({ graph }: Microsoft365) => readOrganization(graph) },
  skus: { needs: 'Organization.Read.All', read: ({ graph }: Microsoft365) => readSkus(graph) },
  subscriptions: { needs: 'Organization.Read.All', read: ({ graph }: Microsoft365) => readSubscriptions(graph) },
  people: { needs: 'User.Read.All', read: somebody },
  buyers: {
    needs: 'RoleManagement.Read.Directory',
    read: async ({ graph }: Microsoft365) => [
      ...(await readRoleHolders(graph, 'GlobalAdministrator')),
      ...(await readRoleHolders(graph, 'BillingAdministrator')),
    ],
  },
  shoppers: {
    needs: 'RoleManagement.Read.Directory',
    read: ({ graph }: Microsoft365) => readRoleHolders(graph, 'ModernCommerceAdministrator'),
  },
  /** Null where the cloud has no such service. */
  policy: { needs: 'Policy.Read.AllowSelfServicePurchase', read: policyOf },
} as const satisfies Record<string, { readonly needs: PermissionName; readonly read: (from: Microsoft365) => unknown }>;

type CallName = keyof typeof CALLS;
const CALL_NAMES = Object.keys(CALLS) as CallName[];
type Read = { readonly [Name in CallName]: Awaited<ReturnType<(typeof CALLS)[Name]['read']>> };

/** A call and what became of it. */
export interface CheckedCall {
  readonly name: CallName;
  readonly needs: PermissionName;
  /** Undefined where it went well. */
  readonly fault: Microsoft365Fault | undefined;
}

export interface CheckedCalls {
  readonly calls: readonly CheckedCall[];
  /** What those that went well have read. */
  readonly read: Partial<Read>;
}

/** Makes each call of a reading once. One that fails keeps no other from being made. */
export const checkCalls = async (microsoft365: Microsoft365): Promise<CheckedCalls> => {
  const outcomes = await Promise.all(CALL_NAMES.map((name) => checked(name, microsoft365)));
  return {
    calls: outcomes.map(({ call }) => call),
    read: Object.fromEntries(outcomes.filter(({ call }) => !call.fault).map(({ call, value }) => [call.name, value])),
  };
};

const checked = async (name: CallName, microsoft365: Microsoft365) => {
  const { needs, read } = CALLS[name];
  try {
    return { call: { name, needs, fault: undefined }, value: await read(microsoft365) };
  } catch (error) {
    if (!(error instanceof Microsoft365Fault)) throw error;
    return { call: { name, needs, fault: error }, value: undefined };
  }
};
