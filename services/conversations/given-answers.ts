import { z } from 'zod';
import type { TenantId, UserId } from '../commerce/api/types.ts';
import type { Redis } from '../redis/client.ts';
import { tenantKeys } from '../redis/keys.ts';
import { keyDigest } from './digest.ts';

export type GivenAnswers = ReturnType<typeof createGivenAnswers>;

interface Member {
  readonly tenantId: TenantId;
  readonly userId: UserId;
}

/** What a message said, and the card that answered it. */
export interface GivenAnswer {
  /** A digest of them. */
  readonly words: string;
  /** Id of the message that holds the card; undefined where the channel has not named it. */
  readonly card?: string | undefined;
}

/** Milliseconds: what a card asks can be confirmed for a day. */
const KEPT = 25 * 60 * 60 * 1000;
const EXPIRING = { type: 'PX', value: KEPT } as const;

const [PRESSED, WITHDRAWN] = ['pressed', 'withdrawn'];

const given = z.object({ words: z.string(), card: z.string().optional() });

/**
 * What was answered to which message, so that an edit puts the answer right. What an earlier wording asked about is
 * confirmed or withdrawn, whichever comes first.
 */
export const createGivenAnswers = (redis: Redis) => {
  const answerKey = ({ tenantId, userId }: Member, message: string) =>
    tenantKeys(tenantId).answerTo(userId, keyDigest(message));
  const askedKey = ({ tenantId, userId }: Member, card: string) =>
    tenantKeys(tenantId).askedOn(userId, keyDigest(card));

  /** What has become of an operation, if not this: the first word stands. */
  const decide = async ({ tenantId, userId }: Member, operation: string, fate: string): Promise<string> => {
    const key = tenantKeys(tenantId).confirmation(userId, keyDigest(operation));
    const isNew = await redis.set(key, fate, { condition: 'NX', expiration: EXPIRING });
    return isNew === null ? ((await redis.get(key)) ?? fate) : fate;
  };

  return {
    /** What a message by its id was answered with. */
    async of(member: Member, message: string): Promise<GivenAnswer | undefined> {
      const stored = await redis.get(answerKey(member, message));
      return stored === null ? undefined : given.safeParse(JSON.parse(stored)).data;
    },

    async note(member: Member, message: string, answer: GivenAnswer): Promise<void> {
      await redis.set(answerKey(member, message), JSON.stringify(answer), { expiration: EXPIRING });
    },

    /** Notes what a card asks to confirm. */
    async noteAsked(member: Member, card: string, operations: readonly string[]): Promise<void> {
      if (operations.length === 0) return;
      const key = askedKey(member, card);
      await redis
        .multi()
        .sAdd(key, [...operations])
        .pExpire(key, KEPT)
        .exec();
    },

    /** Confirms an operation; false where what asked for it has been withdrawn. */
    confirm: async (member: Member, operation: string): Promise<boolean> =>
      (await decide(member, operation, PRESSED)) === PRESSED,

    /** Withdraws what a card asked; true where something of it was confirmed before. */
    async withdraw(member: Member, card: string): Promise<boolean> {
      const operations = await redis.sMembers(askedKey(member, card));
      const fates = await Promise.all(operations.map((operation) => decide(member, operation, WITHDRAWN)));
      return fates.includes(PRESSED);
    },
  };
};
