import assert from 'node:assert/strict';
import { refusalReason } from '../../../services/commerce/api/errors.ts';
import type { Actor, Invoice, SubscriptionRef } from '../../../services/commerce/api/types.ts';
import { createSandboxPayments } from '../../../services/payments/sandbox.ts';
import { disagreements } from '../../support/redis/recount.ts';
import { takeSnapshot } from '../../support/redis/snapshot.ts';
import { userId } from '../../support/tenants/small-tenant.ts';
import { ADMIN } from '../world/beginning.ts';
import { DAY } from '../world/calendar.ts';
import { held } from '../world/policy.ts';
import type { AuditFact, ModelInvoice, ModelSubscription, World } from '../world/world.ts';
import { numberOf } from './hearing.ts';
import { type Real, readerFor } from './real.ts';

/** Somebody who sees everything, whatever the directory of the world says by now. */
const overseer = ({ tenantId }: Real): Actor => ({
  tenantId,
  userId: userId(ADMIN),
  roles: ['GlobalAdministrator'],
  userType: 'member',
  enabled: true,
});

/** Everything that the service shows is what the world has. */
export const agrees = async (real: Real, world: World): Promise<void> => {
  for (const s of world.subscriptions.values()) await sameSubscription(real, s);
  for (const n of world.people.keys()) await samePerson(real, world, n);
  await samePolicy(real, world);
  await sameAudit(real, world);
};

const sameSubscription = async (real: Real, s: ModelSubscription): Promise<void> => {
  const { subscription, assignedPeople, history } = await real.commerce.getSubscription(
    overseer(real),
    s.ref as SubscriptionRef,
  );
  const { status, quantity, assigned, autoRenew, expiresAt, trial, scheduledQuantity: scheduled, term } = subscription;
  const found = { status, quantity, assigned, autoRenew, expiresAt, trial, scheduled, term };
  const expected = { ...found };
  for (const field of ['status', 'quantity', 'autoRenew', 'expiresAt', 'trial', 'scheduled', 'term'] as const)
    Object.assign(expected, { [field]: s[field] });
  assert.deepEqual(found, { ...expected, assigned: s.holders.size }, s.ref);
  const people = assignedPeople.map(({ id }) => numberOf(id)).sort();
  assert.deepEqual(people, [...s.holders.keys()].sort(), `people of ${s.ref}`);
  const events = history.map(({ event: { byUserId, ...event } }) => ({
    ...event,
    by: byUserId === null ? null : numberOf(byUserId),
  }));
  assert.deepEqual(events, s.history, `history of ${s.ref}`);
};

/** Somebody's rights, money and cards. */
const samePerson = async (real: Real, world: World, n: number): Promise<void> => {
  const person = world.people.get(n);
  if (!person || person.partner) return;
  if (person.enabled) {
    const visitor = await real.commerce.getVisitor(real.tenantId, userId(n)).catch(refusalReason);
    assert.ok('actor' in visitor, `person ${n} is refused`);
    const { roles, userType } = visitor.actor;
    assert.deepEqual([roles, userType], [person.roles, person.guest ? 'guest' : 'member'], `person ${n}`);
  } else
    await assert.rejects(real.commerce.getVisitor(real.tenantId, userId(n)), { reason: { code: 'disabled-person' } });
  await sameInvoices(real, world, n);
  await sameBilling(real, world, n);
};

/** Beyond every invoice. */
const EVER = { from: 0, to: Date.UTC(2100, 0) };

const invoiceFacts = ({ subscription: ref, issuedAt, dueAt, amount, status, credited = 0, payment }: Invoice) =>
  `${ref} ${issuedAt} ${dueAt} ${amount.amount} ${amount.currency} ${status} ${credited} ${payment !== undefined}`;

const modelFacts = (now: number) => (invoice: ModelInvoice) => {
  const { ref, issuedAt, dueAt, amount, credited, moved } = invoice;
  const status = invoice.status === 'due' && now > dueAt ? 'overdue' : invoice.status;
  return `${ref} ${issuedAt} ${dueAt} ${amount} USD ${status} ${credited} ${moved}`;
};

const sameInvoices = async (real: Real, world: World, n: number): Promise<void> => {
  const { invoices, unpaid } = await real.commerce.listInvoices(readerFor(real, world, n), EVER);
  const own = world.invoices.filter(({ owner }) => owner === n);
  assert.deepEqual(invoices.map(invoiceFacts).sort(), own.map(modelFacts(world.now)).sort(), `invoices of ${n}`);
  const owed = own.reduce((sum, each) => sum + (each.status === 'due' ? each.amount - each.credited : 0), 0);
  assert.equal(unpaid.amount, owed, `what ${n} owes`);
};

const sameBilling = async (real: Real, world: World, n: number): Promise<void> => {
  const { paymentMethods, profiles } = await real.commerce.getBilling(readerFor(real, world, n));
  const cards = paymentMethods.map(({ id, expiryYear, expiryMonth }) => `${id} ${Date.UTC(expiryYear, expiryMonth)}`);
  const own = <Item extends { readonly owner: number }>(items: readonly Item[]) => items.filter((i) => i.owner === n);
  assert.deepEqual(
    cards.sort(),
    own(world.cards)
      .map(({ id, end }) => `${id} ${end}`)
      .sort(),
    `cards of ${n}`,
  );
  assert.deepEqual(
    profiles.map(({ id, name, paymentMethodId: card }) => `${id} ${name} ${card}`).sort(),
    own(world.profiles)
      .map(({ id, name, card }) => `${id} ${name} ${card}`)
      .sort(),
    `billing profiles of ${n}`,
  );
};

const samePolicy = async (real: Real, world: World): Promise<void> => {
  const { defaultValue, products, offerTypes } = await real.commerce.getPolicy(overseer(real));
  assert.equal(defaultValue, world.policy.byDefault);
  const found = [
    ...products.map(({ product, value }) => [product.id as string, value]),
    ...offerTypes.map(({ offerType, value }) => [offerType as string, value]),
  ];
  assert.equal(products.length, world.products.size);
  assert.deepEqual(
    found,
    found.map(([target = '']) => [target, held(world.policy, target)]),
  );
};

const auditLine = ({ at, act, subject, by }: AuditFact): string => `${at} ${act} ${subject} ${by ?? 'itself'}`;

/** An entry for each act that changed something, none for what was refused or was so already. */
const sameAudit = async (real: Real, world: World): Promise<void> => {
  const found: string[] = [];
  if (world.audit.length > 0)
    for await (const { at, act, subject, by, byItself } of real.commerce.exportAudit(overseer(real), {}))
      found.push(auditLine({ at, act, subject, by: byItself ? null : numberOf(by?.userId ?? '') }));
  assert.deepEqual(found.sort(), world.audit.map(auditLine).sort(), 'the audit trail');
};

/** At the end nothing is left to settle, and every sum, index and counter is right. */
export const sound = async (real: Real, world: World): Promise<void> => {
  await agrees(real, world);
  real.provider.away = false;
  real.now += DAY;
  for (let i = 0; i < 2; i++) await real.commerce.settlePayments(real.tenantId);
  await sameBooks(real, world);
  const faults = disagreements(await takeSnapshot(real.redis, real.tenantId));
  // The trail of what a file has replaced leads to what is there no more.
  assert.deepEqual(world.wasReplaced ? faults.filter((each) => !each.startsWith('audit of')) : faults, []);
};

/** What the provider has taken and given back is what the world was charged and credited. */
const sameBooks = async ({ redis, tenantId }: Real, { books, provider }: World): Promise<void> => {
  const booked = await createSandboxPayments(redis).booked(tenantId);
  const sum = (kind: string) =>
    booked.reduce((total, each) => total + (each.kind === kind ? each.amount.amount : 0), 0);
  assert.deepEqual([sum('charge'), sum('refund')], [books.charged, books.refunded + provider.owed], 'the books');
};
