import type { Fact, TextCardData } from '../../../cards/kit/text-card.ts';
import { perMonthText } from '../../../cards/subscriptions/subscription-words.ts';
import type { Localizer } from '../../../locales/index.ts';
import type { Buyable } from '../../../services/commerce/api/buying.ts';
import { refusalReason } from '../../../services/commerce/api/errors.ts';
import type { Product, ProductId } from '../../../services/commerce/api/types.ts';
import { may, mayRequestInstead } from '../../../services/commerce/index.ts';
import type { CommandContext } from '../../conversation/command.ts';
import { isOutsider } from './answer-facts.ts';

/** What holds here for the products that a question names. */
export interface ProductAnswer {
  /** How the person may buy the one product, or why not. */
  readonly status: TextCardData['status'];
  readonly facts: readonly Fact[];
  /** The one product, and whether it can be had by buying it or by asking for it. */
  readonly product: ProductId | undefined;
  readonly steps: readonly ('buy' | 'request-license')[];
}

/** What holds for the products that a text may mean; undefined for guests, and where it means none. */
export const productAnswer = async (context: CommandContext, text: string): Promise<ProductAnswer | undefined> => {
  if (isOutsider(context)) return undefined;
  const { actor, commerce, localizer } = context;
  const found = await commerce.findProducts(actor, text).catch((error): Product[] => {
    refusalReason(error, 'no-such-product');
    return [];
  });
  const [buyable, policy] = await Promise.all([buyableOf(context), policyOf(context)]);
  const products = found.sort((a, b) => a.name.localeCompare(b.name));
  const known = products.map((product): KnownProduct => {
    const ways = buyable.find((each) => each.product.id === product.id);
    return { product, ways, policy: policy.get(product.id) };
  });
  const [first, ...others] = known;
  if (first && others.length === 0) return answerOnOne(first, context);
  return first && { ...NO_SINGLE, facts: known.slice(0, MOST_PRODUCTS).map((each) => factOfMany(each, localizer)) };
};

interface KnownProduct {
  readonly product: Product;
  /** For those who buy by self-service. */
  readonly ways: Buyable | undefined;
  /** The policy's value, for those who may read it. */
  readonly policy: string | undefined;
}

const NO_SINGLE = { status: undefined, product: undefined, steps: [] };
/** A text that means more names no product. */
const MOST_PRODUCTS = 5;

const buyableOf = ({ actor, commerce }: CommandContext): Promise<Buyable[]> | Buyable[] =>
  may(actor, 'buy-self-service') ? commerce.listBuyable(actor) : [];

const policyOf = async ({ actor, commerce, localizer }: CommandContext): Promise<ReadonlyMap<ProductId, string>> => {
  if (!may(actor, 'read-policy')) return new Map();
  const { products } = await commerce.getPolicy(actor);
  return new Map(products.map(({ product, value }) => [product.id, localizer.t(`policy.value.${value}`)]));
};

const answerOnOne = (known: KnownProduct, context: CommandContext): ProductAnswer => ({
  status: statusOf(known, context.localizer),
  facts: factsOfOne(known, context.localizer),
  product: known.product.id,
  steps: stepsFor(known, context),
});

const statusOf = ({ product, ways }: KnownProduct, { t }: Localizer): TextCardData['status'] => {
  if (!ways) return undefined;
  const text = wayText(ways, t);
  return { text: t('answers.product.status', { product: product.name, text }), tone: ways.rule ? 'Attention' : 'Good' };
};

const wayText = ({ kinds, rule }: Buyable, t: Localizer['t']): string => {
  if (rule) return t(`buyRules.${rule}`);
  return t(kinds.includes('purchase') ? 'answers.product.buy' : 'answers.product.trial');
};

const factsOfOne = ({ product, policy }: KnownProduct, localizer: Localizer): Fact[] => {
  const { t } = localizer;
  const { name, unitPrice, trialWithoutCard } = product;
  return [
    { title: t('answers.product.name'), value: name },
    { title: t('answers.product.price'), value: unitPrice ? perMonthText(unitPrice, localizer) : t('notKnown') },
    { title: t('answers.product.trialWithoutCard'), value: t(`answers.product.${trialWithoutCard ? 'yes' : 'no'}`) },
    ...(policy === undefined ? [] : [{ title: t('answers.product.policy'), value: policy }]),
  ];
};

const factOfMany = ({ product, ways, policy }: KnownProduct, localizer: Localizer): Fact => {
  const price = perMonthText(product.unitPrice, localizer);
  const stand = policy ?? (ways && wayText(ways, localizer.t));
  return { title: product.name, value: stand === undefined ? price : `${price} · ${stand}` };
};

const stepsFor = ({ ways }: KnownProduct, { actor }: CommandContext): ('buy' | 'request-license')[] => {
  if (!ways) return [];
  const isRequestable = ways.rule ? mayRequestInstead(ways.rule) : !ways.kinds.includes('purchase');
  const isOpen = ways.rule === null || may(actor, 'buy-centrally');
  return [...(isRequestable ? ['request-license' as const] : []), ...(isOpen ? ['buy' as const] : [])];
};
