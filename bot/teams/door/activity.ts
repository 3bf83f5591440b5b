import { z } from 'zod';
import { isLoopback } from './guard.ts';

const mention = z.looseObject({ type: z.literal('mention'), mentioned: z.looseObject({ id: z.string() }) });

/** What every activity must have before the framework may look at it: it checks none of this and fails in the middle. */
export const activityShape = z.looseObject({
  type: z.string().min(1).max(100),
  id: z.string().max(1000).optional(),
  channelId: z.string().min(1).max(100),
  serviceUrl: z.url({ protocol: /^https?$/ }),
  from: z.looseObject({ id: z.string().min(1).max(1000) }),
  recipient: z.looseObject({ id: z.string().max(1000) }),
  conversation: z.looseObject({ id: z.string().min(1).max(1000) }),
  text: z.string().nullish(),
  entities: z
    .array(z.union([mention, z.looseObject({ type: z.string().refine((type) => type !== 'mention') })]))
    .nullish(),
});

/** The same, while nobody vouches for who sent it. */
export const localActivityShape = activityShape.refine(({ serviceUrl }) => isLoopback(serviceUrl), {
  path: ['serviceUrl'],
  error: 'Without authentication replies go to this machine only.',
});
