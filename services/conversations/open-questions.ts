import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { TenantId, UserId } from '../commerce/api/types.ts';
import type { Redis } from '../redis/client.ts';
import { tenantKeys } from '../redis/keys.ts';

export type OpenQuestions = ReturnType<typeof createOpenQuestions>;

/** Where somebody was asked something. */
interface Place {
  readonly tenantId: TenantId;
  readonly userId: UserId;
  readonly conversationId: string;
}

/** What was asked for so far; the next sentence may say the rest. */
export interface OpenQuestion {
  /** Whom they acted for. */
  readonly tenant: TenantId;
  readonly command: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** How long an answer is waited for, in ms. */
const WAITED_FOR = 10 * 60 * 1000;

const question = z.object({
  tenant: z.string().transform((id) => id as TenantId),
  command: z.string(),
  args: z.record(z.string(), z.unknown()),
});

/** What the bot has asked a person in a conversation and is not answered yet. */
export const createOpenQuestions = (redis: Redis) => {
  // A conversation's id is the channel's, of any length.
  const key = ({ tenantId, userId, conversationId }: Place): string =>
    tenantKeys(tenantId).pending(userId, createHash('sha256').update(conversationId).digest('base64url'));
  return {
    async ask(place: Place, asked: OpenQuestion): Promise<void> {
      await redis.set(key(place), JSON.stringify(asked), { expiration: { type: 'PX', value: WAITED_FOR } });
    },

    async asked(place: Place): Promise<OpenQuestion | undefined> {
      const stored = await redis.get(key(place));
      return stored === null ? undefined : question.safeParse(JSON.parse(stored)).data;
    },

    async drop(place: Place): Promise<void> {
      await redis.del(key(place));
    },
  };
};
