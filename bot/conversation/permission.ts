import type { Actor } from '../../services/commerce/api/types.ts';
import { may } from '../../services/commerce/index.ts';
import type { Command, CommandContext } from './command.ts';

/**
 * Whether the actor may use a command at all, if only for what is their own; what they may do to one subscription is the
 * service's to say.
 */
export const allows = (actor: Actor, { allow }: Pick<Command, 'allow'>): boolean =>
  allow === 'anyone' || may(actor, allow, actor.userId);

/**
 * Whether a command may stand among those that a sentence could have meant. A whole group sees them, and shall not learn
 * what one person may do; whoever presses is answered alone.
 */
export const isOffered = (
  { actor, location }: Pick<CommandContext, 'actor' | 'location'>,
  command: Pick<Command, 'allow'>,
): boolean => location.inGroup || allows(actor, command);
