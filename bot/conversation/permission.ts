import type { Actor } from '../../services/commerce/api/types.ts';
import { may } from '../../services/commerce/index.ts';
import type { Command } from './command.ts';

/**
 * Whether the actor may use a command at all, if only for what is their own; what they may do to one subscription is the
 * service's to say.
 */
export const allows = (actor: Actor, { allow }: Pick<Command, 'allow'>): boolean =>
  allow === 'anyone' || may(actor, allow, actor.userId);
