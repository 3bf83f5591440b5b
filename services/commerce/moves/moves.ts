import { readPeople } from '../../directory/people.ts';
import { accept, refuse } from '../api/errors.ts';
import type { Move, MovePreview, MoveState } from '../api/moves.ts';
import type { Actor, SubscriptionRef, UserId } from '../api/types.ts';
import { changeable, type Intent, operationOf } from '../core/operations.ts';
import type { Service } from '../core/service.ts';
import { accessCounts } from '../licenses/access.ts';
import { moveNeeds, planMove } from '../rules/moves.ts';
import { beginPlan, decodeMove, holdersAmong, type MoveFields, readMove, steerPlan } from '../store/moves.ts';
import { readHolders, readSubscription, type StoredSubscription } from '../store/subscriptions.ts';
import type { OpenTenant } from '../store/tenants.ts';
import { resultOf, runTransaction, type TransactionPlan } from '../store/transactions/transaction.ts';
import { summarize } from '../subscriptions/subscriptions.ts';

/** The two ends of a move. */
interface MoveEnds {
  /** A purchaser's subscription, which ends with the move. */
  readonly source: SubscriptionRef;
  /** A central subscription. */
  readonly target: SubscriptionRef;
}

/** People named on a card; the rest are counted. */
const PEOPLE_SHOWN = 20;

/**
 * Taking over a purchaser's subscription by moving its people to a central one. Begun here; a job carries it on in
 * steps, and cancels the source at the end.
 */
export const createMoveOperations = (service: Service) => {
  const { open, requireRight } = service;

  const steer = async (
    actor: Actor,
    source: SubscriptionRef,
    intent: Intent,
    wanted: { readonly act: string; readonly from: readonly MoveState[]; readonly state: MoveState },
  ): Promise<Move> => {
    requireRight(actor, 'take-over');
    const { act, ...change } = wanted;
    const head = { operation: operationOf(service, actor, intent), subject: source, act, asked: {} };
    const answer = await runTransaction<MoveFields>(await open(actor), head, async (db): Promise<TransactionPlan> => {
      const move = (await readMove(db, source)) ?? refuse({ code: 'no-such-move' });
      if (!change.from.includes(move.state)) refuse({ code: 'move-over', state: move.state });
      if (change.state === 'running') accept(planMove(await ends(db, move)));
      return steerPlan(db, move, change, head.operation.at);
    });
    return begun(service, actor, decodeMove(resultOf(answer)));
  };

  return {
    /**
     * What moving everybody would do; changes nothing. Refuses `forbidden`, `no-such-subscription`, and as
     * `moveUsers`, but tells of missing licenses in the preview.
     */
    async previewMove(actor: Actor, wanted: MoveEnds): Promise<MovePreview> {
      requireRight(actor, 'take-over');
      const db = await open(actor);
      const { source, target, ...users } = await ends(db, wanted);
      const needs = moveNeeds({ target, ...users });
      const room = { ...target, quantity: target.quantity + needs.missing };
      const { changesProduct } = accept(planMove({ source, target: room, ...users }));
      const first = (people: readonly UserId[]) => readPeople(db, people.slice(0, PEOPLE_SHOWN));
      return {
        source: await summarize(db, source),
        target: await summarize(db, target),
        moving: needs.moving.length,
        already: needs.already.length,
        missing: needs.missing,
        changesProduct,
        left: changesProduct ? await accessCounts(db, source, { now: service.now() }) : null,
        movingPeople: await first(needs.moving),
        alreadyPeople: await first(needs.already),
      };
    },

    /**
     * Begins to move everybody. Refuses `forbidden`, `no-such-subscription`, `stale`, `being-moved`,
     * `same-subscription`, `source-not-self-service`, `source-deleted`, `target-not-central`, `target-not-active`,
     * `no-seats`.
     */
    async moveUsers(actor: Actor, wanted: MoveEnds, intent: Intent): Promise<Move> {
      requireRight(actor, 'take-over');
      const operation = operationOf(service, actor, intent);
      const head = { operation, subject: wanted.source, act: 'begin-move', asked: wanted.target };
      const answer = await runTransaction<MoveFields>(await open(actor), head, async (db) => {
        changeable(await stored(db, wanted.source), intent.version);
        const { source, target, ...users } = await ends(db, wanted);
        accept(planMove({ source, target, ...users }));
        return beginPlan(db, { id: operation.id, actor: actor.userId, source, target });
      });
      return begun(service, actor, decodeMove(resultOf(answer)));
    },

    /** How far the last move of a subscription's people has come. Refuses `forbidden`, `no-such-move`. */
    async getMove(actor: Actor, source: SubscriptionRef): Promise<Move> {
      requireRight(actor, 'take-over');
      return (await readMove(await open(actor), source)) ?? refuse({ code: 'no-such-move' });
    },

    /** Lets a stopped move go on. Refuses as `moveUsers`, `no-such-move`, `move-over` where it is not stopped. */
    resumeMove: (actor: Actor, source: SubscriptionRef, intent: Intent): Promise<Move> =>
      steer(actor, source, intent, { act: 'resume-move', from: ['stopped'], state: 'running' }),

    /**
     * Takes everybody back to where they were, as far as a move that has not ended has come. Refuses `forbidden`,
     * `no-such-move`, `move-over`.
     */
    undoMove: (actor: Actor, source: SubscriptionRef, intent: Intent): Promise<Move> =>
      steer(actor, source, intent, { act: 'undo-move', from: ['running', 'stopped'], state: 'undoing' }),
  };
};

const begun = ({ work }: Service, { tenantId }: Actor, move: Move): Move => {
  work.emit('begun', { kind: 'move-users', tenantId, subscription: move.source });
  return move;
};

const stored = async (db: OpenTenant, ref: SubscriptionRef): Promise<StoredSubscription> =>
  (await readSubscription(db, ref)) ?? refuse({ code: 'no-such-subscription', wanted: ref });

/** Both subscriptions with those people of the source, and those of them who are at the target already. */
const ends = async (db: OpenTenant, wanted: MoveEnds) => {
  const [{ subscription: source }, { subscription: target }] = await Promise.all([
    stored(db, wanted.source),
    stored(db, wanted.target),
  ]);
  const sourceUsers = await readHolders(db, source.ref, source.assigned);
  return { source, target, sourceUsers, targetUsers: await holdersAmong(db, target.ref, sourceUsers) };
};
