import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { TenantId, UserId } from '../services/commerce/types.ts';

/** Who sent an activity and from where, as the channel vouches for it. */
export interface Sender {
  readonly tenantId: TenantId;
  readonly userId: UserId;
  /** The person's id within the channel (`29:…`), the one that cards name their viewers by. */
  readonly channelUserId: string;
  readonly name: string;
  /** BCP 47, where the client told it. */
  readonly locale: string | undefined;
  /** More than one person reads along. */
  readonly inGroup: boolean;
}

const guid = z
  .string()
  .toLowerCase()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

const claims = z.object({
  from: z.object({ id: z.string().min(1), aadObjectId: guid, name: z.string().optional() }),
  conversation: z.object({
    tenantId: guid.optional(),
    conversationType: z.string().optional(),
    isGroup: z.boolean().optional(),
  }),
  channelData: z.object({ tenant: z.object({ id: guid }).optional() }).nullish(),
  locale: z.string().max(35).optional().catch(undefined),
});

/**
 * The sender of an activity that the adapter has authenticated, or undefined where it names no person or no tenant, or
 * two different tenants. This is the only place that believes Teams about who somebody is.
 */
export const senderOf = (activity: Partial<Activity>): Sender | undefined => {
  const parsed = claims.safeParse(activity);
  if (!parsed.success) return undefined;
  const { from, conversation, channelData, locale } = parsed.data;
  const tenants = new Set([conversation.tenantId, channelData?.tenant?.id].filter((id) => id !== undefined));
  const [tenantId, another] = tenants;
  if (!tenantId || another) return undefined;
  return {
    tenantId: tenantId as TenantId,
    userId: from.aadObjectId as UserId,
    channelUserId: from.id,
    name: from.name ?? '',
    locale,
    inGroup: conversation.isGroup ?? (conversation.conversationType ?? 'personal') !== 'personal',
  };
};
