import type { Dialogue } from '../../../services/conversations/dialogues.ts';
import { isUnreachable } from '../../../services/redis/unavailable.ts';
import type { CommandContext } from '../command.ts';
import { nextDialogue, type Outcome } from './remembering/next-dialogue.ts';

type Speaking = Pick<CommandContext, 'dialogues' | 'home' | 'location'>;

/** Where a person talks: in their own tenant, whomever they act for. */
const placeOf = ({ home, location }: Speaking) => ({
  tenantId: home.tenantId,
  userId: home.userId,
  conversationId: location.conversationId,
});

/** What was spoken of in the tenant that they act for; nothing where that cannot be read. */
export const recalled = async (context: Pick<CommandContext, 'actor'> & Speaking): Promise<Dialogue | undefined> => {
  const dialogue = await context.dialogues.recall(placeOf(context)).catch(nothingIfAway);
  return dialogue?.tenant === context.actor.tenantId ? dialogue : undefined;
};

/** Remembers what came of a turn. An answer is not kept back because that fails. */
export const noted = async (context: Speaking, outcome: Outcome): Promise<void> => {
  const { dialogues } = context;
  const place = placeOf(context);
  const before = await dialogues.recall(place).catch(nothingIfAway);
  const next = nextDialogue(before, outcome);
  await (next ? dialogues.remember(place, next) : dialogues.forget(place)).catch(nothingIfAway);
};

/** Forgets all that a person has spoken of. */
export const forgotten = (context: Speaking): Promise<void> => context.dialogues.forget(placeOf(context));

const nothingIfAway = (error: unknown): undefined => {
  if (!isUnreachable(error)) throw error;
};
