import type { Actor } from '../../../services/commerce/api/types.ts';
import type { Mention } from '../../understanding/recognition/mention.ts';
import { recognize } from '../../understanding/recognition/recognize.ts';
import type { CommandContext } from '../command.ts';

/** What was looked up for somebody; an actor lives as long as the turn that they have come for. */
const lookedUp = new WeakMap<Actor, Map<string, Promise<Mention[]>>>();

/**
 * What a tidy text names of the tenant that the person acts in, as far as they may see it; customers by their home.
 * Nothing in a group, where all see what came of it. Looked up once in a turn.
 */
export const mentionsIn = async (
  text: string,
  { actor, home, commerce, location }: Pick<CommandContext, 'actor' | 'home' | 'commerce' | 'location'>,
): Promise<Mention[]> => {
  if (location.inGroup) return [];
  const known = lookedUp.get(actor) ?? new Map<string, Promise<Mention[]>>();
  lookedUp.set(actor, known);
  const mentions =
    known.get(text) ??
    recognize(text, {
      names: (asked) => commerce.findNames(actor, asked),
      customers: () => commerce.listCustomers(home.tenantId, home.userId),
    });
  known.set(text, mentions);
  return mentions;
};
