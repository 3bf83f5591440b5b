import { DAY, monthsLater } from './calendar.ts';
import { bill, monthsIn } from './money.ts';
import { tell, tellOfLoss } from './news.ts';
import { remind } from './reminders.ts';
import { type ModelSubscription, note, subscriptionsOf, type World } from './world.ts';

/** A step of time that nobody doubts. */
const BELIEVED = 3 * DAY;
/** After a doubted one, a day is made up for at a time, so far apart. */
const APART = 50 * 60_000;

/** Lets the clock do what is due: all of it, or what a step of time that may be a wrong clock lets it do. */
export const runLifeCycle = (world: World): void => {
  const { clock, now } = world;
  const ranTo = clock.ranTo ?? now;
  if (Math.abs(now - ranTo) > BELIEVED) doubt(world, ranTo);
  else {
    clock.steppedAt = undefined;
    if (now >= ranTo) goOn(world, now);
  }
};

/** At first nothing is done; later what was due by a day more, or, where the clock went back, what is due by now. */
const doubt = (world: World, ranTo: number): void => {
  const { clock, now } = world;
  const { steppedAt = Number.POSITIVE_INFINITY } = clock;
  if (now >= steppedAt && now - steppedAt < APART) return;
  clock.steppedAt = now;
  if (now >= steppedAt) makeUp(world, ranTo);
  else if (now > ranTo) tellOfStep(world, ranTo);
};

const makeUp = (world: World, ranTo: number): void => {
  if (world.now < ranTo) goOn(world, world.now);
  else doWhatIsDue(world, ranTo + DAY);
};

/** Once for each time that was reached before. */
const tellOfStep = (world: World, ranTo: number): void => {
  const { clock } = world;
  clock.ranTo = ranTo;
  const what = `step ${ranTo}`;
  if (!clock.tellings.has(what)) tell(world, { kind: 'time-stepped', to: 'admins', subject: 'time-stepped' });
  clock.tellings.add(what);
};

const goOn = (world: World, until: number): void => {
  doWhatIsDue(world, until);
  remind(world);
};

const doWhatIsDue = (world: World, until: number): void => {
  for (const s of subscriptionsOf(world)) while (!s.move && dueAt(s) <= until) pass(world, s);
  world.clock.ranTo = until;
};

const dueAt = ({ status, expiresAt }: ModelSubscription): number =>
  expiresAt + { Active: 0, Expired: 30, Disabled: 120, Deleted: Number.POSITIVE_INFINITY }[status] * DAY;

const renews = ({ autoRenew, trial }: ModelSubscription): boolean => autoRenew && trial !== 'no-card';

const pass = (world: World, s: ModelSubscription): void => {
  if (s.status === 'Active' && renews(s)) renew(world, s);
  else if (s.status === 'Disabled') {
    end(s);
    note(world, null, 'delete', s.ref);
  } else decline(world, s);
};

/** First everybody keeps what they have, then they lose it. */
const decline = (world: World, s: ModelSubscription): void => {
  const at = dueAt(s);
  if (s.status === 'Expired') for (const n of s.holders.keys()) tellOfLoss(world, s, n, 'ended');
  s.status = s.status === 'Active' ? 'Expired' : 'Disabled';
  const [kind, act] = s.status === 'Expired' ? (['expired', 'expire'] as const) : (['disabled', 'disable'] as const);
  s.history.push({ at, kind, quantity: s.quantity, by: null });
  note(world, null, act, s.ref);
};

/** A new term with what it costs, and with fewer licenses where these were asked for; nobody loses one by it. */
const renew = (world: World, s: ModelSubscription): void => {
  const at = s.expiresAt;
  Object.assign(s, { resizedAt: at, termStart: at, expiresAt: monthsLater(at, monthsIn(s), s.day), trial: null });
  const quantity = Math.max(s.scheduled ?? s.quantity, s.holders.size);
  if (quantity !== s.quantity) s.history.push({ at, kind: 'quantity-changed', quantity, by: null });
  Object.assign(s, { quantity, scheduled: undefined });
  s.history.push({ at, kind: 'renewed', quantity, by: null });
  if (s.source === 'self-service') bill(world, s, at);
  note(world, null, 'renew', s.ref);
};

/** Deleted, and nobody has a license any more. */
export const end = (s: ModelSubscription): void => {
  Object.assign(s, { status: 'Deleted', autoRenew: false, scheduled: undefined });
  s.holders.clear();
};

/** Active again, for a new term from now. */
export const reactivate = (s: ModelSubscription, now: number): void => {
  const expiresAt = monthsLater(now, monthsIn(s));
  Object.assign(s, { status: 'Active', autoRenew: true, trial: null, scheduled: undefined, termStart: now, expiresAt });
  Object.assign(s, { resizedAt: now, day: new Date(now).getUTCDate() });
};
