import { DAY, localDay, localHour, localMonth } from './calendar.ts';
import { isUnpaid } from './money.ts';
import { tell } from './news.ts';
import { type ModelCard, type ModelInvoice, type ModelSubscription, subscriptionsOf, type World } from './world.ts';

const MARKS = [30, 7, 1];
const FROM_HOUR = 9;
const DAYS_BEFORE_DUE = 3;

/** Tells people of what is coming, once a day from nine on, by the calendar of the tenant. */
export const remind = (world: World): void => {
  const { clock, now, zone } = world;
  const isTold = clock.told !== undefined && localDay(clock.told, zone) >= localDay(now, zone);
  if (isTold || localHour(now, zone) < FROM_HOUR) return;
  for (const s of subscriptionsOf(world)) remindOfEnd(world, s);
  remindOfInvoices(world);
  for (const card of world.cards) remindOfCard(world, card);
  clock.told = now;
};

const once = (world: World, what: string, act: () => void): void => {
  if (!world.clock.tellings.has(what)) act();
  world.clock.tellings.add(what);
};

const remindOfEnd = (world: World, s: ModelSubscription): void => {
  const { clock, now, zone } = world;
  if (s.status !== 'Active' || now >= s.expiresAt) return;
  const today = localDay(now, zone);
  const last = clock.told === undefined ? today - 1 : localDay(clock.told, zone);
  const left = localDay(s.expiresAt, zone) - today;
  const mark = MARKS.findLast((days) => left <= days);
  if (mark === undefined || today - (mark - left) <= last) return;
  once(world, `${s.ref} ${s.expiresAt} ${mark}`, () => tellOfEnd(world, s));
};

/** Admins only of what does not go on. */
const tellOfEnd = (world: World, { ref, purchaser, autoRenew, trial }: ModelSubscription): void => {
  const news = { kind: 'ends-soon', subject: ref };
  if (purchaser !== null) tell(world, { ...news, to: purchaser });
  if (!autoRenew || trial === 'no-card') tell(world, { ...news, to: 'admins' });
};

/** Each payer of one invoice that falls due, and of one that has. */
const remindOfInvoices = (world: World): void => {
  const { now } = world;
  const since = world.clock.told ?? 0;
  const unpaid = world.invoices.filter(isUnpaid).sort((a, b) => a.dueAt - b.dueAt);
  const soon = (at: number) => at + DAYS_BEFORE_DUE * DAY;
  const due = unpaid.filter(({ dueAt }) => dueAt > Math.max(now, soon(since)) && dueAt <= soon(now));
  const overdue = unpaid.filter(({ dueAt }) => dueAt >= since && dueAt < now);
  tellPayers(world, due, 'invoice-due');
  tellPayers(world, overdue, 'invoice-overdue');
};

const tellPayers = (world: World, invoices: readonly ModelInvoice[], kind: string): void => {
  for (const owner of new Set(invoices.map((each) => each.owner))) {
    const oldest = invoices.find((each) => each.owner === owner);
    if (!oldest) continue;
    const { ref, issuedAt } = oldest;
    once(world, `${kind} ${ref} ${issuedAt}`, () => tell(world, { kind, to: owner, subject: ref }));
  }
};

/** A card that is good to the end of next month, in the first run of this one. */
const remindOfCard = (world: World, { id, owner, end }: ModelCard): void => {
  const { clock, now, zone } = world;
  const next = localMonth(now, zone) + 1;
  const lastMonth = localMonth(end - 1, 'UTC');
  const from = clock.told === undefined ? next : localMonth(clock.told, zone) + 2;
  if (from > next || lastMonth < Math.max(from, next - 1) || lastMonth > next) return;
  once(world, `${id} ${next}`, () => tell(world, { kind: 'card-expires', to: owner, subject: id }));
};
