import type { CompanySubscription } from '../../services/microsoft365/graph/subscriptions.ts';

export interface WorldUser {
  readonly id: string;
  displayName: string;
  userPrincipalName: string;
  mail: string | null;
  userType: 'Member' | 'Guest' | null;
  accountEnabled: boolean;
  preferredLanguage: string | null;
  usageLocation: string | null;
  /** SKU ids, and by which group they came; null for those given directly. */
  readonly licenses: Map<string, string | null>;
}

/** A subscription in all that Graph tells of it; the SKU's name and id are always known. */
export type WorldSubscription = Required<{ [Name in keyof CompanySubscription]: CompanySubscription[Name] }> & {
  readonly skuId: string;
  readonly skuPartNumber: string;
};

/** A tenant as Microsoft 365 has it: what stands in for Microsoft tells of it, and changes it when told to. */
export interface World {
  readonly tenantId: string;
  readonly app: { readonly clientId: string; secret: string };
  readonly organization: {
    displayName: string;
    countryLetterCode: string;
    preferredLanguage: string | null;
    domain: string;
  };
  readonly users: Map<string, WorldUser>;
  readonly subscriptions: Map<string, WorldSubscription>;
  /** Ids of who has a role, by the id of the role's template. */
  readonly roles: Map<string, string[]>;
  readonly policy: {
    defaultValue: string;
    readonly products: Map<string, { name: string; value: string }>;
    readonly offerTypes: Map<string, string>;
  };
  /** Application permissions that an admin has consented to. */
  readonly granted: Set<string>;
}
