import type { UserId } from '../../commerce/api/types.ts';
import { openTenant } from '../../commerce/store/tenants.ts';
import type { Preferences } from '../../conversations/preferences.ts';
import type { Conversations } from '../../conversations/references.ts';
import { type Directory, readPerson } from '../../directory/people.ts';
import type { PlannedDelivery } from '../delivery.ts';
import { NOTICE_KINDS } from '../kinds.ts';
import type { Notice } from '../notice.ts';
import type { DeliveryStore, Progress } from '../store.ts';
import { hasAddress, isWanted } from './audience.ts';
import { bury, isUnderstood } from './dead-letters.ts';
import { recipientPage } from './recipients.ts';

interface Parts {
  readonly conversations: Conversations;
  readonly preferences: Preferences;
}

/** A notice with its id in the outbox. */
interface Entry {
  readonly id: string;
  readonly notice: Notice;
}

/**
 * Plans the deliveries of the next page of recipients of the next notice in the outbox.
 * @returns false where the whole outbox is planned
 */
export const planNext = async (parts: Parts, store: DeliveryStore): Promise<boolean> => {
  const progress = await store.progress();
  const entry = await store.noticeAfter(progress.after);
  if (!entry) return false;
  if (!isWhole(entry)) return setAside(store, entry.id, progress);
  const db = await openTenant(store.redis, store.tenantId);
  const { users, next } = await recipientPage(db, entry.notice, progress.page);
  const toPeople = await Promise.all(users.map((user) => forPerson(parts, db, entry, user)));
  const toChannels = progress.page === '' ? await forChannels(parts, store, entry) : [];
  const reached = next === '' ? { after: entry.id, page: '' } : { ...progress, page: next };
  await store.plan([...toChannels, ...toPeople.flat()], progress, reached);
  return true;
};

const isWhole = (entry: { readonly id: string; readonly notice: Notice | undefined }): entry is Entry =>
  isUnderstood(entry.notice);

/** Twice does no harm. */
const setAside = async (store: DeliveryStore, id: string, progress: Progress): Promise<true> => {
  await bury(store, id);
  await store.plan([], progress, { after: id, page: '' });
  return true;
};

/** Plans one more delivery of a notice that is planned already; twice does no harm. */
export const planOneMore = async (store: DeliveryStore, delivery: PlannedDelivery): Promise<void> => {
  for (let planned = false; !planned; ) {
    const progress = await store.progress();
    planned = await store.plan([delivery], progress, progress);
  }
};

const forPerson = async (
  { preferences }: Parts,
  db: Directory & { readonly tenant: { readonly id: DeliveryStore['tenantId'] } },
  entry: Entry,
  user: UserId,
): Promise<PlannedDelivery[]> => {
  const person = await readPerson(db, user);
  if (!person?.enabled) return [];
  const choices = await preferences.getNoticePreferences({ tenantId: db.tenant.id, userId: user });
  if (!isWanted(entry.notice, user, choices)) return [];
  const alsoMailed = NOTICE_KINDS[entry.notice.kind].mailed && hasAddress(person);
  const planned = { ...headOf(entry), to: { user }, alsoMailed };
  return [{ ...planned, medium: 'card' }, ...(alsoMailed ? [{ ...planned, medium: 'mail' } as const] : [])];
};

/** Notices to admins go to the conversations they chose as well; the digest is each one's own. */
const forChannels = async ({ conversations }: Parts, { tenantId }: DeliveryStore, entry: Entry) => {
  if (!('role' in entry.notice.to) || entry.notice.kind === 'weekly-digest') return [];
  const channels = await conversations.channels(tenantId);
  return channels.map(
    ({ conversationId }): PlannedDelivery => ({
      ...headOf(entry),
      medium: 'card',
      to: { conversation: conversationId },
      alsoMailed: false,
    }),
  );
};

const headOf = ({ id, notice }: Entry) => ({ notice: id, kind: notice.kind, subject: notice.subject });
