import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tenantKeys } from '../../redis/keys.ts';
import type { Actor } from '../types.ts';
import type { OpenTenant } from './tenants.ts';

/** A Lua script of this folder, loaded with the shared prelude in front. */
export interface Script {
  readonly name: string;
  readonly source: string;
  readonly sha1: string;
}

const PRELUDE = readFileSync(new URL('./lua/prelude.lua', import.meta.url), 'utf8');

/** Loads a script by the name of its file, once, when its module is loaded. */
export const loadScript = (name: string): Script => {
  const source = `${PRELUDE}\n${readFileSync(new URL(`./lua/${name}.lua`, import.meta.url), 'utf8')}`;
  return { name, source, sha1: createHash('sha1').update(source).digest('hex') };
};

/** What everybody who changes something must say. */
export interface Operation {
  /** Chosen by the caller; the same id with the same arguments acts once and gives the first result again. */
  readonly id: string;
  readonly actor: Actor;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What is to be done, said once and in full by the caller. */
export interface ActHead {
  readonly operation: Operation;
  /** What is changed, such as `S-1001`; the audit trail can be read by it. */
  readonly subject: string;
  /** Name of the act in the audit trail, such as `assign-licenses`. */
  readonly act: string;
  /** What the caller asked for, free of clocks and of what was read; a repeat of the operation must ask the same. */
  readonly asked: unknown;
}

/** How it is done, from what was read just before. */
export interface ActPlan {
  readonly script: Script;
  /** The script's own keys, KEYS[7] and on. */
  readonly keys: readonly string[];
  readonly args: Readonly<Record<string, unknown>>;
  /** What the audit entry tells besides who, what and when. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What a script answers: its result, or the code of a refusal with what belongs to it. */
export type ActAnswer<Result> = { readonly result: Result; readonly refused?: never } | Refused;
export interface Refused {
  readonly refused: string;
  readonly [detail: string]: unknown;
}

/** How long a repeated operation gets its first result; a week is longer than any retry. */
const REMEMBERED_MS = 7 * 24 * 60 * 60 * 1000;
/** A plan is made again when what it was made from has changed meanwhile; each time somebody else got further. */
const MOST_PLANS = 100;

/**
 * Does one act: plan (load → rule), then one script that writes state, indexes, audit entry, notices and the operation's
 * result together, or nothing. A repeated operation gets its first result and plans nothing. A plan that a script
 * refuses as `stale` is made again; it throws for itself where the caller named the version.
 */
export const perform = async <Result>(
  db: OpenTenant,
  head: ActHead,
  plan: () => Promise<ActPlan> | ActPlan,
): Promise<ActAnswer<Result>> => {
  const digest = digestOf(head);
  const first = await db.redis.get(tenantKeys(db.tenant.id).operation(head.operation.id));
  if (first?.startsWith(digest)) return JSON.parse(first.slice(digest.length + 1));
  if (first) return { refused: 'operation-reused' };
  for (let tries = 1; ; tries++) {
    const answer: ActAnswer<Result> = JSON.parse(String(await evaluate(db, head, digest, await plan())));
    if (answer.refused !== 'stale' || tries === MOST_PLANS) return answer;
  }
};

const digestOf = ({ act, subject, operation, asked }: ActHead): string =>
  createHash('sha1')
    .update(JSON.stringify([act, subject, operation.actor.userId, asked]))
    .digest('hex');

const evaluate = async (db: OpenTenant, head: ActHead, digest: string, plan: ActPlan): Promise<unknown> => {
  const { operation, subject, act } = head;
  const keys = tenantKeys(db.tenant.id);
  const by = operation.actor.userId;
  const entry = { act, subject, by, at: operation.at, operation: operation.id, ...plan.details };
  const shared = [
    keys.generation,
    keys.operation(operation.id),
    keys.audit,
    keys.auditOf(subject),
    keys.auditBy(by),
    keys.outbox,
  ];
  const call = {
    keys: [...shared, ...plan.keys],
    arguments: [
      db.generation,
      digest,
      String(REMEMBERED_MS),
      String(operation.at),
      JSON.stringify(entry),
      JSON.stringify(plan.args),
    ],
  };
  try {
    return await db.redis.evalSha(plan.script.sha1, call);
  } catch (error) {
    const unknown = error instanceof Error && error.message.startsWith('NOSCRIPT');
    if (!unknown) throw error;
    return await db.redis.eval(plan.script.source, call);
  }
};
