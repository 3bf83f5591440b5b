import assert from 'node:assert/strict';
import fc from 'fast-check';
import { STATUSES, type Status, type Subscription, TRIALS } from '../../../../services/commerce/api/types.ts';
import {
  afterEvent,
  type DueEvent,
  dueEvents,
  LIFECYCLE_EVENTS,
  type LifecycleEvent,
  next,
  nextEvent,
  statusAt,
  TRANSITIONS,
} from '../../../../services/commerce/rules/lifecycle.ts';
import { aSubscription, at, DAY } from './samples.ts';

describe('The life of a subscription', () => {
  const rows: [Status, LifecycleEvent, Status][] = [
    ['Active', 'renew', 'Active'],
    ['Active', 'expire', 'Expired'],
    ['Active', 'cancel', 'Deleted'],
    ['Expired', 'reactivate', 'Active'],
    ['Expired', 'disable', 'Disabled'],
    ['Expired', 'cancel', 'Deleted'],
    ['Disabled', 'reactivate', 'Active'],
    ['Disabled', 'delete', 'Deleted'],
    ['Disabled', 'cancel', 'Deleted'],
  ];
  const allowed = new Map(rows.map(([from, event, to]) => [`${from} ${event}`, to]));
  for (const from of STATUSES)
    for (const event of LIFECYCLE_EVENTS) {
      const to = allowed.get(`${from} ${event}`);
      it(`${from}: ${event} → ${to ?? 'impossible'}`, () => assert.equal(next(from, event), to));
    }

  it('has every state and no event that it does not name', () => {
    assert.deepEqual(Object.keys(TRANSITIONS), [...STATUSES]);
    const events = new Set<string>(Object.values(TRANSITIONS).flatMap((row) => Object.keys(row)));
    assert.deepEqual([...events].sort(), [...LIFECYCLE_EVENTS].sort());
  });

  it('can reach every state from a purchase', () => {
    const reached = new Set<Status>(['Active']);
    for (const status of reached) for (const to of Object.values(TRANSITIONS[status])) reached.add(to);
    assert.deepEqual(new Set(STATUSES), reached);
  });

  it('ends with Deleted, which every other state can reach at once', () => {
    assert.deepEqual(TRANSITIONS.Deleted, {});
    const endless = STATUSES.filter((status) => status !== 'Deleted' && next(status, 'cancel') !== 'Deleted');
    assert.deepEqual(endless, []);
  });
});

describe('The clock', () => {
  const ending = aSubscription({ expiresAt: at('2026-10-01'), autoRenew: false });
  const event = (name: DueEvent['event'], day: string): DueEvent => ({ event: name, at: at(day) });
  const end = [event('expire', '2026-10-01'), event('disable', '2026-10-31'), event('delete', '2027-01-29')];
  const rows: [string, Partial<Subscription>, string, DueEvent[]][] = [
    ['does nothing before the term ends', {}, '2026-10-01T08:59:59.999Z', []],
    ['expires at the end of the term', {}, '2026-10-01', end.slice(0, 1)],
    ['keeps it Expired for 30 days', {}, '2026-10-31T08:59:59.999Z', end.slice(0, 1)],
    ['disables it after 30 days', {}, '2026-10-31', end.slice(0, 2)],
    ['keeps it Disabled for 90 days', {}, '2027-01-29T08:59:59.999Z', end.slice(0, 2)],
    ['deletes it after 90 days more', {}, '2027-01-29', end],
    ['goes on from Expired', { status: 'Expired' }, '2030-01-01', end.slice(1)],
    ['goes on from Disabled', { status: 'Disabled' }, '2030-01-01', end.slice(2)],
    ['leaves a Deleted one alone', { status: 'Deleted' }, '2030-01-01', []],
    ['renews where recurring billing is on', { autoRenew: true }, '2026-10-01', [event('renew', '2026-10-01')]],
    [
      'renews each missed term',
      { autoRenew: true },
      '2026-12-24',
      ['2026-10-01', '2026-11-01', '2026-12-01'].map((day) => event('renew', day)),
    ],
    ['renews a trial with a card', { autoRenew: true, trial: 'card' }, '2026-10-02', [event('renew', '2026-10-01')]],
    ['never renews a trial without a card', { autoRenew: true, trial: 'no-card' }, '2026-10-02', end.slice(0, 1)],
  ];
  for (const [name, facts, now, due] of rows)
    it(name, () => assert.deepEqual(dueEvents({ ...ending, ...facts }, at(now)), due));

  it('makes a paid subscription of a trial that renews, and leaves the term alone otherwise', () => {
    const trial = aSubscription({ expiresAt: at('2026-10-01'), trial: 'card' });
    const renewed = { ...trial, trial: null, expiresAt: at('2026-11-01') };
    assert.deepEqual(afterEvent(trial, event('renew', '2026-10-01')), renewed);
    assert.deepEqual(afterEvent(ending, event('expire', '2026-10-01')), { ...ending, status: 'Expired' });
  });

  it('tells the status that is true where it is late', () => {
    const days = ['2026-09-30', '2026-10-01', '2026-10-31', '2027-01-29'];
    assert.deepEqual(
      days.map((day) => statusAt(ending, at(day))),
      STATUSES,
    );
  });

  const subscriptions = fc
    .record({
      createdAt: fc.integer({ min: at('2020-01-01'), max: at('2026-01-01') }),
      lasted: fc.integer({ min: 1, max: 400 * DAY }),
      autoRenew: fc.boolean(),
      status: fc.constantFrom(...STATUSES),
      trial: fc.constantFrom(null, ...TRIALS),
      term: fc.constantFrom('P1M' as const, 'P1Y' as const),
    })
    .map(({ lasted, ...facts }) => aSubscription({ ...facts, expiresAt: facts.createdAt + lasted }));
  const moments = fc.integer({ min: at('2020-01-01'), max: at('2036-01-01') });

  it('only does what the table allows, in order, up to now and no further', () => {
    fc.assert(
      fc.property(subscriptions, moments, (subscription, now) => {
        const due = dueEvents(subscription, now);
        const path = due.reduce(
          (status: Status | undefined, each) => status && next(status, each.event),
          subscription.status,
        );
        assert.equal(path, statusAt(subscription, now));
        assert.deepEqual(
          due,
          due.toSorted((a, b) => a.at - b.at),
        );
        assert.ok(due.every((each) => each.at <= now));
      }),
    );
  });

  it('comes to the same however often it is looked at', () => {
    fc.assert(
      fc.property(subscriptions, moments, fc.integer({ min: 0, max: 400 * DAY }), (subscription, now, later) => {
        const early = dueEvents(subscription, now);
        assert.deepEqual(dueEvents(subscription, now + later).slice(0, early.length), early);
      }),
    );
  });

  it('has something to do for every subscription that is not Deleted', () => {
    const idle = STATUSES.filter((status) => nextEvent(aSubscription({ status })) === undefined);
    assert.deepEqual(idle, ['Deleted']);
  });
});
