import { z } from 'zod';
import { defineCommand } from '../../conversation/command.ts';
import { subscriptionRef } from '../../conversation/naming/arguments.ts';
import { moveAnswer } from './move-view.ts';

export const moveProgress = defineCommand({
  name: 'move-progress',
  allow: 'take-over',
  args: z.strictObject({ subscription: subscriptionRef }),
  async run(context) {
    const { actor, commerce, args } = context;
    return moveAnswer(context, await commerce.getMove(actor, args.subscription));
  },
});
