import type { NamesAsked, NamesFound } from '../../../services/commerce/api/recognition.ts';
import { customersIn, mayNameCustomer, type NamedCustomer } from './customers.ts';
import { apart, type Mention } from './mention.ts';
import { askedOf, numberedIn, numbersIn } from './numbers.ts';
import { peopleIn } from './people.ts';
import { phrasesIn } from './phrases.ts';
import { productsIn } from './products.ts';
import { withoutAddresses, wordsOf } from './words.ts';

/** Where names are looked up: in the tenant that the person acts in, as far as they may see it. */
export interface NameLookUp {
  names(asked: NamesAsked): Promise<NamesFound>;
  /** Those of a partner's person; asked for only where a text may name one. */
  customers(): Promise<readonly NamedCustomer[]>;
}

/**
 * What a tidy text names of a tenant: people, products, subscriptions, invoices, requests and customers, in the order of
 * the text, none over another. Asks once, for the phrases and numbers of the text alone.
 */
export const recognize = async (text: string, lookUp: NameLookUp): Promise<Mention[]> => {
  const said = withoutAddresses(text);
  const words = wordsOf(said);
  const [phrases, numbers] = [phrasesIn(words), numbersIn(said)];
  const [found, customers] = await Promise.all([
    lookUp.names({ phrases, ...askedOf(numbers) }),
    mayNameCustomer(words) ? lookUp.customers() : [],
  ]);
  const things = [...numberedIn(numbers, found), ...productsIn(words, found.products)];
  const people = peopleIn(words, phrases, found.people, things);
  return apart([...things, ...people, ...customersIn(words, customers)]);
};
