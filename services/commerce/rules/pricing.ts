import type { Money, Subscription } from '../types.ts';

/** What all licenses cost for one month, whatever the billing period. */
export const monthlyPrice = ({ quantity, unitPrice }: Subscription): Money => ({
  ...unitPrice,
  amount: quantity * unitPrice.amount,
});
