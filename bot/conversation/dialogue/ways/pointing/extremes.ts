import type { SubscriptionRef } from '../../../../../services/commerce/api/types.ts';
import { monthlyPrice } from '../../../../../services/commerce/index.ts';
import type { Step, Thing } from '../../../../../services/conversations/dialogues.ts';
import type { Extreme } from '../../../../understanding/dialogue/words.ts';
import type { CommandContext } from '../../../command.ts';
import { thingsIn } from '../../remembering/focus.ts';
import { unlessRefused } from '../../words-for.ts';

/** What a list is measured by, in whatever unit it has. */
interface Measures {
  readonly price?: number | undefined;
  readonly size?: number | undefined;
  /** When it came to be, in ms. */
  readonly time?: number;
}

/** By what each is the most or the least. */
const SCALES: Readonly<Record<Extreme, { readonly by: keyof Measures; readonly least: boolean }>> = {
  cheapest: { by: 'price', least: true },
  dearest: { by: 'price', least: false },
  smallest: { by: 'size', least: true },
  biggest: { by: 'size', least: false },
  newest: { by: 'time', least: false },
  oldest: { by: 'time', least: true },
};

/** The item of a list that has the least or the most of something, as it is now; undefined where nobody can tell. */
export const extremeOf = async (
  items: readonly Step[],
  extreme: Extreme,
  context: CommandContext,
): Promise<Step | undefined> => {
  const measured = await Promise.all(items.map(async (item) => ({ item, measures: await measuresOf(item, context) })));
  const { by, least } = SCALES[extreme];
  const known = measured.flatMap(({ item, measures }) => {
    const value = measures?.[by];
    return value === undefined ? [] : [{ item, value }];
  });
  return known.sort((a, b) => (least ? a.value - b.value : b.value - a.value))[0]?.item;
};

const measuresOf = async (item: Step, context: CommandContext): Promise<Measures | undefined> => {
  const [thing] = thingsIn(item);
  return thing && (await MEASURES[thing.kind]?.(thing.said, context));
};

type Measure = (said: string, context: CommandContext) => Promise<Measures | undefined>;

const MEASURES: Readonly<Partial<Record<Thing['kind'], Measure>>> = {
  subscription: async (ref, { actor, commerce }) => {
    const found = await unlessRefused(commerce.getSubscription(actor, ref as SubscriptionRef));
    if (!found) return undefined;
    const { quantity: size, createdAt: time } = found.subscription;
    return { price: monthlyPrice(found.subscription)?.amount, size, time };
  },
  product: async (said, { actor, commerce }) => {
    const [found] = (await unlessRefused(commerce.findProducts(actor, said))) ?? [];
    return found && { price: found.unitPrice?.amount, size: found.unitPrice?.amount };
  },
  invoice: async (said, { actor, commerce }) => {
    const found = await unlessRefused(commerce.getInvoice(actor, said));
    return found && { price: found.amount.amount, size: found.amount.amount, time: found.issuedAt };
  },
};
