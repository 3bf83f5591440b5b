import { nameKey } from '../../text/normal-form.ts';
import { refuse } from '../api/errors.ts';
import type { Product, ProductId } from '../api/types.ts';
import type { OpenTenant } from '../store/tenants.ts';

const wordsOf = (text: string): string[] => nameKey(text).split(' ').filter(Boolean);

/**
 * Products whose name has, for each word of the text, a word that begins with it: "power bi" finds Power BI Pro and
 * Power BI Premium per user. An id, or a name in full, means that one alone.
 */
export const matchProducts = (products: Iterable<Product>, text: string): Product[] => {
  const all = [...products];
  const wanted = wordsOf(text);
  const exact = all.filter(
    (product) => product.id === text.trim() || wordsOf(product.name).join(' ') === wanted.join(' '),
  );
  if (exact.length > 0) return exact;
  return all.filter((product) => {
    const words = wordsOf(product.name);
    return wanted.length > 0 && wanted.every((prefix) => words.some((word) => word.startsWith(prefix)));
  });
};

/** A product of the tenant. Refuses `no-such-product`. */
export const productOf = ({ products }: OpenTenant, id: ProductId): Product =>
  products.get(id) ?? refuse({ code: 'no-such-product', wanted: id, products: [...products.values()] });
