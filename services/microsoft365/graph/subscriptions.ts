import { z } from 'zod';
import { allOf } from '../pages.ts';
import type { Ask } from '../request.ts';

const subscription = z.object({
  id: z.string(),
  commerceSubscriptionId: z.string().nullish(),
  skuId: z.guid().nullish(),
  skuPartNumber: z.string().nullish(),
  /** Enabled, Warning, Suspended, LockedOut, Deleted; Microsoft's pages disagree, and others have been seen. */
  status: z.string().nullish(),
  totalLicenses: z.number().nullish(),
  isTrial: z.boolean().nullish(),
  createdDateTime: z.string().nullish(),
  /** When it is renewed, or ends: Microsoft does not say which. */
  nextLifecycleDateTime: z.string().nullish(),
  ownerId: z.string().nullish(),
  ownerType: z.string().nullish(),
  /** A partner's, who sold it. */
  ownerTenantId: z.string().nullish(),
});

/** What has been bought, by whomever: it has no price, no term, and nothing on renewals. */
export type CompanySubscription = z.infer<typeof subscription>;

/** https://learn.microsoft.com/graph/api/directory-list-subscriptions; needs Organization.Read.All */
export const readSubscriptions = (ask: Ask): Promise<CompanySubscription[]> =>
  allOf(ask, { path: '/v1.0/directory/subscriptions' }, subscription);
