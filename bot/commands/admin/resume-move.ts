import { defineChange } from '../../change.ts';
import { currentMove, moveAnswer, moveArgs, sameMove, settled } from '../../moves.ts';

export const resumeMove = defineChange({
  name: 'resume-move',
  allow: 'take-over',
  args: moveArgs,
  ask: (context) => currentMove(context),
  async act(context, confirmed) {
    const { actor, commerce, args } = context;
    await sameMove(context);
    const move = await commerce.resumeMove(actor, args.subscription, confirmed);
    return moveAnswer(context, await settled(context, move));
  },
});
