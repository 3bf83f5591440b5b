import { defineChange } from '../../change.ts';
import { currentMove, moveAnswer, moveArgs, sameMove, settled } from '../../moves.ts';

export const undoMove = defineChange({
  name: 'undo-move',
  allow: 'take-over',
  args: moveArgs,
  ask: (context) => currentMove(context),
  async act(context, confirmed) {
    const { actor, commerce, args } = context;
    await sameMove(context);
    const move = await commerce.undoMove(actor, args.subscription, confirmed);
    return moveAnswer(context, await settled(context, move));
  },
});
