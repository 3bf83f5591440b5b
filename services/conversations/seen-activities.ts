import type { TenantId, UserId } from '../commerce/api/types.ts';
import type { Redis } from '../redis/client.ts';
import { tenantKeys } from '../redis/keys.ts';
import { isUnreachable } from '../redis/unavailable.ts';

export type SeenActivities = ReturnType<typeof createSeenActivities>;

interface Member {
  readonly tenantId: TenantId;
  readonly userId: UserId;
}

/** Teams delivers an activity again when it got no answer in 15 seconds; later copies come within minutes. */
const REMEMBERED_MS = 10 * 60 * 1000;

/** Remembers what has been delivered already, for every process of the bot. */
export const createSeenActivities = (redis: Redis) => {
  /** With Redis away everything counts as new: the person is better told so than left without an answer. */
  const first = async (key: string, expiry?: { PX: number }): Promise<boolean> => {
    try {
      return (
        (await redis.set(key, '1', {
          condition: 'NX',
          expiration: expiry ? { type: 'PX', value: expiry.PX } : undefined,
        })) !== null
      );
    } catch (error) {
      if (isUnreachable(error)) return true;
      throw error;
    }
  };
  return {
    /** Whether this activity is seen for the first time. */
    isFirst: ({ tenantId }: Member, activity: string): Promise<boolean> =>
      first(tenantKeys(tenantId).seenActivity(activity), { PX: REMEMBERED_MS }),

    /** Has it count as new again, as it could not be answered. With Redis away it counts as new anyway. */
    async forget({ tenantId }: Member, activity: string): Promise<void> {
      await redis.del(tenantKeys(tenantId).seenActivity(activity)).catch(() => undefined);
    },

    /** Whether this person has not been welcomed since the app was installed. */
    isFirstWelcome: ({ tenantId, userId }: Member): Promise<boolean> => first(tenantKeys(tenantId).welcomed(userId)),

    async forgetWelcome({ tenantId, userId }: Member): Promise<void> {
      await redis.del(tenantKeys(tenantId).welcomed(userId));
    },
  };
};
