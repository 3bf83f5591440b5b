import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MOVE_POINTS, type MovePoint } from '../../../services/commerce/moves/carry-on.ts';
import type { Real } from '../real/real.ts';
import { ADMIN, BILLING_ADMIN, PARTNER } from '../world/beginning.ts';
import { runLifeCycle } from '../world/life.ts';
import { finish, movingFrom, step, takeBack } from '../world/moves.ts';
import { needs } from '../world/people.ts';
import { freeIn, type ModelSubscription, note, subscriptionsOf, type World } from '../world/world.ts';
import { anyOf, asker, askerOf, asking, at, must, refFor, sameIn, which, working } from './act.ts';

/** Why the people of one subscription cannot be moved to another. */
const unsuited = (source: ModelSubscription | undefined, target: ModelSubscription | undefined) => {
  const needed = [...(source?.holders.keys() ?? [])].filter((person) => !target?.holders.has(person)).length;
  return [
    !(source && target) && 'no-such-subscription',
    source && source === target && 'same-subscription',
    source?.source === 'central' && 'source-not-self-service',
    source?.status === 'Deleted' && 'source-deleted',
    target?.source === 'self-service' && 'target-not-central',
    target && target.status !== 'Active' && 'target-not-active',
    target && needed > Math.max(0, freeIn(target)) && 'no-seats',
  ];
};

const admin = anyOf(ADMIN, BILLING_ADMIN, PARTNER);

export const beginMove = asking('moves', fc.tuple(which, which, asker, admin), ([from, to, n, rightful], before) => {
  const [source, target] = [at(before, from, 'self-service'), at(before, to, 'central')];
  const ends = { source: refFor(source), target: refFor(target) };
  const by = askerOf(n, rightful);
  return {
    text: `begin to move ${ends.source} to ${ends.target}`,
    by,
    call: (commerce, actor, intent) => commerce.moveUsers(actor, ends, intent),
    refusals: (world) => [
      needs(world, by, 'take-over'),
      sameIn(world, source)?.move && 'being-moved',
      ...unsuited(sameIn(world, source), sameIn(world, target)),
    ],
    happens: (world, { total }) => {
      const [now, there] = [must(sameIn(world, source)), must(sameIn(world, target))];
      assert.equal(total, now.holders.size);
      const rest = { state: 'running', moved: new Map(), kept: new Map() } as const;
      now.move = { target: there.ref, by, startedAt: world.now, ...rest };
      now.everMoved = true;
      note(world, by, 'begin-move', now.ref);
    },
  };
});

/** Mostly a subscription whose people are being moved. */
const moving = (world: World, n: number): ModelSubscription | undefined => {
  const moves = subscriptionsOf(world).filter(({ move }) => move);
  return n < 23 && moves.length > 0 ? moves[n % moves.length] : at(world, n, 'self-service');
};

class Crash extends Error {}
/** Everybody is moved in one step, which is followed by the end. */
const MOST_POINTS = 4;

type CrashPoint = MovePoint | 'never';

/** The worker of a move, which may crash at any point. */
export const carryOn = working(
  'work on moves',
  fc.tuple(which, anyOf<CrashPoint>('never', 'never', ...MOVE_POINTS)),
  ([position, crash], before) => {
    const source = moving(before, position);
    return {
      text: `carry on the move of ${refFor(source)}, crash at ${crash}`,
      attempt: async (real) => {
        const reached = await carriedOn(real, refFor(source), crash);
        // What the clock had to wait with for the move to end.
        await real.commerce.runLifeCycle(real.tenantId);
        return {
          refused: false,
          judge: (world) => {
            carryOnModel(world, sameIn(world, source), reached);
            runLifeCycle(world);
          },
        };
      },
    };
  },
);

/** Carries a move on, and tells where that crashed. */
const carriedOn = async (real: Real, ref: ReturnType<typeof refFor>, crash: CrashPoint): Promise<CrashPoint> => {
  let [points, crashed] = [0, false];
  const work = { kind: 'move-users', tenantId: real.tenantId, subscription: ref } as const;
  await real.commerce
    .continueWork(work, (point) => {
      crashed ||= point === crash;
      if (point === crash) throw new Crash();
      assert.ok(++points <= 2 * MOST_POINTS, 'the move goes round in circles');
    })
    .catch((error: unknown) => assert.ok(error instanceof Crash, String(error)));
  return crashed ? crash : 'never';
};

const carryOnModel = (world: World, source: ModelSubscription | undefined, crash: CrashPoint): void => {
  const under = movingFrom(world, source);
  if (!under || under.move.state === 'stopped') return;
  const { move } = under;
  const isStep = move.state === 'undoing' || under.source.holders.size > 0;
  if (isStep && crash === 'step-begins') return;
  if (move.state === 'undoing') takeBack(world, under);
  else if (isStep) step(world, under);
  const isFinish = under.source.move?.state === 'running' && (!isStep || crash !== 'step-done');
  if (isFinish && crash !== 'finish-begins') finish(world, under);
};

export const undoMove = asking('moves', fc.tuple(which, asker, admin), ([position, n, rightful], before) => {
  const source = moving(before, position);
  const by = askerOf(n, rightful);
  return {
    text: `undo the move of ${refFor(source)}`,
    by,
    call: (commerce, actor, intent) => commerce.undoMove(actor, refFor(source), intent),
    refusals: (world) => {
      const now = sameIn(world, source);
      return [
        needs(world, by, 'take-over'),
        !now?.everMoved && 'no-such-move',
        (!now?.move || now.move.state === 'undoing') && 'move-over',
      ];
    },
    happens: (world) => {
      must(sameIn(world, source)?.move).state = 'undoing';
      note(world, by, 'undo-move', refFor(source));
    },
  };
});

export const resumeMove = asking('moves', fc.tuple(which, asker, admin), ([position, n, rightful], before) => {
  const source = moving(before, position);
  const by = askerOf(n, rightful);
  return {
    text: `resume the move of ${refFor(source)}`,
    by,
    call: (commerce, actor, intent) => commerce.resumeMove(actor, refFor(source), intent),
    refusals: (world) => {
      const now = sameIn(world, source);
      return [
        needs(world, by, 'take-over'),
        !now?.everMoved && 'no-such-move',
        now?.move?.state !== 'stopped' && 'move-over',
        ...(now?.move ? unsuited(now, world.subscriptions.get(now.move.target)) : []),
      ];
    },
    happens: (world) => {
      must(sameIn(world, source)?.move).state = 'running';
      note(world, by, 'resume-move', refFor(source));
    },
  };
});
