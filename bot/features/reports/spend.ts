import { z } from 'zod';
import { type SpendShown, spendCard } from '../../../cards/reports/spend.ts';
import { refuse } from '../../../services/commerce/api/errors.ts';
import type { MonthlySpend } from '../../../services/commerce/api/reports.ts';
import type { Product } from '../../../services/commerce/api/types.ts';
import { plainText, timeZoneOf } from '../../../services/commerce/index.ts';
import { defineCommand, type WithArgs } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { personText, productTexts } from '../../conversation/naming/arguments.ts';
import { productsFitting } from '../../conversation/naming/named-product.ts';
import { dayIn } from '../../understanding/time-zones.ts';

const day = plainText(10)
  .regex(/^\d{4}-\d\d-\d\d$/)
  .optional();

/** Months that are told unless asked for otherwise. */
const USUAL_MONTHS = 6;

const args = z.strictObject({
  /** Only these sums; both if not given. */
  per: z.enum(['product', 'purchaser']).optional(),
  product: productTexts.optional(),
  purchaser: personText.optional(),
  months: z.number().int().min(1).max(36).optional(),
  /** The months that these days are in. */
  from: day,
  to: day,
});
type SpendContext = WithArgs<typeof args>;

export const spend = defineCommand({
  name: 'spend',
  allow: 'see-purchases',
  topic: 'overview',
  args,
  async run(context) {
    const { actor, args, commerce, localizer } = context;
    const products = args.product === undefined ? undefined : await productsFitting(context, args.product);
    const purchaser = args.purchaser === undefined ? undefined : await commerce.findPurchaser(actor, args.purchaser);
    const length = { months: monthsBack(context) };
    const all = await (purchaser
      ? commerce.listSpendOf(actor, purchaser.id, length)
      : commerce.listSpend(actor, length));
    const months = all.filter(({ month }) => month <= lastMonth(context)).map((each) => ofProducts(each, products));
    // Of a product it is known what was spent on it, and not by whom.
    const per: SpendShown['per'] = products || purchaser ? 'product' : args.per;
    const names = [...(purchaser ? [purchaser.displayName] : []), ...(products ?? []).map(({ name }) => name)];
    const next = commandButtons(['unused', 'capacity', 'subscriptions'], localizer);
    const left = { products: products?.map(({ id }) => id), purchaser: purchaser?.id };
    const elsewhere = await commerce.countBilledByMicrosoft(actor, left);
    return spendCard({ months, per, names, elsewhere }, next, localizer);
  },
});

const monthOf = (date: string): string => date.slice(0, 7);

const today = ({ now, tenant }: SpendContext): string => dayIn(now(), timeZoneOf(tenant));

const lastMonth = (context: SpendContext): string => monthOf(context.args.to ?? today(context));

/** How many months back the first one is that is asked for, this one included. */
const monthsBack = (context: SpendContext): number => {
  const { from, months = USUAL_MONTHS } = context.args;
  if (from === undefined) return months;
  const [first, last] = [from, today(context)].map((date) => {
    const [year, month] = date.split('-').map(Number);
    return (year ?? 0) * 12 + (month ?? 0);
  });
  const count = (last ?? 0) - (first ?? 0) + 1;
  return count >= 1 ? count : refuse({ code: 'bad-period' });
};

const ofProducts = (month: MonthlySpend, products: readonly Product[] | undefined): MonthlySpend => {
  if (!products) return month;
  const byProduct = month.byProduct.filter(({ product }) => products.some(({ id }) => id === product.id));
  const amount = byProduct.reduce((sum, each) => sum + each.amount.amount, 0);
  return { ...month, byProduct, byPurchaser: [], total: { ...month.total, amount } };
};
