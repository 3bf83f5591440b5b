import type { Mention } from '../../understanding/recognition/mention.ts';
import { recognize } from '../../understanding/recognition/recognize.ts';
import type { CommandContext } from '../command.ts';

/**
 * What a tidy text names of the tenant that the person acts in, as far as they may see it; customers by their home.
 * Nothing in a group, where all see what came of it.
 */
export const mentionsIn = async (
  text: string,
  { actor, home, commerce, location }: Pick<CommandContext, 'actor' | 'home' | 'commerce' | 'location'>,
): Promise<Mention[]> => {
  if (location.inGroup) return [];
  return recognize(text, {
    names: (asked) => commerce.findNames(actor, asked),
    customers: () => commerce.listCustomers(home.tenantId, home.userId),
  });
};
