import type { Notice } from '../../notices/notice.ts';
import { tenantKeys } from '../../redis/keys.ts';
import type { Invoice, Subscription, UserId } from '../api/types.ts';
import type { Service } from '../core/service.ts';
import { tell } from '../core/telling.ts';
import { renews } from '../rules/lifecycle.ts';
import { dayNumber, invoiceStatus, MARKS, type Mark, marksDue, timeZoneOf } from '../rules/marks.ts';
import { DAY_MS } from '../rules/term.ts';
import { expiringBetween } from '../store/indexes/expirations.ts';
import { paymentMethodExpiry } from '../store/payment-methods.ts';
import { readSubscription } from '../store/subscriptions.ts';
import type { OpenTenant } from '../store/tenants.ts';

/** The hour of the tenant's day from which people are told. */
const REMINDERS_FROM_HOUR = 9;
/** Days before it is due on which a payer is told of an invoice. */
const INVOICE_DAYS = 3;

/** When people were last told, undefined at first, and now; what lies between is told today. */
interface Span {
  readonly since: number | undefined;
  readonly now: number;
  readonly timeZone: string;
}

/**
 * Tells people of what is coming, once a day from 09:00 in the tenant's time zone: ends and renewals in 30, 7 and 1
 * days, invoices due and overdue, cards that expire next month. Days on which nothing ran are made up for, with one notice
 * to a payer; each is sent once.
 */
export const sendReminders = async (service: Service, db: OpenTenant): Promise<void> => {
  const timeZone = timeZoneOf(db.tenant);
  const key = tenantKeys(db.tenant.id).told;
  const stored = await db.redis.get(key);
  const span = { since: stored === null ? undefined : Number(stored), now: service.now(), timeZone };
  const isNewDay = span.since === undefined || dayNumber(span.since, timeZone) < dayNumber(span.now, timeZone);
  if (!isNewDay || !isReminderHour(span.now, timeZone)) return;
  for (const mark of MARKS) await remindOfEnds(db, span, mark);
  await remindOfInvoices(db, span);
  await remindOfPaymentMethods(db, span);
  await db.redis.set(key, String(span.now));
};

/** Tells admins, once, that time has made a step which may be a wrong clock. */
export const tellOfStep = async (db: OpenTenant, { from, to }: { readonly from: number; readonly to: number }) => {
  const address = { to: { role: 'purchase-admins' }, subject: 'time-stepped', at: to } as const;
  await tell(db, `time-stepped/${from}`, [{ kind: 'time-stepped', from, until: to, ...address }], to);
};

/** Whether people may be told of what can wait, at this hour of their tenant's day. */
export const isReminderHour = (at: number, timeZone: string): boolean => hourOf(at, timeZone) >= REMINDERS_FROM_HOUR;

const hourOf = (at: number, timeZone: string): number =>
  Number(new Intl.DateTimeFormat('en-US', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(at));

const remindOfEnds = async (db: OpenTenant, { since, now, timeZone }: Span, mark: Mark): Promise<void> => {
  const today = dayNumber(now, timeZone);
  const last = since === undefined ? today - 1 : dayNumber(since, timeZone);
  // Days begin at another instant in the tenant's time zone, at most 14 hours away.
  const range = { from: (last + mark) * DAY_MS, to: (today + mark + 2) * DAY_MS };
  for await (const ref of expiringBetween(db, 'Active', range)) {
    const subscription = (await readSubscription(db, ref))?.subscription;
    if (!subscription || subscription.expiresAt === null) continue;
    const day = dayNumber(subscription.expiresAt, timeZone) - mark;
    const [nearest] = marksDue(subscription, now, [], timeZone);
    if (nearest !== mark || day <= last || day > today) continue;
    await tell(db, `${ref}/${subscription.expiresAt}/${mark}`, endNotices(subscription, mark, now), now);
  }
};

const endNotices = (subscription: Subscription, days: Mark, at: number): Notice[] => {
  const { ref, purchaserId } = subscription;
  const goesOn = renews(subscription);
  const notice = { kind: 'ends-soon', subscription: ref, days, renews: goesOn, subject: ref, at } as const;
  return [
    ...(purchaserId ? [{ ...notice, to: { user: purchaserId } }] : []),
    // Where nobody knows whether it renews, the purchaser is asked; admins have the digest.
    ...(goesOn === false ? [{ ...notice, to: { role: 'purchase-admins' } } as const] : []),
  ];
};

const remindOfInvoices = async (db: OpenTenant, { since = 0, now }: Span): Promise<void> => {
  const { redis, keys } = db;
  const soon = INVOICE_DAYS * DAY_MS;
  const due = [`(${Math.max(now, since + soon)}`, now + soon] as const;
  const overdue = [since, `(${now}`] as const;
  for (const [from, to] of [due, overdue]) {
    const members = await redis.zRange(keys.unpaidInvoices, from, to, { BY: 'SCORE' });
    for (const owner of new Set(members.map(ownerOf)))
      await remindOfOldest(
        db,
        members.filter((member) => ownerOf(member) === owner),
        now,
      );
  }
};

const ownerOf = (member: string): UserId => (member.split('\t')[0] ?? '') as UserId;

/** After a long rest somebody may have many: they are told of one, and that there are others. */
const remindOfOldest = async (db: OpenTenant, members: readonly string[], at: number): Promise<void> => {
  const found = await Promise.all(members.map((member) => readInvoice(db, member)));
  const [oldest, ...others] = found.filter((invoice) => invoice && invoiceStatus(invoice, at) !== 'paid');
  if (!oldest) return;
  const { id: invoice, subscription, ownerId } = oldest;
  const status = invoiceStatus(oldest, at) === 'overdue' ? 'overdue' : 'due';
  const about = { invoice, subscription, ...(others.length > 0 && { withOthers: true }) };
  const address = { to: { user: ownerId }, subject: subscription, at };
  await tell(db, `${invoice}/${status}`, [{ kind: `invoice-${status}`, ...about, ...address }], at);
};

const readInvoice = async (db: OpenTenant, member: string): Promise<Invoice | undefined> => {
  const json = await db.redis.hGet(db.keys.invoices(ownerOf(member)), member.split('\t')[1] ?? '');
  return json === null ? undefined : JSON.parse(json);
};

const remindOfPaymentMethods = async (db: OpenTenant, { since, now, timeZone }: Span): Promise<void> => {
  const next = monthOf(now, timeZone) + 1;
  const from = since === undefined ? next : monthOf(since, timeZone) + 2;
  if (from > next) return;
  for (const member of await db.redis.zRange(db.keys.cardExpiries, Math.max(from, next - 1), next, { BY: 'SCORE' })) {
    const [owner = '', id = ''] = member.split('\t');
    const notice: Notice = {
      kind: 'card-expires',
      paymentMethod: id,
      to: { user: owner as UserId },
      subject: id,
      at: now,
    };
    await tell(db, `${id}/${next}`, [notice], now);
  }
};

/** The month that an instant lies in, counted as the expiries of cards are. */
const monthOf = (at: number, timeZone: string): number => {
  const [month, , year] = new Intl.DateTimeFormat('en-US', { timeZone }).format(at).split('/').map(Number);
  return paymentMethodExpiry({ expiryYear: year ?? 0, expiryMonth: month ?? 0 });
};
