import type { BillingView } from '../../../services/commerce/api/billing.ts';
import { refuse } from '../../../services/commerce/api/errors.ts';
import type { CommandContext } from '../../conversation/command.ts';

/**
 * One of the person's own payment methods, by its id.
 * @throws {CommerceError} `no-such-payment-method`
 */
export const ownPaymentMethod = async (
  { actor, commerce }: CommandContext,
  wanted: string | undefined,
): Promise<BillingView['paymentMethods'][number]> => {
  const { paymentMethods } = await commerce.getBilling(actor);
  return paymentMethods.find(({ id }) => id === wanted) ?? refuse({ code: 'no-such-payment-method' });
};
