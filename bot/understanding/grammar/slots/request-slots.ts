import { askedProduct, nothing, product, slot } from '../core/slots.ts';

/** What becomes of requests; two verdicts in a sentence are one too many. */
export const decision = slot(['decision'], ({ free }) => {
  const used = free.filter(({ tags }) => tags.has('decision'));
  const [first, another] = [...new Set(used.map(({ tags }) => tags.get('decision')))];
  if (first === undefined) return nothing;
  return { args: { decision: first }, used, doubtful: another === undefined ? undefined : true };
});

/** Requests by their ids. */
export const namedRequest = slot(['request'], ({ free }) => {
  const used = free.filter(({ tags }) => typeof tags.get('request') === 'string');
  return used.length === 0 ? nothing : { args: { request: used.map(({ tags }) => tags.get('request')) }, used };
});

/** Every product that is named: one, or a list. */
export const everyProduct = slot(['product'], ({ free }) => {
  const used = free.filter(({ tags }) => tags.has('product'));
  const [first, ...others] = [...new Set(used.map(({ tags }) => tags.get('product')))];
  if (first === undefined) return nothing;
  return { args: { product: others.length === 0 ? first : [first, ...others] }, used };
});

/** The same, or what stands in their place. */
export const askedProducts = slot(['product'], (asked) => {
  const known = everyProduct(asked);
  return known.used.length > 0 ? known : askedProduct(asked);
});

/** The same, or else whatever is left: every tenant has products of its own. */
export const namedProducts = slot(['product'], (asked) => {
  const known = everyProduct(asked);
  return known.used.length > 0 || asked.said['except'] !== undefined ? known : product(asked);
});
