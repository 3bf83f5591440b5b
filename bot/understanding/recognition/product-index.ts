import type { NamesFound } from '../../../services/commerce/api/recognition.ts';
import { matchProducts, productNames } from '../../../services/commerce/index.ts';
import { joined, nameKey } from '../../../services/text/normal-form.ts';
import { groupBy, productPhrases } from '../grammar/core/lexicon.ts';
import type { Mention } from './mention.ts';

type Products = NamesFound['products'];

/** What a name means in a catalogue. */
export interface NamedProducts {
  readonly meant: Mention['meant'];
  readonly exact: boolean;
}

/** A catalogue by what its products are called, in one piece each. */
export interface ProductIndex {
  readonly names: ReadonlyMap<string, NamedProducts>;
  /** The words of whole names by the first letter, for those that are misspelt. */
  readonly byLetter: ReadonlyMap<string, readonly (readonly string[])[]>;
}

/** Catalogues kept at hand. */
const MOST_KEPT = 100;
const indexes = new Map<string, ProductIndex>();

/** The index of a catalogue, made once for as long as no name in it changes. */
export const productIndexOf = (products: Products): ProductIndex => {
  const version = products.map(({ id, name }) => `${id}\t${name}`).join('\n');
  const index = indexes.get(version) ?? makeIndex(products);
  indexes.delete(version);
  indexes.set(version, index);
  const [oldest] = indexes.keys();
  if (indexes.size > MOST_KEPT && oldest !== undefined) indexes.delete(oldest);
  return index;
};

const makeIndex = (products: Products): ProductIndex => {
  const names = new Map([...begunNames(products), ...nicknames(products), ...wholeNames(products)]);
  const words = products.map(({ name }) => nameKey(name).split(' '));
  return { names, byLetter: groupBy(words, ([first = '']) => first.charAt(0)) };
};

const meaning = (products: Products): Mention['meant'] =>
  products.map(({ id, name }) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name));

/** What every product is called, each name with all that are. */
const wholeNames = (products: Products): Map<string, NamedProducts> =>
  grouped(products, (product) => productNames(product, products), true);

/** The first words of a name, two at least: "Contoso Sketch". */
const begunNames = (products: Products): Map<string, NamedProducts> =>
  grouped(
    products,
    ({ name }) => {
      const words = nameKey(name).split(' ');
      return words.map((_, i) => words.slice(0, i).join('')).slice(2);
    },
    false,
  );

const grouped = (
  products: Products,
  namesOf: (product: Products[number]) => readonly string[],
  exact: boolean,
): Map<string, NamedProducts> => {
  const found = new Map<string, Products[number][]>();
  for (const product of products)
    for (const name of namesOf(product)) found.set(name, [...(found.get(name) ?? []), product]);
  return new Map(
    [...found].map(([name, these]) => [name, { meant: meaning(these), exact: exact && these.length === 1 }]),
  );
};

/** What people usually call Microsoft's products, where there are such: "pbi", "copilot". */
const nicknames = (products: Products): Map<string, NamedProducts> =>
  new Map(
    productPhrases.flatMap(({ words, value }) => {
      const meant = matchProducts(products, value);
      const [only] = meant.length === 1 ? meant : [];
      const exact = only !== undefined && productNames(only, products).includes(joined(value));
      return meant.length === 0 ? [] : [[words.join(''), { meant: meaning(meant), exact }] as const];
    }),
  );
