import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { TenantId, UserId } from '../../services/commerce/api/types.ts';

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

const where = {
  conversation: z.object({
    id: z.string().min(1),
    tenantId: guid.optional(),
    conversationType: z.string().optional(),
    isGroup: z.boolean().optional(),
  }),
  channelData: z.object({ tenant: z.object({ id: guid.optional() }).optional() }).optional(),
};

const place = z.object(where);

const claims = z.object({
  from: z.object({ id: z.string().min(1), aadObjectId: guid, name: z.string().optional() }),
  ...where,
  locale: z.string().optional(),
  entities: z.array(z.object({ type: z.string(), locale: z.string().optional() })).optional(),
});

/**
 * The sender of an activity that the adapter has authenticated, or undefined where it names no person or no tenant, or
 * two different tenants. This is the only place that believes Teams about who somebody is.
 */
export const senderOf = (activity: Partial<Activity>): Sender | undefined => {
  const parsed = claims.safeParse(activity);
  if (!parsed.success) return undefined;
  const { from, conversation, locale, entities = [] } = parsed.data;
  const tenantId = tenantOf(parsed.data);
  if (!tenantId) return undefined;
  return {
    tenantId,
    userId: from.aadObjectId as UserId,
    channelUserId: from.id,
    name: from.name ?? '',
    locale: locale ?? entities.find(({ type }) => type === 'clientInfo')?.locale,
    inGroup: kindOf(conversation) !== 'personal',
  };
};

/** A conversation of one tenant, as the channel vouches for it. */
export interface Place {
  readonly tenantId: TenantId;
  /** A channel's own, whichever of its threads the activity is in. */
  readonly conversationId: string;
  readonly kind: 'personal' | 'group' | 'channel';
}

/** Where an activity comes from; undefined where it names no tenant, or two different ones. */
export const conversationPlaceOf = (activity: Partial<Activity>): Place | undefined => {
  const parsed = place.safeParse(activity);
  const tenantId = parsed.success && tenantOf(parsed.data);
  if (!tenantId) return undefined;
  const { conversation } = parsed.data;
  return { tenantId, conversationId: threadless(conversation.id), kind: kindOf(conversation) };
};

/** What says who reads along. */
interface Readers {
  readonly id: string;
  readonly conversationType?: string | undefined;
  readonly isGroup?: boolean | undefined;
}

/**
 * Who reads along. One sign of several people is enough: what is for one must not be shown to all because the client has
 * left something out. Without any sign it is one person.
 */
export const kindOf = ({ id, conversationType, isGroup }: Readers): Place['kind'] => {
  const thread = /^19:.+@thread\.(\w+)/.exec(id)?.[1];
  const type = conversationType?.toLowerCase();
  if (type === 'channel') return 'channel';
  if (type === 'personal') return isGroup ? 'group' : 'personal';
  if (type !== undefined) return 'group';
  if (thread === 'tacv2' || thread === 'skype') return 'channel';
  return thread || isGroup ? 'group' : 'personal';
};

/** Teams appends `;messageid=…` for a thread of a channel. */
export const threadless = (conversationId: string): string => conversationId.replace(/;messageid=.*$/, '');

const tenantOf = ({ conversation, channelData }: Pick<z.infer<typeof claims>, 'conversation' | 'channelData'>) => {
  const tenants = new Set([conversation.tenantId, channelData?.tenant?.id].filter((id) => id !== undefined));
  const [tenantId, another] = tenants;
  return another ? undefined : (tenantId as TenantId | undefined);
};
