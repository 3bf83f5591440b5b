import type { Person, Product, SubscriptionRef } from './types.ts';

/** Words of a text that stand together and may begin with somebody's name, each as `nameKey` makes it. */
export interface Phrase {
  readonly words: readonly string[];
  /** How many of them a name must have, as the first may be an everyday word. */
  readonly least: number;
  /** Those of them that are everyday words: no abbreviation, and no misspelling, of a name. */
  readonly everyday: readonly string[];
  /** Words before a comma, as in "Berg, Anna". */
  readonly comma?: number | undefined;
}

/** Whom the beginning of a phrase names. */
export interface NamedPhrase {
  /** Words that the name has. */
  readonly length: number;
  /** One, or those who can be meant, of whom no more than a few are told. */
  readonly people: readonly Person[];
  /** Their whole name, without a fault. */
  readonly exact: boolean;
  /** The name from its beginning on, not from a later word. */
  readonly given: boolean;
  /** The last word without its s: "Megans". */
  readonly genitive: boolean;
}

/** What a text may name, for which the tenant is asked in one go. */
export interface NamesAsked {
  readonly phrases: readonly Phrase[];
  readonly subscriptions: readonly SubscriptionRef[];
  /** Numbers of invoices, as `joined` makes them. */
  readonly invoices: readonly string[];
  /** Ids of license requests. */
  readonly requests: readonly string[];
}

/** What there is of it, and the person may see. */
export interface NamesFound {
  readonly products: readonly Product[];
  /** For each phrase. */
  readonly people: readonly (NamedPhrase | undefined)[];
  readonly subscriptions: readonly SubscriptionRef[];
  readonly invoices: readonly { readonly id: string; readonly number: string }[];
  readonly requests: readonly string[];
}
