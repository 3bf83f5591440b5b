import { z } from 'zod';
import { allOf } from '../pages.ts';
import type { Ask } from '../request.ts';

const units = z.object({
  enabled: z.number(),
  suspended: z.number(),
  warning: z.number(),
  lockedOut: z.number().nullish(),
});

const sku = z.object({
  skuId: z.guid(),
  skuPartNumber: z.string(),
  capabilityStatus: z.string().nullish(),
  consumedUnits: z.number(),
  prepaidUnits: units,
  subscriptionIds: z.array(z.string()).nullish(),
});

/** All licenses of one kind that a tenant has, from whatever subscriptions they come. */
export type Sku = z.infer<typeof sku>;

const PATH = `/v1.0/subscribedSkus?$select=id,appliesTo,${Object.keys(sku.shape).join(',')}`;

/** https://learn.microsoft.com/graph/api/subscribedsku-list; needs LicenseAssignment.Read.All or Organization.Read.All */
export const readSkus = (ask: Ask): Promise<Sku[]> => allOf(ask, { path: PATH }, sku);
