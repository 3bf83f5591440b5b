import { joined, nameKey } from '../../text/normal-form.ts';
import { refuse } from '../api/errors.ts';
import type { Product, ProductId } from '../api/types.ts';
import type { OpenTenant } from '../store/tenants.ts';
import { otherNames } from './renames.ts';

type Named = Pick<Product, 'id' | 'name'>;

const wordsOf = (text: string): string[] => nameKey(text).split(' ').filter(Boolean);

/** Vendors' names that nobody says. */
const VENDOR = /^(?:microsoft|ms|office) /;

/**
 * All that one product of a catalogue is called, in one piece each: its name, without what stands in parentheses or the
 * vendor before it, and what it was called before, where nothing else is called so.
 */
export const productNames = (product: Named, catalogue: Iterable<Named>): string[] => {
  const taken = new Set([...catalogue].map(({ name }) => joined(name)));
  const others = [product.name.replace(/\s*\([^)]*\)/g, ''), ...otherNames(product.name)].flatMap((name) => [
    name,
    nameKey(name).replace(VENDOR, ''),
  ]);
  const bare = nameKey(product.name).replace(VENDOR, '');
  const free = [bare, ...others].map(joined).filter((name) => name !== '' && !taken.has(name));
  return [...new Set([joined(product.name), ...free])];
};

/**
 * Products whose name has, for each word of the text, a word that begins with it: "power bi" finds Power BI Pro and
 * Power BI Premium per user. An id, a name in full, or what it was called before, means that one alone.
 */
export const matchProducts = <Item extends Named>(products: Iterable<Item>, text: string): Item[] => {
  const all = [...products];
  const [id, whole, wanted] = [text.trim(), joined(text), wordsOf(text)];
  if (whole === '') return [];
  const exact = all.filter((product) => product.id === id || joined(product.name) === whole);
  if (exact.length > 0) return exact;
  const called = all.filter((product) => productNames(product, all).includes(whole));
  if (called.length > 0) return called;
  return all.filter(({ name }) => {
    const words = wordsOf(name);
    return wanted.every((prefix) => words.some((word) => word.startsWith(prefix))) || joined(name).startsWith(whole);
  });
};

/** A product of the tenant. Refuses `no-such-product`. */
export const productOf = ({ products }: OpenTenant, id: ProductId): Product =>
  products.get(id) ?? refuse({ code: 'no-such-product', wanted: id, products: [...products.values()] });
