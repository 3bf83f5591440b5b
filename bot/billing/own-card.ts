import { refuse } from '../../services/commerce/errors.ts';
import type { BillingView } from '../../services/commerce/views.ts';
import type { CommandContext } from '../command.ts';

/**
 * One of the person's own cards, by its id.
 * @throws {CommerceError} `no-such-payment-method`
 */
export const ownCard = async (
  { actor, commerce }: CommandContext,
  wanted: string | undefined,
): Promise<BillingView['cards'][number]> => {
  const { cards } = await commerce.readBilling(actor);
  return cards.find(({ id }) => id === wanted) ?? refuse({ code: 'no-such-payment-method' });
};
