import { isPseudonym } from '../../../directory/pseudonyms.ts';
import type { Person, ProductId, SubscriptionRef, UserId } from '../../api/types.ts';
import type { Faults } from './faults.ts';
import { FormCheck } from './form.ts';
import { LISTS, type ListName, type Parts } from './format.ts';
import type { RawPart } from './read.ts';
import { isList, type PartVisitor, visitFile } from './visit.ts';

/** What one must know of the whole file to check, and later to write, any part of it. */
export interface Survey {
  readonly values: { -readonly [Name in 'asOf' | 'tenant' | 'policies']?: Parts[Name] };
  /** The ids in each list → position; also of items that have other faults. */
  readonly ids: Readonly<Record<ListName, Map<string, number>>>;
  // By position: for a hundred thousand people, half the memory of a map of objects.
  readonly displayNames: string[];
  /** In lower case. */
  readonly userNames: string[];
  readonly references: SubscriptionRef[];
  readonly products: Map<ProductId, Parts['products']>;
  /** By position of the subscription. */
  readonly productIds: ProductId[];
  /** The same. */
  readonly versions: number[];
  /** Pseudonyms of people who were erased, of whom something is kept. */
  readonly erased: Set<UserId>;
  /** Payment method id → whose it is. */
  readonly cardOwners: Map<string, UserId>;
}

/** Reads the file once: checks the form of each part by itself, and that nothing is missing or there twice. */
export const surveyFile = async (file: string, faults: Faults): Promise<Survey> => {
  const survey: Survey = {
    values: {},
    ids: mapPerList(),
    displayNames: [],
    userNames: [],
    references: [],
    products: new Map(),
    productIds: [],
    versions: [],
    erased: new Set(),
    cardOwners: new Map(),
  };
  const form = new FormCheck(faults, (raw) => rememberId(raw, survey, faults));
  await visitFile(file, surveyor(survey, faults), form);
  form.end();
  return survey;
};

type NamedPerson = Pick<Person, 'id' | 'displayName' | 'userPrincipalName'>;

/** The people of the file with their names. */
export function* peopleOf({ ids, displayNames, userNames }: Survey): Generator<NamedPerson> {
  for (const [id, position] of ids.users) {
    const [displayName = '', userPrincipalName = ''] = [displayNames[position], userNames[position]];
    yield { id: id as UserId, displayName, userPrincipalName };
  }
}

/** Somebody who was erased goes by the pseudonym. */
export const displayNameOf = ({ ids, displayNames }: Survey, user: UserId): string =>
  displayNames[ids.users.get(user) ?? -1] ?? (isPseudonym(user) ? user : '');

export const referenceOf = ({ ids, references }: Survey, subscriptionId: string): SubscriptionRef | undefined =>
  references[ids.subscriptions.get(subscriptionId) ?? -1];

export const productIdOf = ({ ids, productIds }: Survey, subscriptionId: string): ProductId | undefined =>
  productIds[ids.subscriptions.get(subscriptionId) ?? -1];

const mapPerList = (): Survey['ids'] => ({
  products: new Map(),
  users: new Map(),
  subscriptions: new Map(),
  billingProfiles: new Map(),
  paymentMethods: new Map(),
  invoices: new Map(),
  licenseRequests: new Map(),
});

/** A text of its own: one cut from a chunk of the file would keep the whole chunk in memory. */
const kept = <Text extends string>(text: Text): Text => Buffer.from(text).toString() as Text;

/** The same with one text for all that are equal. */
const shared =
  <Text extends string>(texts = new Map<Text, Text>()) =>
  (text: Text): Text => {
    const known = texts.get(text) ?? kept(text);
    texts.set(known, known);
    return known;
  };

/** Sees to it that no two items of a list share a value; hands back the value for keeping. */
const unique =
  (list: ListName, field: string, faults: Faults, seen = new Map<string, number>()) =>
  <Text extends string>(value: Text, index: number): Text => {
    const first = seen.get(value);
    if (first !== undefined) faults.add([list, index, field], `is the same as that of ${list}[${first}]`);
    const copy = kept(value);
    if (first === undefined) seen.set(copy, index);
    return copy;
  };

const surveyor = (survey: Survey, faults: Faults): PartVisitor => {
  const { values, ids } = survey;
  const id = <Text extends string>(list: ListName, value: Text, index: number) =>
    unique(list, 'id', faults, ids[list])(value, index);
  const reference = unique('subscriptions', 'reference', faults);
  const product = shared<ProductId>();
  const former = (user: UserId | null) => user !== null && isPseudonym(user) && survey.erased.add(kept(user));
  const userName = unique('users', 'userPrincipalName', faults);
  return {
    format: () => {},
    asOf: (asOf) => Object.assign(values, { asOf }),
    tenant: (tenant) => Object.assign(values, { tenant }),
    policies: (policies) => Object.assign(values, { policies }),
    products: (product, index) => survey.products.set(id('products', product.id, index), product),
    users: (user, index) => {
      id('users', user.id, index);
      survey.displayNames[index] = kept(user.displayName);
      survey.userNames[index] = userName(user.userPrincipalName.toLowerCase(), index);
    },
    subscriptions: (subscription, index) => {
      id('subscriptions', subscription.id, index);
      survey.references[index] = reference(subscription.reference, index);
      former(subscription.purchaserId);
      survey.versions[index] = subscription.version ?? 1;
      survey.productIds[index] = product(subscription.productId);
    },
    billingProfiles: (profile, index) => id('billingProfiles', profile.id, index),
    paymentMethods: (card, index) => survey.cardOwners.set(id('paymentMethods', card.id, index), kept(card.ownerId)),
    invoices: (invoice, index) => {
      former(invoice.ownerId);
      id('invoices', invoice.id, index);
    },
    licenseRequests: (request, index) => {
      former(request.requesterId);
      id('licenseRequests', request.id, index);
    },
  };
};

/** What refers to an item that has some other fault need not be called wrong as well. */
const rememberId = ({ part, value, index }: RawPart, survey: Survey, faults: Faults): void => {
  if (index === undefined || !isList(part)) return;
  const id = LISTS[part].shape.id.safeParse(Reflect.get(Object(value), 'id'));
  if (id.success) unique(part, 'id', faults, survey.ids[part])(id.data, index);
};
