import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { TenantId, UserId } from '../commerce/api/types.ts';
import type { Redis } from '../redis/client.ts';
import { tenantKeys } from '../redis/keys.ts';

export type Dialogues = ReturnType<typeof createDialogues>;

/** Where somebody talks to the bot. */
export interface DialoguePlace {
  readonly tenantId: TenantId;
  readonly userId: UserId;
  readonly conversationId: string;
}

/** How long a conversation is remembered after its last turn, in ms. */
const REMEMBERED_FOR = 30 * 60 * 1000;

/** What one person's conversation may take, in UTF-16 units of JSON; one that takes more is not remembered. */
const LONGEST = 8000;

export const MOST_STEPS = 6;
export const MOST_ITEMS = 50;
export const MOST_THINGS = 6;

/** What a sentence may refer to. */
export const THING_KINDS = ['subscription', 'invoice', 'request', 'customer', 'product', 'person'] as const;
export type ThingKind = (typeof THING_KINDS)[number];

const step = z.object({ command: z.string().max(50), args: z.record(z.string(), z.unknown()) });
const thing = z.object({ kind: z.enum(THING_KINDS), said: z.string() });

const dialogue = z.object({
  version: z.literal(1),
  /** Whom they acted for. */
  tenant: z.string().transform((id) => id as TenantId),
  /** The language of the last sentence that is clearly of one. */
  language: z.string().max(20).optional(),
  /** What was run, the newest first. */
  steps: z.array(step).max(MOST_STEPS),
  /** What stood on the last list or chooser, in its order, with what a press on each would run. */
  items: z.array(step).max(MOST_ITEMS),
  /** Whether these were choices, and nothing else was shown since. */
  choosing: z.boolean(),
  next: step.optional(),
  previous: step.optional(),
  /** What was spoken of, the newest first: an id, or how the person has named it. */
  focus: z.array(thing).max(MOST_THINGS),
  /** How many of them the last turn spoke of. */
  recent: z.number(),
  /** A change, or a form for one, that is not confirmed, with the arguments that it still asks for. */
  waiting: step
    .extend({
      lacks: z.array(z.string()),
      prose: z.string().optional(),
      age: z.number(),
      /** Something was said against it since that was not understood. */
      doubted: z.boolean().optional(),
    })
    .optional(),
  /** The last turn was refused for want of a right. */
  barred: z.boolean().optional(),
  /** What sentences in a group were understood as that were fetched by their writer's client, which may fetch them again. */
  typed: z.array(step.extend({ text: z.string(), at: z.number() })).max(MOST_STEPS),
  /** What takes the last act back. */
  undo: step.optional(),
});

/** What the bot and a person have spoken of in a conversation: ids and what was said, no copy of anything stored. */
export type Dialogue = z.infer<typeof dialogue>;

/** A command with its arguments, as it was run or as a press would run it. Of no authority: it is checked as any other. */
export type Step = z.infer<typeof step>;

/** Something that was spoken of. */
export type Thing = z.infer<typeof thing>;

/** What each person and the bot have spoken of lately. A memory of another version of the program is none. */
export const createDialogues = (redis: Redis) => {
  // A conversation's id is the channel's, of any length.
  const key = ({ tenantId, userId, conversationId }: DialoguePlace): string =>
    tenantKeys(tenantId).dialogue(userId, createHash('sha256').update(conversationId).digest('base64url'));
  return {
    async recall(place: DialoguePlace): Promise<Dialogue | undefined> {
      const stored = await redis.get(key(place));
      return stored === null ? undefined : parsed(stored);
    },

    async remember(place: DialoguePlace, said: Dialogue): Promise<void> {
      const json = JSON.stringify(said);
      if (json.length > LONGEST) await redis.del(key(place));
      else await redis.set(key(place), json, { expiration: { type: 'PX', value: REMEMBERED_FOR } });
    },

    async forget(place: DialoguePlace): Promise<void> {
      await redis.del(key(place));
    },
  };
};

const parsed = (json: string): Dialogue | undefined => {
  try {
    return dialogue.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
};
