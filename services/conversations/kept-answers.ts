import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { TenantId, UserId } from '../commerce/api/types.ts';
import type { Redis } from '../redis/client.ts';
import { tenantKeys } from '../redis/keys.ts';
import { runScript, scriptOf } from '../redis/script.ts';
import { keyDigest } from './digest.ts';

export type KeptAnswers = ReturnType<typeof createKeptAnswers>;

/** An answer that the channel has not taken, or that was promised. */
export interface KeptAnswer {
  /** The channel's own address of the conversation; only the bot reads it, as it does what follows. */
  readonly reference: Readonly<Record<string, unknown>>;
  readonly card?: unknown;
  /** What is to be done again to come to the answer, which has no card yet: it acts once, so that it may be tried again. */
  readonly press?: unknown;
  /** Milliseconds since 1970. */
  readonly keptAt: number;
  readonly attempts: number;
}

/** What it answers: the same words of the same person in the same conversation are answered once. */
export interface Answered {
  readonly tenantId: TenantId;
  readonly userId: UserId;
  readonly conversationId: string;
  /** A digest of them. */
  readonly words: string;
}

/** An attempt at an answer that was kept. */
interface KeptAttempt {
  readonly id: string;
  readonly attempt: string;
  readonly answer: KeptAnswer;
}

/** Milliseconds for which an answer matters. */
export const ANSWERS_MATTER_FOR = 60 * 60 * 1000;
const OF_ONE_PERSON = 5;
const OF_ALL = 500;

const read = (name: string) => scriptOf(readFileSync(new URL(`./lua/${name}.lua`, import.meta.url), 'utf8'));
const KEEP = read('keep-answer');
const CLAIM = read('claim-answer');
const SETTLE = read('settle-answer');
const PUT_OFF = read('put-off-answer');

const stored = z.object({
  reference: z.record(z.string(), z.unknown()),
  card: z.unknown().optional(),
  press: z.unknown().optional(),
  keptAt: z.number(),
  attempts: z.number(),
});

/**
 * Answers that the channel did not take in their turn: the last ones, for an hour, until it takes them. An answer to the
 * same words takes the place of an earlier one.
 */
export const createKeptAnswers = (redis: Redis) => {
  const keysOf = (tenantId: TenantId) => [tenantKeys(tenantId).keptAnswers, tenantKeys(tenantId).keptAnswersDue];
  const idOf = ({ userId, conversationId, words }: Answered): string =>
    `${userId}/${keyDigest(`${conversationId}\n${words}`)}`;

  return {
    /** Keeps an answer, to be sent after some time (ms). */
    async keep(answered: Answered, answer: Omit<KeptAnswer, 'attempts'>, after: number): Promise<void> {
      const { tenantId, userId } = answered;
      const json = JSON.stringify({ ...answer, attempts: 0 });
      const limits = [ANSWERS_MATTER_FOR, `${userId}/`, OF_ONE_PERSON, OF_ALL];
      const args = [idOf(answered), json, Math.ceil(after), ...limits];
      await runScript(redis, KEEP, { keys: keysOf(tenantId), arguments: args.map(String) });
    },

    /** Puts an answer that is kept off once more (ms), while somebody is still at it. */
    async putOff(answered: Answered, after: number): Promise<void> {
      const [answers = '', due = ''] = keysOf(answered.tenantId);
      await runScript(redis, PUT_OFF, { keys: [answers, due], arguments: [idOf(answered), String(Math.ceil(after))] });
    },

    /** For when the same words have been answered. */
    async drop(answered: Answered): Promise<void> {
      const [answers = '', due = ''] = keysOf(answered.tenantId);
      const id = idOf(answered);
      // Half of it does no harm: whoever finds that it is due finds no answer.
      await Promise.all([redis.hDel(answers, [id, `${id}:sending`]), redis.zRem(due, id)]);
    },

    /** Takes an answer for an attempt. `lost`: an attempt never ended, so that it may have arrived, and it is let go of. */
    async claim(tenantId: TenantId, id: string, lease: number): Promise<KeptAttempt | 'lost' | undefined> {
      const attempt = randomUUID();
      const found = await runScript(redis, CLAIM, { keys: keysOf(tenantId), arguments: [id, String(lease), attempt] });
      if (found === 'lost') return 'lost';
      if (typeof found !== 'string') return undefined;
      return { id, attempt, answer: stored.parse(JSON.parse(found)) };
    },

    /** Ends an attempt: for good, or until after some time (ms). */
    async settle(tenantId: TenantId, { id, attempt, answer }: KeptAttempt, again = -1): Promise<void> {
      const json = JSON.stringify({ ...answer, attempts: answer.attempts + 1 });
      const args = [id, attempt, Math.ceil(again), json];
      await runScript(redis, SETTLE, { keys: keysOf(tenantId), arguments: args.map(String) });
    },
  };
};
