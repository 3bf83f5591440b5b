import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Card } from '../../../cards/kit/card.ts';
import { CommerceError, refusalReason } from '../../../services/commerce/api/errors.ts';
import type { Move } from '../../../services/commerce/api/moves.ts';
import type { SubscriptionRef } from '../../../services/commerce/api/types.ts';
import { idText } from '../../../services/commerce/index.ts';
import type { Command, CommandContext, WithArgs } from '../../conversation/command.ts';
import { type Confirmed, defineChange } from '../../conversation/confirmed-command.ts';
import { subscriptionRef } from '../../conversation/naming/arguments.ts';
import { moveCard } from './move-cards.ts';

/** What a button that steers a move sends: a move that was begun since is not meant. */
const moveArgs = z.strictObject({ subscription: subscriptionRef, move: idText() });

type MoveReader = Pick<CommandContext, 'actor' | 'commerce'>;

/** Whether a job is carrying the move on. */
export const isUnderWay = ({ state }: Move): boolean => state === 'running' || state === 'undoing';

/** What a card tells of a move, to notice when there is something new to tell. */
export const shownOf = ({ state, moved, already }: Move): string => `${state} ${moved + already}`;

/** The last move of a subscription's people unless it is over; a stopped one waits for somebody to decide. */
export const openMove = async ({ actor, commerce }: MoveReader, source: SubscriptionRef): Promise<Move | undefined> => {
  const move = await commerce
    .getMove(actor, source)
    .catch((error: unknown) => void refusalReason(error, 'no-such-move'));
  return move && (isUnderWay(move) || move.state === 'stopped') ? move : undefined;
};

/** Milliseconds: most moves end within them, and then need no progress card. */
const WORTH_WAITING = 500;
const LOOK_EVERY = 50;

/** Whether a move was over, at `at` (ms), while whoever began it was still waiting for their answer, which was its receipt. */
export const wasAnswered = ({ state, startedAt }: Move, at: number): boolean =>
  state === 'finished' && at - startedAt < WORTH_WAITING - LOOK_EVERY;

/** A move that has just been begun or steered, as it is once it rests, or after a moment. */
export const settled = async ({ actor, commerce }: MoveReader, begun: Move): Promise<Move> => {
  const giveUpAt = performance.now() + WORTH_WAITING;
  let move = begun;
  while (isUnderWay(move) && performance.now() < giveUpAt) {
    await sleep(LOOK_EVERY);
    move = await commerce.getMove(actor, begun.source);
  }
  return move;
};

/**
 * The card of a move, which goes on telling how far it has come where one person alone sees it: in a group everybody
 * would see what replaces a card.
 */
export const moveAnswer = async (context: CommandContext, move: Move): Promise<Card> => {
  const { actor, home, location, localizer } = context;
  if (isUnderWay(move) && location.cardId !== undefined && !location.inGroup)
    await context.follow({
      home: home.tenantId,
      tenantId: actor.tenantId,
      userId: actor.userId,
      source: move.source,
      move: move.id,
      reference: location.reference,
      cardId: location.cardId,
      locale: localizer.locale,
      shown: shownOf(move),
      looks: 0,
    });
  return moveCard(context, move);
};

type SteeringContext = WithArgs<typeof moveArgs>;

/** Today's state of the move that a card is about, whatever the card shows. */
const currentMove = async (context: SteeringContext): Promise<Card> =>
  moveAnswer(context, await context.commerce.getMove(context.actor, context.args.subscription));

/**
 * Makes sure that the card's move is the last one of its subscription.
 * @throws {CommerceError} `stale`
 */
const assertSameMove = async ({ actor, commerce, args }: SteeringContext): Promise<void> => {
  const { id, step } = await commerce.getMove(actor, args.subscription);
  if (id !== args.move) throw new CommerceError({ code: 'stale', version: step });
};

/** Declares a command that steers the move of a card, such as taking it back. */
export const defineSteering = (
  name: 'resume-move' | 'undo-move',
  steer: (context: SteeringContext, source: SubscriptionRef, confirmed: Confirmed) => Promise<Move>,
): Command =>
  defineChange({
    name,
    allow: 'take-over',
    args: moveArgs,
    ask: currentMove,
    async act(context, confirmed) {
      await assertSameMove(context);
      return moveAnswer(context, await settled(context, await steer(context, context.args.subscription, confirmed)));
    },
  });
