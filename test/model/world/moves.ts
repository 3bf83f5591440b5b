import { end } from './life.ts';
import { credit, creditOf } from './money.ts';
import { tell, tellOfGain, tellOfLoss } from './news.ts';
import { freeIn, isUsable, type ModelMove, type ModelSubscription, note, type World } from './world.ts';

/** Both ends of a move under way. */
export interface Moving {
  readonly source: ModelSubscription;
  readonly move: ModelMove;
  readonly target: ModelSubscription;
}

export const movingFrom = (world: World, source: ModelSubscription | undefined): Moving | undefined => {
  const target = world.subscriptions.get(source?.move?.target ?? '');
  return source?.move && target && { source, move: source.move, target };
};

/** People in the order in which a move takes them. */
const inOrder = (people: ReadonlyMap<number, number>): [number, number][] =>
  [...people].sort(([a, since], [b, later]) => since - later || a - b);

/** One step: everybody, as far as there are licenses. Nobody has two or none at any time. */
export const step = (world: World, moving: Moving): void => {
  const { source, move, target } = moving;
  note(world, move.by, 'move-step', source.ref);
  for (const [n, since] of inOrder(source.holders)) {
    const isThere = target.holders.has(n);
    if (!isUsable(target) || (!isThere && freeIn(target) <= 0)) {
      stop(world, moving);
      return;
    }
    (isThere ? move.kept : move.moved).set(n, since);
    source.holders.delete(n);
    if (isThere && isMissed(moving)) tellOfLoss(world, source, n, 'moved', move.by);
    if (isThere) continue;
    target.holders.set(n, world.now);
    tellMoved(world, moving, n);
  }
};

const tellMoved = (world: World, { source, target, move }: Moving, n: number): void =>
  tell(world, {
    kind: 'license-moved',
    to: n,
    subject: source.ref,
    by: move.by,
    moved: [source.ref, target.ref],
  });

/** A second license of the same product is not missed, nor one that gave no access. */
const isMissed = ({ source, target }: Moving): boolean => source.productId !== target.productId && isUsable(source);

const stop = (world: World, { source, move }: Moving): void => {
  move.state = 'stopped';
  tell(world, { kind: 'move-stopped', to: move.by, subject: source.ref });
};

/** Everybody back to where they were; who has lost the license that the move gave them gets nothing for it. */
export const takeBack = (world: World, moving: Moving): void => {
  const { source, move, target } = moving;
  note(world, move.by, 'undo-move-step', source.ref);
  for (const [n, since] of inOrder(move.moved)) {
    if (!target.holders.delete(n)) continue;
    source.holders.set(n, since);
    tellMoved(world, moving, n);
  }
  for (const [n, since] of inOrder(move.kept)) {
    source.holders.set(n, since);
    if (isMissed(moving)) tellOfGain(world, source, n, move.by);
  }
  source.move = undefined;
};

/** The source ends by itself, as if an admin had canceled it. */
export const finish = (world: World, { source, move }: Moving): void => {
  credit(world, source, creditOf(world, source));
  source.history.push({ at: world.now, kind: 'moved', quantity: source.quantity, by: move.by });
  note(world, move.by, 'finish-move', source.ref);
  const subject = source.ref;
  if (source.purchaser !== null) tell(world, { kind: 'subscription-moved', to: source.purchaser, subject });
  // Whoever saw the end of it had the receipt.
  if (world.now > move.startedAt) tell(world, { kind: 'move-finished', to: move.by, subject });
  end(source);
  source.move = undefined;
};
