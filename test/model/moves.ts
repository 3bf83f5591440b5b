import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MOVE_POINTS, type MovePoint } from '../../services/commerce/moves/carry-on.ts';
import { ADMIN, anyOf, at, command, refFor, which } from './command.ts';
import { end, type Model, type ModelSubscription, step, undo } from './model.ts';
import { actorOf, expectOutcome, type Real, refOf } from './real.ts';

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
    target && needed > target.quantity - target.holders.size && 'no-seats',
  ];
};

export const beginMove = fc.tuple(which, which, anyOf(0, 0, 0, 1)).map(([from, to, by]) =>
  command(`begin to move ${from} to ${to} by ${by}`, async (model, real) => {
    const [source, target] = [at(model, from, 'self-service'), at(model, to, 'central')];
    const ends = { source: refFor(source), target: refFor(target) };
    const reasons = [by !== ADMIN && 'forbidden', source?.move && 'being-moved', ...unsuited(source, target)];
    const done = await expectOutcome(real, by, reasons, (actor, operationId) =>
      real.commerce.moveUsers(actor, ends, { operationId }),
    );
    if (!done || !source || !target) return;
    assert.equal(done.total, source.holders.size);
    source.move = { target: target.ref, state: 'running', moved: new Map(), kept: new Map() };
    source.everMoved = true;
  }),
);

/** Mostly a subscription whose people are being moved. */
const moving = (model: Model, n: number): ModelSubscription | undefined => {
  const moves = [...model.subscriptions.values()].filter(({ move }) => move);
  return n < 20 && moves.length > 0 ? moves[n % moves.length] : at(model, n, 'self-service');
};

class Crash extends Error {}
/** Everybody is moved in one step, which is followed by the end. */
const MOST_POINTS = 4;

/** The worker of a move, which may crash at any point, and the clock, which waits for a move to end. */
export const carryOn = fc.tuple(which, anyOf<CrashPoint>('never', ...MOVE_POINTS)).map(([position, crash]) =>
  command(`carry on ${position}, crash at ${crash}`, async (model, real) => {
    const source = moving(model, position);
    if (!source) return;
    const work = { kind: 'move-users', tenantId: real.tenantId, subscription: refOf(source.ref) } as const;
    let points = 0;
    await real.commerce
      .continueWork(work, (point) => {
        if (point === crash) throw new Crash();
        assert.ok(++points <= MOST_POINTS, 'the move goes round in circles');
      })
      .catch((error: unknown) => assert.ok(error instanceof Crash, String(error)));
    carryOnModel(model, source, crash);
    model.runLifeCycle();
    await real.commerce.runLifeCycle(real.tenantId);
    await assertProgress(model, real, source);
  }),
);

type CrashPoint = MovePoint | 'never';

const carryOnModel = (model: Model, source: ModelSubscription, crash: CrashPoint): void => {
  const { move } = source;
  const target = model.subscriptions.get(move?.target ?? '');
  if (!move || !target || move.state === 'stopped') return;
  const isStep = move.state === 'undoing' || source.holders.size > 0;
  if (isStep && crash === 'step-begins') return;
  if (move.state === 'undoing') undo(source, move, target);
  else if (isStep) step(source, move, target, model.now);
  const isFinish = source.move?.state === 'running' && (!isStep || crash !== 'step-done');
  if (!isFinish || crash === 'finish-begins') return;
  end(source);
  source.move = undefined;
};

const assertProgress = async (model: Model, real: Real, source: ModelSubscription): Promise<void> => {
  if (!source.everMoved) return;
  const { state, moved, already } = await real.commerce.getMove(actorOf(real, ADMIN), refOf(source.ref));
  if (!source.move) return assert.match(state, /finished|undone/);
  assert.deepEqual([state, moved, already], [source.move.state, source.move.moved.size, source.move.kept.size]);
  assert.ok(model.subscriptions.has(source.move.target));
};

export const undoMove = which.map((position) =>
  command(`undo the move of ${position}`, async (model, real) => {
    const source = moving(model, position);
    const reasons = [
      !source?.everMoved && 'no-such-move',
      (!source?.move || source.move.state === 'undoing') && 'move-over',
    ];
    const done = await expectOutcome(real, ADMIN, reasons, (actor, operationId) =>
      real.commerce.undoMove(actor, refFor(source), { operationId }),
    );
    if (done && source?.move) source.move.state = 'undoing';
  }),
);

export const resumeMove = which.map((position) =>
  command(`resume the move of ${position}`, async (model, real) => {
    const source = moving(model, position);
    const move = source?.move;
    const reasons = [
      !source?.everMoved && 'no-such-move',
      move?.state !== 'stopped' && 'move-over',
      ...(move ? unsuited(source, model.subscriptions.get(move.target)) : []),
    ];
    const done = await expectOutcome(real, ADMIN, reasons, (actor, operationId) =>
      real.commerce.resumeMove(actor, refFor(source), { operationId }),
    );
    if (done && move) move.state = 'running';
  }),
);
