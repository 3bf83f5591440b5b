/** What comes of the permissions of each step once they are consented to; each step is of use alone. */
export const PERMISSION_STEPS = {
  report: 'lists, licenses, what is new, what ends',
  guard: 'blocking products, and keeping them blocked',
  assign: 'giving licenses',
  partner: 'customers of a partner',
} as const;
export type PermissionStep = keyof typeof PERMISSION_STEPS;

export interface AppPermission {
  readonly name: string;
  readonly step: PermissionStep;
  /** Whose permission it is. */
  readonly of: 'Microsoft Graph' | 'M365 License Manager';
}

/** Application permissions: https://learn.microsoft.com/graph/permissions-reference */
export const PERMISSIONS = [
  { name: 'Organization.Read.All', step: 'report', of: 'Microsoft Graph' },
  { name: 'User.Read.All', step: 'report', of: 'Microsoft Graph' },
  { name: 'RoleManagement.Read.Directory', step: 'report', of: 'Microsoft Graph' },
  { name: 'Policy.Read.AllowSelfServicePurchase', step: 'report', of: 'M365 License Manager' },
  { name: 'Policy.ReadWrite.AllowSelfServicePurchase', step: 'guard', of: 'M365 License Manager' },
  { name: 'LicenseAssignment.ReadWrite.All', step: 'assign', of: 'Microsoft Graph' },
  { name: 'DelegatedAdminRelationship.Read.All', step: 'partner', of: 'Microsoft Graph' },
] as const satisfies readonly AppPermission[];

export type PermissionName = (typeof PERMISSIONS)[number]['name'];

/** Permissions that are asked for and go further than ours, which they hold as well. */
const WIDER: Readonly<Partial<Record<PermissionName, readonly string[]>>> = {
  'Organization.Read.All': ['Organization.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  'User.Read.All': ['User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  'RoleManagement.Read.Directory': [
    'RoleManagement.ReadWrite.Directory',
    'Directory.Read.All',
    'Directory.ReadWrite.All',
  ],
  'Policy.Read.AllowSelfServicePurchase': ['Policy.ReadWrite.AllowSelfServicePurchase'],
  'DelegatedAdminRelationship.Read.All': ['DelegatedAdminRelationship.ReadWrite.All'],
};

/** Whether what has been consented to holds a permission. */
export const isGranted = (name: PermissionName, granted: ReadonlySet<string>): boolean =>
  [name, ...(WIDER[name] ?? [])].some((each) => granted.has(each));

/** What has been consented to and is of no use here. */
export const needless = (granted: ReadonlySet<string>): string[] =>
  [...granted].filter((name) => !PERMISSIONS.some((ours) => ours.name === name));
