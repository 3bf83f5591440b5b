import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from '../../redis/client.ts';
import { tenantKeys } from '../../redis/keys.ts';
import type { TenantId } from '../api/types.ts';

/** How long a generation whose import has died is left alone. */
const LEASE_MS = 6000;
const RENEWED_EVERY_MS = 1000;
const POLL_MS = 200;

/** An import was paused for so long that other imports of the tenant have taken it for dead. */
export class LeaseExpired extends Error {
  constructor() {
    super('The import stood still for too long and was given up');
    this.name = 'StoodStill';
  }
}

/**
 * What tells the other imports of a tenant that this generation is being written, not left over. It ends by itself
 * when its process dies, and is never taken up again once it has ended.
 */
export class Lease {
  readonly #redis: Redis;
  readonly #key: string;
  readonly #renewing: NodeJS.Timeout;
  #heldUntil: number;

  private constructor(redis: Redis, key: string, heldUntil: number) {
    this.#redis = redis;
    this.#key = key;
    this.#heldUntil = heldUntil;
    this.#renewing = setInterval(() => void this.#renew(), RENEWED_EVERY_MS);
  }

  /** Notes in the tenant that this generation has begun. */
  static async take(redis: Redis, tenantId: TenantId, generation: string): Promise<Lease> {
    const { importing, generations } = tenantKeys(tenantId);
    const heldUntil = performance.now() + LEASE_MS;
    await redis
      .multi()
      .set(importing(generation), '1', { expiration: { type: 'PX', value: LEASE_MS } })
      .zAdd(generations, { score: 0, value: generation })
      .exec();
    return new Lease(redis, importing(generation), heldUntil);
  }

  /** @throws {LeaseExpired} where another import may take this generation for left over */
  assertHeld(): void {
    if (performance.now() >= this.#heldUntil) throw new LeaseExpired();
  }

  /** Renews it no more. */
  end(): void {
    clearInterval(this.#renewing);
  }

  async #renew(): Promise<void> {
    const heldUntil = performance.now() + LEASE_MS;
    const options = { condition: 'XX', expiration: { type: 'PX', value: LEASE_MS } } as const;
    const renewed = await this.#redis.set(this.#key, '1', options).catch(() => undefined);
    if (renewed === 'OK') this.#heldUntil = heldUntil;
    else if (renewed === null) this.#heldUntil = 0;
  }
}

/** Waits until a lease has either ended or been renewed, which shows that its import is alive. */
export const leaseSettled = async (redis: Redis, key: string): Promise<void> => {
  let before = Number.POSITIVE_INFINITY;
  for (;;) {
    const left = await redis.pTTL(key);
    if (left < 0 || left > before) return;
    before = left;
    await sleep(POLL_MS);
  }
};
