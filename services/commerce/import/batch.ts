import type { Redis } from '../../redis/client.ts';

/** Values in one transaction: enough to keep Redis busy, and few enough that others hardly wait for it (some 20 ms). */
const FULL = 10_000;
/** Members in one command; Redis takes no more than a million arguments. */
const LARGEST_COMMAND = 2000;

interface Scored {
  readonly score: number;
  readonly value: string;
}

/**
 * Collects writes and sends them as transactions: whatever arrives is whole, so nothing can be there that its index
 * lacks, and a server that syncs to disk before it answers does so once for each.
 */
export class Batch {
  readonly #redis: Redis;
  readonly #beforeSending: () => void;
  #sets = new Map<string, Scored[]>();
  #hashes: [key: string, fields: Record<string, string | number>][] = [];
  #increments: [key: string, by: number, member: string][] = [];
  #texts: [key: string, value: string][] = [];
  #lists: [key: string, items: string[]][] = [];
  #size = 0;
  #underWay: Promise<unknown> = Promise.resolve();

  /** `beforeSending` may throw, and then nothing is sent. */
  constructor(redis: Redis, beforeSending: () => void) {
    this.#redis = redis;
    this.#beforeSending = beforeSending;
  }

  text(key: string, value: string): void {
    this.#texts.push([key, value]);
    this.#size += 1;
  }

  member(key: string, score: number, value: string): void {
    const members = this.#sets.get(key);
    if (members) members.push({ score, value });
    else this.#sets.set(key, [{ score, value }]);
    this.#size += 1;
  }

  /** Adds to the score of a member of a sorted set. */
  increment(key: string, by: number, member: string): void {
    this.#increments.push([key, by, member]);
    this.#size += 1;
  }

  hash(key: string, fields: Record<string, string | number>): void {
    this.#hashes.push([key, fields]);
    this.#size += Object.keys(fields).length;
  }

  list(key: string, items: string[]): void {
    if (items.length > 0) this.#lists.push([key, items]);
    this.#size += items.length;
  }

  /** Sends what is collected once there is enough of it; undefined where there is nothing to wait for. */
  sendIfFull(): Promise<void> | undefined {
    return this.#size >= FULL ? this.#send() : undefined;
  }

  /** Sends the rest, and waits until everything is done. */
  async finish(): Promise<void> {
    await this.#send();
    await this.#underWay;
  }

  /** Waits for the transaction before, so that one is under way while the next is collected. */
  async #send(): Promise<void> {
    await this.#underWay;
    this.#beforeSending();
    this.#underWay = this.#transaction().exec();
    // Whoever awaits it next gets the error; until then it is not "unhandled".
    this.#underWay.catch(() => {});
  }

  #transaction() {
    const transaction = this.#redis.multi();
    for (const [key, members] of this.#sets)
      for (let start = 0; start < members.length; start += LARGEST_COMMAND)
        transaction.zAdd(key, members.slice(start, start + LARGEST_COMMAND));
    for (const [key, by, member] of this.#increments) transaction.zIncrBy(key, by, member);
    for (const [key, value] of this.#texts) transaction.set(key, value);
    for (const [key, fields] of this.#hashes) transaction.hSet(key, fields);
    for (const [key, items] of this.#lists) transaction.rPush(key, items);
    this.#sets = new Map();
    this.#increments = [];
    this.#texts = [];
    this.#hashes = [];
    this.#lists = [];
    this.#size = 0;
    return transaction;
  }
}
