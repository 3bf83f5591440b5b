import type { TenantId, UserId } from '../commerce/api/types.ts';
import type { Redis } from '../redis/client.ts';
import { tenantKeys } from '../redis/keys.ts';
import { isUnreachable } from '../redis/unavailable.ts';

export type SeenActivities = ReturnType<typeof createSeenActivities>;

interface Member {
  readonly tenantId: TenantId;
  readonly userId: UserId;
}

/** Whether something has come before: not at all, and is being answered, or has been. */
export type Seen = 'first' | 'under-way' | 'settled';

/** One thing that may come several times. Until it is settled it counts as under way, for a minute at most. */
export interface Delivered {
  begin(): Promise<Seen>;
  /** It has been answered, or nobody can be. */
  settle(): Promise<void>;
  /** Has it count as new again. */
  forget(): Promise<void>;
}

/** Teams delivers an activity again when it got no answer in 15 seconds; later copies come within minutes. Milliseconds. */
const REMEMBERED = 10 * 60 * 1000;
/** After that its process has died: no turn takes so long. */
const UNDER_WAY = 60 * 1000;

const [BEGUN, SETTLED] = ['begun', '1'];

/** Remembers what has been delivered already, for every process of the bot. */
export const createSeenActivities = (redis: Redis) => {
  const begun = async (key: string): Promise<Seen> => {
    const expiration = { type: 'PX', value: UNDER_WAY } as const;
    if ((await redis.set(key, BEGUN, { condition: 'NX', expiration })) !== null) return 'first';
    return (await redis.get(key)) === BEGUN ? 'under-way' : 'settled';
  };

  /** With Redis away everything counts as new: the person is better told so than left without an answer. */
  const delivered = (key: string, remembered?: number): Delivered => ({
    begin: () =>
      begun(key).catch((error: unknown) => {
        if (isUnreachable(error)) return 'first';
        throw error;
      }),

    async settle() {
      const expiration = remembered === undefined ? undefined : ({ type: 'PX', value: remembered } as const);
      await redis.set(key, SETTLED, { expiration }).catch(() => undefined);
    },

    async forget() {
      await redis.del(key).catch(() => undefined);
    },
  });
  return {
    /** An activity by the conversation and its own id. */
    activity: ({ tenantId }: Member, activity: string): Delivered =>
      delivered(tenantKeys(tenantId).seenActivity(activity), REMEMBERED),

    /** The welcome of a person, once for each time that the app is installed. */
    welcome: ({ tenantId, userId }: Member): Delivered => delivered(tenantKeys(tenantId).welcomed(userId)),
  };
};
