import { requestDenied, type StandInAnswer } from './answers.ts';
import type { World, WorldSubscription, WorldUser } from './world.ts';

/** An answer with things of one of Graph's types in it. */
export interface GraphAnswer extends StandInAnswer {
  /** Name of the type in Microsoft's metadata. */
  readonly type?: string;
}

interface Route {
  readonly path: RegExp;
  /** Application permissions, of which one is enough. */
  readonly needs: readonly string[];
  readonly answer: (world: World, url: URL) => GraphAnswer;
}

const list = (type: string, value: readonly unknown[], links: object = {}): GraphAnswer => ({
  status: 200,
  type,
  body: { '@odata.context': `https://graph.microsoft.com/v1.0/$metadata#${type}`, ...links, value },
});

const ROUTES: readonly Route[] = [
  {
    path: /^\/v1\.0\/organization$/,
    needs: ['Organization.Read.All', 'Directory.Read.All'],
    answer: (world) => list('organization', [organizationOf(world)]),
  },
  {
    path: /^\/v1\.0\/subscribedSkus$/,
    needs: ['Organization.Read.All', 'LicenseAssignment.Read.All', 'Directory.Read.All'],
    answer: (world) => list('subscribedSku', skusOf(world)),
  },
  {
    path: /^\/v1\.0\/directory\/subscriptions$/,
    needs: ['Organization.Read.All', 'Directory.Read.All'],
    answer: ({ subscriptions }) => list('companySubscription', [...subscriptions.values()]),
  },
  {
    path: /^\/v1\.0\/users$/,
    needs: ['User.Read.All', 'Directory.Read.All'],
    answer: usersPage,
  },
  {
    path: /^\/v1\.0\/roleManagement\/directory\/roleAssignments$/,
    needs: ['RoleManagement.Read.Directory', 'Directory.Read.All'],
    answer: assignmentsOf,
  },
];

/** What Graph answers; undefined for what it is not known to have. */
export const graphAnswer = (world: World, method: string, url: URL): GraphAnswer | undefined => {
  const route = ROUTES.find(({ path }) => method === 'GET' && path.test(url.pathname));
  if (!route) return undefined;
  return route.needs.some((permission) => world.granted.has(permission)) ? route.answer(world, url) : requestDenied();
};

const organizationOf = ({ tenantId, organization }: World) => ({
  id: tenantId,
  displayName: organization.displayName,
  countryLetterCode: organization.countryLetterCode,
  preferredLanguage: organization.preferredLanguage,
  tenantType: 'AAD',
  verifiedDomains: [
    { name: organization.domain, isDefault: true, isInitial: false, type: 'Managed', capabilities: 'Email' },
  ],
});

const skusOf = (world: World) =>
  [...new Set([...world.subscriptions.values()].map(({ skuId }) => skuId))].map((skuId) => skuOf(world, skuId));

const skuOf = ({ tenantId, subscriptions, users }: World, skuId: string) => {
  const members = [...subscriptions.values()].filter((each) => each.skuId === skuId);
  return {
    id: `${tenantId}_${skuId}`,
    skuId,
    skuPartNumber: members[0]?.skuPartNumber,
    appliesTo: 'User',
    capabilityStatus: members.some(isEnabled) ? 'Enabled' : 'Suspended',
    consumedUnits: [...users.values()].filter(({ licenses }) => licenses.has(skuId)).length,
    prepaidUnits: {
      enabled: unitsOf(members, 'Enabled'),
      warning: unitsOf(members, 'Warning'),
      suspended: unitsOf(members, 'Suspended'),
      lockedOut: unitsOf(members, 'LockedOut'),
    },
    subscriptionIds: members.map(({ id }) => id),
  };
};

const isEnabled = ({ status }: WorldSubscription): boolean => status === 'Enabled' || status === 'Warning';

const unitsOf = (members: readonly WorldSubscription[], wanted: string): number =>
  members.filter(({ status }) => status === wanted).reduce((sum, { totalLicenses }) => sum + (totalLicenses ?? 0), 0);

/** Pages are as long as is asked for, 100 unless told, 999 at most; a filter names up to 15 ids. */
function usersPage(world: World, url: URL): GraphAnswer {
  const wanted = url.searchParams.get('$filter')?.match(/[\da-f-]{36}/g);
  const users = [...world.users.values()].filter(({ id }) => wanted?.includes(id) ?? true);
  const top = Math.min(Number(url.searchParams.get('$top') ?? 100), 999);
  const from = Number(url.searchParams.get('$skiptoken') ?? 0);
  const next = new URL(url);
  next.searchParams.set('$skiptoken', String(from + top));
  const links = from + top < users.length ? { '@odata.nextLink': next.href } : {};
  return list('user', users.slice(from, from + top).map(userOf), links);
}

const userOf = ({ licenses, ...user }: WorldUser) => ({
  ...user,
  assignedLicenses: [...licenses.keys()].map((skuId) => ({ skuId, disabledPlans: [] })),
});

function assignmentsOf({ roles }: World, url: URL): GraphAnswer {
  const template = /^roleDefinitionId eq '([\da-f-]{36})'$/.exec(url.searchParams.get('$filter') ?? '')?.[1] ?? '';
  const holders = roles.get(template) ?? [];
  return list(
    'unifiedRoleAssignment',
    holders.map((principalId) => ({
      id: `${principalId}-${template}`,
      principalId,
      roleDefinitionId: template,
      directoryScopeId: '/',
    })),
  );
}
