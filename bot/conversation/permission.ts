import type { Actor } from '../../services/commerce/api/types.ts';
import { may } from '../../services/commerce/rules/access.ts';
import type { Command } from './command.ts';

/** Whether the actor may use a command at all; what they may do to one subscription is the service's to say. */
export const allows = (actor: Actor, { allow }: Pick<Command, 'allow'>): boolean =>
  allow === 'anyone' || may(actor, allow);
