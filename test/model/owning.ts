import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DAY, userId } from '../support/tenants/small-tenant.ts';
import {
  ADMIN,
  asker,
  askerOf,
  at,
  CARDS_END,
  command,
  PURCHASER,
  people,
  refFor,
  STRANGER,
  stale,
  which,
} from './command.ts';
import { end, type Model, type ModelSubscription, reactivate } from './model.ts';
import { expectOutcome, type Reason } from './real.ts';

const DAYS_TO_TAKE_BACK = 7;

/** Refusals to somebody who may not run this subscription, and to everybody while it is closed. */
const access = (s: ModelSubscription | undefined, by: number, isStale: boolean): Reason[] => {
  if (!s) return ['no-such-subscription'];
  const mayRun = s.source === 'self-service' && by === PURCHASER;
  const refusal = by !== ADMIN ? 'no-such-subscription' : s.source === 'central' ? 'forbidden' : 'take-over-first';
  return [!mayRun && refusal, isStale && 'stale', s.move && 'being-moved'];
};

/** The same for handing out licenses, which admins do on central subscriptions. */
const seatAccess = (s: ModelSubscription | undefined, by: number, isStale: boolean) =>
  s?.source === 'central' && by === ADMIN ? [isStale && 'stale'] : access(s, by, isStale);

const intent = (operationId: string, isStale: boolean) => ({ operationId, ...(isStale && { version: 999_999 }) });

export const assign = fc.tuple(which, asker, people, stale).map(([position, n, users, isStale]) =>
  command(`assign ${users} on ${position} by ${n}${isStale ? ', stale' : ''}`, async (model, real) => {
    const s = at(model, position);
    const by = askerOf(n, s?.source === 'central' ? ADMIN : PURCHASER);
    const added = users.filter((user) => !s?.holders.has(user));
    const reasons = [
      ...seatAccess(s, by, isStale),
      s?.status === 'Deleted' && 'already-deleted',
      s?.status === 'Disabled' && 'not-active',
      users.includes(STRANGER) && 'not-assignable-people',
      s && added.length > s.quantity - s.holders.size && 'no-seats',
    ];
    const done = await expectOutcome(real, by, reasons, (actor, id) =>
      real.commerce.assignLicenses(actor, refFor(s), users.map(userId), intent(id, isStale)),
    );
    if (!done || !s) return;
    for (const user of added) s.holders.set(user, model.now);
    assert.deepEqual([...done.added].sort(), added.map(userId).sort());
    assert.equal(done.assigned, s.holders.size);
  }),
);

export const unassign = fc.tuple(which, asker, people, stale).map(([position, n, users, isStale]) =>
  command(`unassign ${users} on ${position} by ${n}${isStale ? ', stale' : ''}`, async (model, real) => {
    const s = at(model, position);
    const by = askerOf(n, s?.source === 'central' ? ADMIN : PURCHASER);
    const removed = users.filter((user) => s?.holders.has(user));
    const reasons = [
      ...seatAccess(s, by, isStale),
      s?.status === 'Deleted' && 'already-deleted',
      users.includes(STRANGER) && 'not-assignable-people',
    ];
    const done = await expectOutcome(real, by, reasons, (actor, id) =>
      real.commerce.unassignLicenses(actor, refFor(s), users.map(userId), intent(id, isStale)),
    );
    if (!done || !s) return;
    for (const user of removed) s.holders.delete(user);
    assert.deepEqual([...done.removed].sort(), removed.map(userId).sort());
    assert.equal(done.assigned, s.holders.size);
  }),
);

/** Why the total of a subscription cannot be changed to this. */
const quantityRefusals = (model: Model, s: ModelSubscription | undefined, total: number): Reason[] => {
  if (!s) return [];
  const noRenewal = total < s.quantity && model.accountType === 'MCA' && !s.autoRenew;
  return [
    s.status !== 'Active' && 'not-active',
    s.trial && 'trial-fixed',
    total < 1 && 'bad-quantity',
    total < s.holders.size && 'below-assigned',
    noRenewal && 'needs-recurring-billing',
    total > s.quantity && model.now >= CARDS_END && 'card-expired',
  ];
};

/** Fewer only at the renewal, where the days for taking licenses back are over. */
const isLater = ({ accountType, now }: Model, s: ModelSubscription, total: number): boolean =>
  total < s.quantity && accountType === 'MCA' && now > s.resizedAt + DAYS_TO_TAKE_BACK * DAY;

export const setQuantity = fc
  .tuple(which, asker, fc.integer({ min: 0, max: 8 }), stale)
  .map(([position, n, total, isStale]) =>
    command(`set ${position} to ${total} by ${n}${isStale ? ', stale' : ''}`, async (model, real) => {
      const s = at(model, position, 'self-service');
      const by = askerOf(n, PURCHASER);
      const reasons = [...access(s, by, isStale), ...quantityRefusals(model, s, total)];
      const done = await expectOutcome(real, by, reasons, (actor, id) =>
        real.commerce.setQuantity(actor, refFor(s), total, intent(id, isStale)),
      );
      if (!done || !s) return;
      const later = isLater(model, s, total);
      assert.equal(done.when, later ? 'at-renewal' : 'now');
      if (total > s.quantity) s.resizedAt = model.now;
      s.scheduled = later ? total : undefined;
      if (!later) s.quantity = total;
      assert.equal(done.quantity, s.quantity);
    }),
  );

export const setRecurringBilling = fc.tuple(which, asker, fc.boolean(), stale).map(([position, n, on, isStale]) =>
  command(`turn recurring billing of ${position} ${on ? 'on' : 'off'} by ${n}`, async (model, real) => {
    const s = at(model, position, 'self-service');
    const by = askerOf(n, PURCHASER);
    const reasons = [
      ...access(s, by, isStale),
      s?.status !== 'Active' && 'not-active',
      on && s?.trial === 'no-card' && 'trial-fixed',
    ];
    const done = await expectOutcome(real, by, reasons, (actor, id) =>
      real.commerce.setRecurringBilling(actor, refFor(s), on, intent(id, isStale)),
    );
    if (!done || !s) return;
    s.autoRenew = on;
    if (!on) s.scheduled = undefined;
  }),
);

export const reactivateIt = fc.tuple(which, asker, stale).map(([position, n, isStale]) =>
  command(`reactivate ${position} by ${n}`, async (model, real) => {
    const s = at(model, position, 'self-service');
    const by = askerOf(n, PURCHASER);
    const reasons = [
      ...access(s, by, isStale),
      s?.status === 'Deleted' && 'already-deleted',
      s?.status === 'Active' && 'already-active',
      s?.trial === 'no-card' && 'trial-fixed',
      model.now >= CARDS_END && 'card-expired',
    ];
    const done = await expectOutcome(real, by, reasons, (actor, id) =>
      real.commerce.reactivate(actor, refFor(s), {}, intent(id, isStale)),
    );
    if (done && s) reactivate(s, model.now);
  }),
);

const FAREWELL = { reason: 'other' } as const;

export const cancel = fc.tuple(which, asker, stale).map(([position, n, isStale]) =>
  command(`cancel ${position} by ${n}`, async (model, real) => {
    const s = at(model, position, 'self-service');
    const by = askerOf(n, PURCHASER);
    const reasons = [...access(s, by, isStale), s?.status === 'Deleted' && 'already-deleted'];
    const done = await expectOutcome(real, by, reasons, (actor, id) =>
      real.commerce.cancelSubscription(actor, refFor(s), FAREWELL, intent(id, isStale)),
    );
    if (!done || !s) return;
    assert.equal(done.people, s.holders.size);
    end(s);
  }),
);

export const takeOver = fc.tuple(which, asker, stale).map(([position, n, isStale]) =>
  command(`take over and cancel ${position} by ${n}`, async (model, real) => {
    const s = at(model, position, 'self-service');
    const by = askerOf(n, ADMIN);
    const reasons = [
      by !== ADMIN && 'forbidden',
      !s && 'no-such-subscription',
      s?.source === 'central' && 'source-not-self-service',
      s && isStale && 'stale',
      s?.move && 'being-moved',
      s?.status === 'Deleted' && 'already-deleted',
    ];
    const done = await expectOutcome(real, by, reasons, (actor, id) =>
      real.commerce.takeOverCancel(actor, refFor(s), FAREWELL, intent(id, isStale)),
    );
    if (done && s) end(s);
  }),
);
