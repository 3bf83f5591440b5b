import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from '../redis/client.ts';

/** How long the work of somebody who has died is left alone. */
const LEASE_MS = 6000;
const RENEWED_EVERY_MS = 1000;
const POLL_MS = 200;

/** A process was paused for so long that others have taken it for dead. */
export class LeaseExpired extends Error {
  constructor() {
    super('The work stood still for too long and was given up');
    this.name = 'StoodStill';
  }
}

/**
 * What tells others that somebody is at work, and alive. It ends by itself when its process dies, and is never taken up
 * again once it has ended.
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

  /** Undefined where somebody else has it. */
  static async take(redis: Redis, key: string): Promise<Lease | undefined> {
    const heldUntil = performance.now() + LEASE_MS;
    const options = { condition: 'NX', expiration: { type: 'PX', value: LEASE_MS } } as const;
    return (await redis.set(key, '1', options)) === null ? undefined : new Lease(redis, key, heldUntil);
  }

  /** @throws {LeaseExpired} where others may take this work for left over */
  assertHeld(): void {
    if (performance.now() >= this.#heldUntil) throw new LeaseExpired();
  }

  /** Renews it no more. */
  end(): void {
    clearInterval(this.#renewing);
  }

  /** Ends it now, so that nobody has to wait. */
  async release(): Promise<void> {
    this.end();
    if (performance.now() < this.#heldUntil) await this.#redis.del(this.#key);
  }

  async #renew(): Promise<void> {
    const heldUntil = performance.now() + LEASE_MS;
    const options = { condition: 'XX', expiration: { type: 'PX', value: LEASE_MS } } as const;
    const renewed = await this.#redis.set(this.#key, '1', options).catch(() => undefined);
    if (renewed === 'OK') this.#heldUntil = heldUntil;
    else if (renewed === null) this.#heldUntil = 0;
  }
}

/** Waits until a lease has either ended or been renewed, which shows that its holder is alive. */
export const leaseSettled = async (redis: Redis, key: string): Promise<void> => {
  let before = Number.POSITIVE_INFINITY;
  for (;;) {
    const left = await redis.pTTL(key);
    if (left < 0 || left > before) return;
    before = left;
    await sleep(POLL_MS);
  }
};
