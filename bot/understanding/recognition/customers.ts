import { nameKey } from '../../../services/text/normal-form.ts';
import type { Mention } from './mention.ts';
import { isJoined, tagsOfWord, type Word } from './words.ts';

/** A customer of a partner. */
export interface NamedCustomer {
  readonly id: string;
  readonly name: string;
}

const SPEAKING_OF_CUSTOMERS = ['act-for', 'customers', 'switch-to', 'myself', 'for', 'from', 'to'];

/** Whether a text may name a customer, so that it is worth asking for them. */
export const mayNameCustomer = (words: readonly Word[]): boolean =>
  words.some((word) => tagsOfWord(word).some((tag) => SPEAKING_OF_CUSTOMERS.includes(tag)));

/** The customers whose name, from its beginning on, stands in a text. */
export const customersIn = (words: readonly Word[], customers: readonly NamedCustomer[]): Mention[] =>
  words.flatMap((word, at) => {
    const found = customers.flatMap((customer) => {
      const length = sharedWords(words.slice(at), nameKey(customer.name).split(' '));
      return length > 0 && (!word.known || word.capital) ? [{ customer, length }] : [];
    });
    const most = Math.max(...found.map(({ length }) => length));
    const best = found.filter(({ length }) => length === most).map(({ customer }) => customer);
    const last = words[at + most - 1];
    if (!last || best.length === 0) return [];
    const exact = best.length === 1 && best.every(({ name }) => nameKey(name).split(' ').length === most);
    return [
      {
        from: word.from,
        to: last.to,
        kind: 'customer' as const,
        meant: best.map(({ id, name }) => ({ id, name })),
        exact,
      },
    ];
  });

const sharedWords = (words: readonly Word[], name: readonly string[]): number => {
  const end = words.findIndex((word, i) => word.key !== name[i] || (i > 0 && !isJoined(word)));
  return end < 0 ? words.length : end;
};
