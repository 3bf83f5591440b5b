import { z } from 'zod';
import { isLoopback } from './guard.ts';

/** What need not be there is not there where it is null, empty or of another kind. */
const perhaps = <Shape extends z.ZodType>(shape: Shape) => shape.optional().catch(undefined);

const id = z.string().min(1).max(1_000);
const label = perhaps(id);
const account = { id, name: label, aadObjectId: label };

/** Of a list, those things that are what they should be. */
const listOf = <Shape extends z.ZodType>(shape: Shape) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((things) => things.flatMap((thing) => shape.safeParse(thing).data ?? []));

const entity = z.union([
  z.looseObject({ type: z.literal('mention'), mentioned: z.looseObject({ ...account }), text: perhaps(z.string()) }),
  z.looseObject({ type: z.string().refine((type) => type !== 'mention'), locale: label }),
]);

/**
 * The only reader of activities: what the bot, and the framework, which checks none of it, see is of this shape. Without
 * what is required nobody could be answered; anything else may be missing, as it was in some client or other.
 */
export const activityShape = z.looseObject({
  type: z.string().min(1).max(100),
  id: label,
  channelId: z.string().min(1).max(100),
  serviceUrl: z.url({ protocol: /^https?$/ }).transform((address) => withoutSlash(address)),
  from: z.looseObject(account),
  recipient: z.looseObject(account),
  conversation: z.looseObject({
    id,
    tenantId: label,
    conversationType: label,
    isGroup: perhaps(z.boolean()),
    name: label,
  }),
  channelData: perhaps(z.looseObject({ tenant: perhaps(z.looseObject({ id: label })), eventType: label })),
  text: perhaps(z.string()),
  locale: label,
  timestamp: label,
  name: label,
  action: label,
  replyToId: label,
  deliveryMode: label,
  entities: listOf(entity),
  attachments: listOf(z.looseObject({ contentType: id })),
  membersAdded: listOf(z.looseObject({ id })),
  membersRemoved: listOf(z.looseObject({ id })),
});

/** The same, while nobody vouches for who sent it. */
export const localActivityShape = activityShape.refine(({ serviceUrl }) => isLoopback(serviceUrl), {
  path: ['serviceUrl'],
  error: 'Without authentication replies go to this machine only.',
});

/** An address as it is compared: Teams writes that of its service with a slash at the end, and without. */
export const withoutSlash = (address: string): string => address.replace(/\/{1,9}$/, '');
