import { addressMembers, erasedMember, nameMembers } from '../../directory/name-index.ts';
import type { GenerationKeys } from '../../redis/keys.ts';
import { indexEntries } from '../store/indexes/subscription-indexes.ts';
import { encodeSubscription } from '../store/subscription-hash.ts';
import type { Batch } from './batch.ts';
import { Counters } from './counters.ts';
import type { CheckedFile } from './format/check.ts';
import { historyFrom, invoiceFrom, licenseRequestFrom, personFieldsFrom, subscriptionFrom } from './format/entities.ts';
import type { Parts } from './format/format.ts';
import { displayNameOf, peopleOf } from './format/survey.ts';
import { visitFile } from './format/visit.ts';
import { recordWriter } from './records.ts';
import { highestReferences } from './references.ts';

/** What is written, and where to. */
interface Writing {
  readonly checked: CheckedFile;
  readonly keys: GenerationKeys;
  readonly batch: Batch;
}

/**
 * Reads a checked file once more and writes it. The catalogue and the names index come before all else: with them and
 * the subscription index, every key that was written can be found again.
 */
export const writeFile = async (file: string, writing: Writing): Promise<void> => {
  const { checked, keys, batch } = writing;
  await writeCatalogue(writing);
  await writeNames(writing);
  const counters = new Counters();
  const records = recordWriter(keys, batch);
  await visitFile(file, {
    users: (user) => {
      for (const member of addressMembers(user)) batch.member(keys.names, 0, member);
      for (const role of user.deleted ? [] : user.roles) batch.member(keys.holdersOf(role), 0, user.id);
      batch.hash(keys.person(user.id), personFieldsFrom(user));
      return batch.sendIfFull();
    },
    subscriptions: (item) => {
      counters.add(subscriptionFrom(item, checked.shift));
      return writeSubscription(item, writing);
    },
    billingProfiles: (profile) => records.put(keys.billingProfiles(profile.ownerId), profile),
    paymentMethods: (card) => records.card(card),
    invoices: (invoice) => records.invoice(...invoiceFrom(invoice, checked)),
    licenseRequests: (request) => records.request(licenseRequestFrom(request, checked.shift)),
  });
  for (const { source, product, sums } of counters.values()) batch.hash(keys.counts(source, product), sums);
  await batch.finish();
};

const writeCatalogue = ({ checked, keys, batch }: Writing): Promise<void> => {
  const { tenant, policies } = checked.values;
  batch.text(keys.tenant, JSON.stringify(tenant));
  batch.text(keys.policies, JSON.stringify(policies));
  for (const product of checked.products.values()) batch.hash(keys.products, { [product.id]: JSON.stringify(product) });
  if (checked.references.length > 0) batch.hash(keys.references, highestReferences(checked.references));
  return batch.finish();
};

const writeNames = async ({ checked, keys, batch }: Writing): Promise<void> => {
  for (const pseudonym of checked.erased) batch.member(keys.names, 0, erasedMember(pseudonym));
  for (const person of peopleOf(checked)) {
    for (const member of nameMembers(person)) batch.member(keys.names, 0, member);
    await batch.sendIfFull();
  }
  await batch.finish();
};

const writeSubscription = async (item: Parts['subscriptions'], writing: Writing): Promise<void> => {
  const { checked, keys, batch } = writing;
  const subscription = subscriptionFrom(item, checked.shift);
  const { ref, purchaserId, createdAt } = subscription;
  const names = {
    product: checked.products.get(item.productId)?.name ?? '',
    purchaser: purchaserId === null ? '' : displayNameOf(checked, purchaserId),
  };
  const { id, paymentMethodId = '' } = item;
  const extras = { id, names, paymentMethodId };
  for (const { key, member } of indexEntries(keys, subscription, names)) batch.member(key, 0, member);
  batch.hash(keys.subscription(ref), encodeSubscription(subscription, extras));
  batch.list(
    keys.history(ref),
    historyFrom(item, checked.shift).map((event) => JSON.stringify(event)),
  );
  await batch.sendIfFull();
  for (const [i, user] of item.assignedUserIds.entries()) {
    const assignedAt = item.assignedAt?.[i];
    batch.member(keys.seats(ref), assignedAt === undefined ? createdAt : assignedAt + checked.shift, user);
    batch.member(keys.licensesByPerson, 0, `${user}\t${ref}`);
    await batch.sendIfFull();
  }
};
