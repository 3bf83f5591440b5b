import { tenantKeys } from '../../redis/keys.ts';
import { joined } from '../../text/normal-form.ts';
import type { BillingProfileInput, InvoiceList, InvoicePaid, InvoicePeriod } from '../api/billing.ts';
import { accept, refuse } from '../api/errors.ts';
import type { Actor, BillingProfile, Invoice, Money, UserId, Versioned } from '../api/types.ts';
import { type Intent, operationOf } from '../core/operations.ts';
import type { Service } from '../core/service.ts';
import { invoiceStatus } from '../rules/marks.ts';
import { monthsBefore } from '../rules/term.ts';
import { checkName } from '../rules/text.ts';
import { amountLeft, isUnpaid, unpaidMember } from '../store/invoices.ts';
import { providerId } from '../store/payment-methods.ts';
import { readSubscription } from '../store/subscriptions.ts';
import type { OpenTenant } from '../store/tenants.ts';
import { readAllRecords, readRecord, recordsPlan } from '../store/transactions/record-change.ts';
import { resultOf, runTransaction, type TransactionPlan } from '../store/transactions/transaction.ts';
import { runPaidTransaction } from './charging.ts';
import { paymentMethodToCharge } from './paying.ts';

const LONGEST_NAME = 256;
/** Billing profiles that one person can have. */
const MOST_PROFILES = 20;

/** A person's own invoices and billing profiles. */
export const createBillingOperations = (service: Service) => ({
  /** The actor's invoices issued in a period, the past 3 months if none is given. Refuses `forbidden`, `bad-period`. */
  async listInvoices(actor: Actor, period: InvoicePeriod = { months: 3 }): Promise<InvoiceList> {
    service.requireRight(actor, 'run-own-billing', actor.userId);
    const now = service.now();
    const { from, to } = 'months' in period ? { from: monthsBefore(now, period.months), to: now } : period;
    if (!(from <= to)) refuse({ code: 'bad-period' });
    const db = await service.open(actor);
    const all = await readAllRecords<Invoice>(db, db.keys.invoices(actor.userId));
    const invoices = all
      .filter(({ issuedAt }) => issuedAt >= from && issuedAt <= to)
      .map((invoice) => ({ ...invoice, status: invoiceStatus(invoice, now) }))
      .sort((a, b) => b.issuedAt - a.issuedAt || b.number.localeCompare(a.number));
    return { invoices, from, to, unpaid: unpaidOf(db, invoices) };
  },

  /**
   * One of the actor's invoices, by its id or by the number printed on it, however its signs are written. Refuses `forbidden`, `no-such-invoice`, also
   * for another person's.
   */
  async getInvoice(actor: Actor, wanted: string): Promise<Versioned<Invoice>> {
    service.requireRight(actor, 'run-own-billing', actor.userId);
    const db = await service.open(actor);
    const invoice = (await numbered(db, actor.userId, wanted)) ?? (await ownInvoice(db, actor.userId, wanted));
    return { ...invoice, status: invoiceStatus(invoice, service.now()) };
  },

  /**
   * Pays a due or overdue invoice with a card on file, that of the billing profile if none is named; it is charged
   * once, whatever crashes. Refuses `forbidden`, `no-such-invoice`, `already-paid`, `stale`, `billed-by-microsoft`,
   * `no-payment-method`,
   * `no-such-payment-method`, `card-expired`, `payment-declined`.
   */
  async payInvoice(
    actor: Actor,
    id: string,
    paymentMethodId: string | undefined,
    intent: Intent,
  ): Promise<InvoicePaid> {
    service.requireRight(actor, 'run-own-billing', actor.userId);
    const operation = operationOf(service, actor, intent);
    const head = { operation, subject: id, act: 'pay-invoice', asked: paymentMethodId ?? null };
    return runPaidTransaction<InvoicePaid>(service, await service.open(actor), head, async (db, payments) => {
      const invoice = await ownInvoice(db, actor.userId, id);
      const { version } = invoice;
      if (!isUnpaid(invoice)) refuse({ code: 'already-paid' });
      if (intent.version !== undefined && intent.version !== version) refuse({ code: 'stale', version });
      const billed = (await readSubscription(db, invoice.subscription))?.subscription;
      if (billed?.billedBy === 'microsoft') refuse({ code: 'billed-by-microsoft' });
      const card = await paymentMethodToCharge(db, actor.userId, { wanted: paymentMethodId }, operation.at);
      const charge = { paymentMethodId: providerId(card), amount: amountLeft(invoice), version };
      const { paid, amount: charged } = await payments.charge(charge);
      const after = { ...invoice, status: 'paid', payment: { id: paid, at: operation.at } } as const;
      return paidPlan(db, invoice, after, { invoice: id, charged, paid, version: version + 1 });
    });
  },

  /**
   * Makes or changes a billing profile: its name, and the card that pays. Refuses `forbidden`, `bad-text`,
   * `text-too-long`, `card-number`, `no-such-billing-profile`, `no-such-payment-method`, `too-many`, `stale`.
   */
  async saveBillingProfile(
    actor: Actor,
    wanted: BillingProfileInput,
    intent: Intent,
  ): Promise<{ readonly billingProfile: string; readonly version: number }> {
    service.requireRight(actor, 'run-own-billing', actor.userId);
    accept(checkName('name', wanted.name, LONGEST_NAME));
    const operation = operationOf(service, actor, intent);
    const head = { operation, subject: 'billing-profiles', act: 'save-billing-profile', asked: wanted };
    const newId = service.newId();
    const answer = await runTransaction<{ billingProfile: string; version: number }>(
      await service.open(actor),
      head,
      (db) => profilePlan(db, actor.userId, { wanted, newId, version: intent.version }),
    );
    return resultOf(answer);
  },
});

const unpaidOf = ({ tenant }: OpenTenant, invoices: readonly Invoice[]): Money => ({
  amount: invoices.filter(isUnpaid).reduce((sum, invoice) => sum + amountLeft(invoice).amount, 0),
  currency: tenant.currency,
});

const numbered = async (db: OpenTenant, owner: UserId, number: string): Promise<Versioned<Invoice> | undefined> => {
  const all = await readAllRecords<Invoice>(db, db.keys.invoices(owner));
  return all.find((invoice) => joined(invoice.number) === joined(number));
};

const ownInvoice = async (db: OpenTenant, owner: UserId, id: string): Promise<Versioned<Invoice>> =>
  (await readRecord<Invoice>(db, db.keys.invoices(owner), id)) ?? refuse({ code: 'no-such-invoice', wanted: id });

const paidPlan = (
  { keys, tenant }: OpenTenant,
  before: Versioned<Invoice>,
  after: Invoice,
  answer: InvoicePaid,
): TransactionPlan =>
  recordsPlan({
    writes: [{ key: keys.invoices(before.ownerId), id: before.id, before, after }],
    out: [{ key: keys.unpaidInvoices, member: unpaidMember(before) }],
    paid: { key: tenantKeys(tenant.id).payments, id: answer.paid },
    was: { status: before.status },
    becomes: { status: 'paid', number: before.number, amount: amountLeft(before).amount },
    answer,
  });

const profilePlan = async (
  db: OpenTenant,
  ownerId: UserId,
  { wanted, newId, version }: { wanted: BillingProfileInput; newId: string; version: number | undefined },
): Promise<TransactionPlan> => {
  const key = db.keys.billingProfiles(ownerId);
  const profiles = await readAllRecords<BillingProfile>(db, key);
  const before = profiles.find(({ id }) => id === wanted.id);
  if (wanted.id !== undefined && !before) refuse({ code: 'no-such-billing-profile', wanted: wanted.id });
  if (!before && profiles.length >= MOST_PROFILES) refuse({ code: 'too-many', limit: MOST_PROFILES });
  if (before && version !== undefined && version !== before.version) refuse({ code: 'stale', version: before.version });
  const { name, paymentMethodId } = wanted;
  const cards = db.keys.paymentMethods(ownerId);
  if (!(await readRecord(db, cards, paymentMethodId))) refuse({ code: 'no-such-payment-method' });
  const id = before?.id ?? newId;
  const plan = recordsPlan({
    writes: [{ key, id, before, after: { id, ownerId, name: name.trim(), paymentMethodId } }],
    needed: [{ key: cards, id: paymentMethodId }],
    was: before && { name: before.name, paymentMethodId: before.paymentMethodId },
    becomes: { name: name.trim(), paymentMethodId },
    answer: { billingProfile: id, version: (before?.version ?? 0) + 1 },
  });
  return { ...plan, subject: id };
};
