import { z } from 'zod';
import { Microsoft365Fault } from '../fault.ts';
import { allOf } from '../pages.ts';
import type { Ask } from '../request.ts';

const organization = z.object({
  id: z.guid(),
  displayName: z.string().nullable(),
  /** ISO 3166-1 alpha-2. */
  countryLetterCode: z.string().nullish(),
  preferredLanguage: z.string().nullish(),
  tenantType: z.string().nullish(),
  verifiedDomains: z.array(z.object({ name: z.string().nullable(), isDefault: z.boolean().nullish() })),
});

/** A tenant as its directory describes it. */
export type Organization = z.infer<typeof organization>;

const PATH = `/v1.0/organization?$select=${Object.keys(organization.shape).join(',')}`;

/** https://learn.microsoft.com/graph/api/organization-list; needs Organization.Read.All */
export const readOrganization = async (ask: Ask): Promise<Organization> => {
  const [only] = await allOf(ask, { path: PATH }, organization);
  if (!only) throw new Microsoft365Fault('unreadable', { code: 'no-organization' });
  return only;
};
