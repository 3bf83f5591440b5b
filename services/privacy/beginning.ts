import { randomBytes } from 'node:crypto';
import { refuse } from '../commerce/api/errors.ts';
import type { Actor, Person, TenantId, UserId } from '../commerce/api/types.ts';
import { isDelegate } from '../commerce/rules/access.ts';
import { possibleCustomers } from '../commerce/store/customers.ts';
import { readPaymentMethods } from '../commerce/store/payment-methods.ts';
import { type OpenTenant, readTenant } from '../commerce/store/tenants.ts';
import { loadScript, resultOf, runTransaction } from '../commerce/store/transactions/transaction.ts';
import { createConversations } from '../conversations/references.ts';
import { findPeople, readPerson } from '../directory/people.ts';
import { paymentKeys, tenantKeys } from '../redis/keys.ts';
import { fold } from '../text/normal-form.ts';
import { possessionsOf, purchasesOf } from './preview.ts';
import type { Erasure } from './traces.ts';

const BEGIN = loadScript('begin-erasure');

interface Beginning {
  readonly user: UserId;
  readonly actor: Actor;
  readonly operationId: string;
  readonly at: number;
  /** They need not be in the directory: there is only an id left of them. */
  readonly unlisted: boolean;
}

/**
 * Notes that a person is to be erased, and what their traces look like, as the record that tells it goes first. Refuses
 * `owns-subscriptions`, and `no-such-purchaser` for one who is not in the directory. A repeat gets the pseudonym of the
 * first.
 */
export const beginErasure = async (
  db: OpenTenant,
  { user, actor, operationId, at, unlisted }: Beginning,
): Promise<{ readonly pseudonym: string }> => {
  const operation = { id: operationId, actor, at };
  const head = { operation, subject: 'people', act: 'erase-person', asked: user };
  const answer = await runTransaction<{ pseudonym: string }>(db, head, async (open) => {
    if (!unlisted && !(await isKnown(open, user))) refuse({ code: 'no-such-purchaser', wanted: user });
    await possessionsOf(open, user);
    const erasure = await erasureOf(open, user);
    const { pseudonym } = erasure;
    return {
      script: BEGIN,
      keys: [tenantKeys(open.tenant.id).erasures],
      args: { user, record: JSON.stringify(erasure), pseudonym },
      subject: pseudonym,
    };
  });
  return resultOf(answer);
};

/** Whether a person is in the directory, or was until their erasure began. */
const isKnown = async (db: OpenTenant, user: UserId): Promise<boolean> =>
  (await readPerson(db, user)) !== undefined || (await db.redis.hExists(tenantKeys(db.tenant.id).erasures, user)) === 1;

/** Everything by which a person can be told. One who is in the directory no longer has an id alone. */
export const erasureOf = async (db: OpenTenant, userId: UserId): Promise<Erasure> => {
  const { tenant } = db;
  const person = await readPerson(db, userId);
  const [channel, cards, { open, ended }] = await Promise.all([
    channelMarks(db, userId),
    cardMarks(db, userId),
    purchasesOf(db, userId),
  ]);
  return {
    tenantId: tenant.id,
    userId,
    customers: await customersOf(db, userId),
    pseudonym: `erased-${randomBytes(4).toString('hex')}`,
    marks: [
      userId,
      person?.userPrincipalName,
      person?.mail,
      ...channel,
      ...cards,
      ...(await sessions(db, userId)),
    ].filter((mark) => typeof mark === 'string' && mark !== '') as string[],
    names: person && !(await hasNamesake(db, person)) ? [person.displayName] : [],
    refs: [...open, ...ended],
    sortName: person?.displayName ?? '',
  };
};

/** Customers whose own record says that the person may act for them. */
const customersOf = async ({ redis, tenant }: OpenTenant, userId: UserId): Promise<TenantId[]> => {
  const possible = await possibleCustomers(redis, tenant.id, userId);
  const records = await Promise.all(possible.map((id) => readTenant(redis, id)));
  return records.flatMap((record) => (record && isDelegate(record, userId, tenant.id) ? record.id : []));
};

const hasNamesake = async (db: OpenTenant, { id, displayName }: Person): Promise<boolean> => {
  const people = await findPeople(db, displayName, MOST_NAMESAKES);
  return people.some((each) => each.id !== id && fold(each.displayName) === fold(displayName));
};
const MOST_NAMESAKES = 50;

/** Shorter ids of conversations are none of Teams, and may be words. */
const SHORTEST_ID = 10;

/** What the channel calls a person and their chat with the bot. */
const channelMarks = async ({ redis, tenant }: OpenTenant, userId: UserId): Promise<string[]> => {
  const chat = await createConversations(redis).personal(tenant.id, userId);
  const user = (chat?.reference['user'] as { readonly id?: unknown } | undefined)?.id;
  return [chat?.conversationId, user].filter((id) => typeof id === 'string' && id.length >= SHORTEST_ID) as string[];
};

/** What the payment provider calls a person's cards. */
const cardMarks = async (db: OpenTenant, userId: UserId): Promise<string[]> =>
  (await readPaymentMethods(db, userId)).flatMap(({ token }) => token ?? []);

/** Sessions in which they put a card on file: what came of one names nobody but the holder. */
const sessions = async ({ redis, tenant }: OpenTenant, userId: UserId): Promise<string[]> => {
  const found: string[] = [];
  const prefix = paymentKeys.setup('');
  // Another tenant may call somebody by the same id.
  const isTheirs = (setup: string | null) => [tenant.id, userId].every((id) => setup?.includes(id));
  for await (const keys of redis.scanIterator({ MATCH: `${prefix}*`, COUNT: 1000 }))
    for (const key of keys) if (isTheirs(await redis.get(key))) found.push(key.slice(prefix.length));
  return found;
};
