import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ClientClosedError, ClientOfflineError, ErrorReply } from 'redis';
import { PAYMENTS_REMEMBERED_MS } from '../../../payments/payments.ts';
import { generationOf, tenantKeys } from '../../../redis/keys.ts';
import { REFUSED_WRITES, type RunnableScript, runScript, type ScriptCall, scriptOf } from '../../../redis/script.ts';
import { isUnreachable } from '../../../redis/unavailable.ts';
import { CommerceError, type Reason, UncertainChange } from '../../api/errors.ts';
import type { Actor } from '../../api/types.ts';
import { type OpenTenant, openTenant } from '../tenants.ts';
import { fromLua } from './lua-json.ts';

/** A Lua script of this folder, loaded with the shared prelude in front. */
export interface Script extends RunnableScript {
  readonly name: string;
}

const PRELUDE = readFileSync(new URL('../lua/prelude.lua', import.meta.url), 'utf8');

const read = (name: string): string => readFileSync(new URL(`../lua/${name}.lua`, import.meta.url), 'utf8');

/** Loads a script by the name of its file, behind what it shares with others, once, when its module is loaded. */
export const loadScript = (name: string, ...shared: readonly string[]): Script => {
  const source = [REFUSED_WRITES, PRELUDE, ...shared.map(read), read(name)].join('\n');
  return { name, ...scriptOf(source) };
};

/** What everybody who changes something must say. */
export interface Operation {
  /** Chosen by the actor; the same id with the same arguments acts once and gives the first result again. */
  readonly id: string;
  readonly actor: Actor;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What is to be done, said once and in full by the caller. */
export interface TransactionHead {
  readonly operation: Operation;
  /** What is changed, such as `S-1001`; the audit trail can be read by it. */
  readonly subject: string;
  /** Name of the act in the audit trail, such as `assign-licenses`. */
  readonly act: string;
  /** What the caller asked for, free of clocks and of what was read; a repeat of the operation must ask the same. */
  readonly asked: unknown;
}

/** How it is done, from what was read just before. */
export interface TransactionPlan {
  readonly script: Script;
  /** The script's own keys, KEYS[7] and on. */
  readonly keys: readonly string[];
  readonly args: Readonly<Record<string, unknown>>;
  /** What the audit entry tells besides who, what and when. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** The subject in the audit trail, where planning gives the thing its name. */
  readonly subject?: string;
}

/** Loads from the tenant that it is given (a later try gets a fresh one), applies the rules, says what to do. */
export type Planner = (db: OpenTenant) => Promise<TransactionPlan> | TransactionPlan;

/** What a script answers: its result, or the code of a refusal with what belongs to it. */
export type TransactionAnswer<Result> = { readonly result: Result; readonly refused?: never } | Refused;
interface Refused {
  readonly refused: string;
  readonly [detail: string]: unknown;
}

/** How long a repeated operation gets its first result: as long as its charge can be found. */
const REMEMBERED_MS = PAYMENTS_REMEMBERED_MS;
/** A plan is made again when what it was made from has changed meanwhile; each time somebody else got further. */
const MOST_PLANS = 100;

/**
 * Does one act: plan (load → rule), then one script that writes state, indexes, audit entry, notices and the operation's
 * result together, or nothing. A repeated operation gets its first result and plans nothing. A plan that a script
 * refuses as `stale` is made again, as is one whose tenant was imported anew meanwhile; a planner throws `stale` for
 * itself where its caller named the version.
 * @throws {UncertainChange} when the connection was lost after the script was sent
 * @throws what a command throws when Redis is away, and then nothing was done
 */
export const runTransaction = async <Result>(
  db: OpenTenant,
  head: TransactionHead,
  plan: Planner,
): Promise<TransactionAnswer<Result>> => {
  const digest = digestOf(head);
  const first = await firstAnswer<Result>(db, head, digest);
  if (first) return first;
  try {
    return await untilSettled(db, head, digest, plan);
  } catch (error) {
    // The same operation may have come through meanwhile, and what it did be the reason of this refusal.
    const done = error instanceof CommerceError && (await firstAnswer<Result>(db, head, digest));
    if (done) return done;
    throw error;
  }
};

/**
 * The result of an act.
 * @throws {CommerceError} the script's refusal
 */
export const resultOf = <Result>(answer: TransactionAnswer<Result>): Result => {
  if (answer.refused === undefined) return answer.result;
  const { refused: code, ...details } = answer;
  // The headers of the scripts say which reasons they give.
  throw new CommerceError({ code, ...details } as unknown as Reason);
};

/** Tells operations with the same id and other arguments apart. */
export const digestOf = ({ act, subject, operation, asked }: TransactionHead): string =>
  createHash('sha1')
    .update(JSON.stringify([act, subject, operation.actor.userId, asked]))
    .digest('hex');

const firstAnswer = async <Result>(
  { redis, tenant }: OpenTenant,
  { operation }: TransactionHead,
  digest: string,
): Promise<TransactionAnswer<Result> | undefined> => {
  const first = await redis.get(tenantKeys(tenant.id).operation(operation.actor.userId, operation.id));
  if (first === null) return undefined;
  return first.startsWith(digest) ? fromLua(first.slice(digest.length + 1)) : { refused: 'operation-reused' };
};

const untilSettled = async <Result>(
  db: OpenTenant,
  head: TransactionHead,
  digest: string,
  plan: Planner,
): Promise<TransactionAnswer<Result>> => {
  let open = db;
  for (let tries = 1; ; tries++) {
    const answer = fromLua<TransactionAnswer<Result>>(await evaluate(open, head, digest, await plan(open)));
    if (tries === MOST_PLANS) return answer;
    if (answer.refused === 'tenant-replaced') open = await openTenant(db.redis, db.tenant.id);
    else if (answer.refused !== 'stale') return answer;
  }
};

const evaluate = async (
  db: OpenTenant,
  head: TransactionHead,
  digest: string,
  plan: TransactionPlan,
): Promise<string> => {
  const call = callOf(db, head, digest, plan);
  try {
    return String(await runScript(db.redis, plan.script, call));
  } catch (error) {
    throw mayHaveRun(error) ? new UncertainChange(head.operation.id, { cause: error }) : error;
  }
};

/** Whether Redis is away and the script may have arrived before; an offline client sends nothing. */
const mayHaveRun = (error: unknown): boolean =>
  isUnreachable(error) && ![ClientClosedError, ClientOfflineError, ErrorReply].some((type) => error instanceof type);

const callOf = (db: OpenTenant, head: TransactionHead, digest: string, plan: TransactionPlan): ScriptCall => {
  const { operation, act } = head;
  const { subject = head.subject } = plan;
  const keys = tenantKeys(db.tenant.id);
  const by = operation.actor.userId;
  const entry = { act, subject, by, at: operation.at, operation: operation.id, ...plan.details };
  const shared = [
    keys.generation,
    keys.operation(by, operation.id),
    keys.audit,
    keys.auditOf(subject),
    keys.auditBy(by),
    keys.outbox,
  ];
  assertOfGeneration(db, plan.keys);
  return {
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
};

/** A planner that used another import than the one given to it would write where nobody reads. */
const assertOfGeneration = (db: OpenTenant, keys: readonly string[]): void => {
  const foreign = keys.find((key) => (generationOf(key) ?? db.generation) !== db.generation);
  if (foreign !== undefined) throw new Error(`A plan names ${foreign}, a key of another import than it was given`);
};
