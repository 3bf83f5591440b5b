import { tenantKeys } from '../../redis/keys.ts';
import type { Move, MoveState, StopCause } from '../api/moves.ts';
import { type Subscription, type SubscriptionRef, USABLE, type UserId } from '../api/types.ts';
import { licenseGainedEvent, licenseLostEvent } from './license-notices.ts';
import type { OpenTenant } from './tenants.ts';
import { endPlan } from './transactions/subscription-change.ts';
import { loadScript, type TransactionPlan } from './transactions/transaction.ts';

/** A move as scripts keep it: texts. */
export type MoveFields = Readonly<Record<string, string>>;

/** People that one script moves: some milliseconds, in which nobody else is served. */
const PEOPLE_IN_A_STEP = 100;

const SHARED = 'moves/moves';
const BEGIN = loadScript('moves/begin-move');
const STEP = loadScript('moves/move-step', SHARED);
const UNDO = loadScript('moves/undo-step', SHARED);
const STEER = loadScript('moves/steer-move', SHARED);
const FINISH = loadScript('moves/finish-move', SHARED);

export const decodeMove = (fields: MoveFields): Move => ({
  id: fields['id'] ?? '',
  source: (fields['source'] ?? '') as SubscriptionRef,
  target: (fields['target'] ?? '') as SubscriptionRef,
  actor: (fields['actor'] ?? '') as UserId,
  state: (fields['state'] ?? 'stopped') as MoveState,
  moved: Number(fields['moved']),
  already: Number(fields['already']),
  total: Number(fields['total']),
  startedAt: Number(fields['startedAt']),
  stoppedBecause: (fields['stoppedBecause'] || null) as StopCause | null,
  step: Number(fields['step']),
});

/** The last move of a subscription's people, or undefined where nobody has begun one. */
export const readMove = async ({ redis, keys }: OpenTenant, source: SubscriptionRef): Promise<Move | undefined> => {
  const fields = await redis.hGetAll(keys.move(source));
  return fields['id'] ? decodeMove(fields) : undefined;
};

/** The sources of the moves that a job is to carry on. */
export const movesUnderWay = async ({ redis, keys }: OpenTenant): Promise<SubscriptionRef[]> =>
  (await redis.zRange(keys.moves, 0, -1)) as SubscriptionRef[];

/** Those of these people who have a license of a subscription. */
export const holdersAmong = async (
  { redis, keys }: OpenTenant,
  ref: SubscriptionRef,
  users: readonly UserId[],
): Promise<UserId[]> => {
  const scores: (number | null)[] = [];
  for (let start = 0; start < users.length; start += ASKED_AT_ONCE)
    scores.push(...(await redis.zmScore(keys.seats(ref), users.slice(start, start + ASKED_AT_ONCE))));
  return users.filter((_, i) => scores[i] !== null);
};

const ASKED_AT_ONCE = 1000;

export const beginPlan = (
  db: OpenTenant,
  begin: { readonly id: string; readonly actor: UserId; readonly source: Subscription; readonly target: Subscription },
): TransactionPlan => {
  const { source, target, ...rest } = begin;
  const { keys } = db;
  return {
    script: BEGIN,
    keys: [
      keys.subscription(source.ref),
      keys.seats(source.ref),
      keys.subscription(target.ref),
      ...moveKeys(db, { source: source.ref, target: target.ref }),
    ],
    args: {
      ...rest,
      source: source.ref,
      target: target.ref,
      sourceVersion: source.version,
      targetVersion: target.version,
    },
    details: { target: target.ref },
  };
};

/** The next people forward, or back while the move is undone. */
export const stepPlan = (
  db: OpenTenant,
  move: Move,
  { source, target, at }: { readonly source: Subscription; readonly target: Subscription; readonly at: number },
): TransactionPlan => {
  const { keys } = db;
  const back = move.state === 'undoing';
  const [from, to] = back ? [target, source] : [source, target];
  return {
    script: back ? UNDO : STEP,
    keys: [
      keys.subscription(source.ref),
      keys.seats(source.ref),
      keys.subscription(target.ref),
      keys.seats(target.ref),
      keys.licensesByPerson,
      keys.counts(source.source, source.productId),
      keys.counts(target.source, target.productId),
      keys.movedBy(source.ref),
      keys.keptBy(source.ref),
      ...moveKeys(db, move),
    ],
    args: {
      ...stepOf(move),
      target: target.ref,
      limit: PEOPLE_IN_A_STEP,
      movedNotice: {
        kind: 'license-moved',
        by: move.actor,
        subscription: from.ref,
        target: to.ref,
        product: from.productId,
        targetProduct: to.productId,
        subject: source.ref,
        at,
      },
      keptNotice: keptNotice({ source, target, back }, { by: move.actor, at }),
      stoppedNotice: stoppedNotice(move, at),
    },
    details: { target: target.ref },
  };
};

/** The end of a move whose people have all been moved, and with it that of its source. */
export const finishPlan = async (
  db: OpenTenant,
  move: Move,
  change: Parameters<typeof endPlan>[1],
): Promise<TransactionPlan> => {
  const plan = await endPlan(db, { ...change, move: move.id, details: { target: move.target } });
  const keys = [...plan.keys, ...moveKeys(db, move)];
  return { ...plan, script: FINISH, keys, args: { ...plan.args, ...stepOf(move) } };
};

/** Another state for a move that is in one of these. */
export const steerPlan = (
  db: OpenTenant,
  move: Move,
  wanted: { readonly from: readonly MoveState[]; readonly state: MoveState; readonly because?: StopCause },
  at: number,
): TransactionPlan => ({
  script: STEER,
  keys: moveKeys(db, move),
  args: { ...stepOf(move), because: '', ...wanted, stoppedNotice: stoppedNotice(move, at) },
  details: { target: move.target },
});

const moveKeys = ({ keys, tenant }: OpenTenant, { source, target }: Pick<Move, 'source' | 'target'>): string[] => [
  keys.move(source),
  keys.moves,
  tenantKeys(tenant.id).auditOf(target),
];

const stepOf = ({ id, step, source }: Move) => ({ id, step, source });

/** A second license of the same product is not missed; one of another product is, where it gave access. */
const keptNotice = (
  { source, target, back }: { readonly source: Subscription; readonly target: Subscription; readonly back: boolean },
  deed: { readonly by: UserId; readonly at: number },
) =>
  source.productId !== target.productId &&
  USABLE.includes(source.status) &&
  (back ? licenseGainedEvent(source, deed) : licenseLostEvent(source, { cause: 'moved', ...deed }));

const stoppedNotice = ({ id, source, target, actor }: Move, at: number) => ({
  kind: 'move-stopped',
  move: id,
  subscription: source,
  target,
  to: { user: actor },
  subject: source,
  at,
});
