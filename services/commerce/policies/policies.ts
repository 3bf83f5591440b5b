import { readPerson } from '../../directory/people.ts';
import type { Notice } from '../../notices/notice.ts';
import { accept, refuse } from '../api/errors.ts';
import type {
  LastPolicyChange,
  PolicyChange,
  PolicyChanged,
  PolicyDifference,
  PolicyPreview,
  PolicySelection,
  PolicyTarget,
  PolicyUndone,
  PolicyView,
  ProductPolicy,
} from '../api/policies.ts';
import { type Actor, OFFER_TYPES, type PolicyValue, type ProductId } from '../api/types.ts';
import { type Intent, operationOf } from '../core/operations.ts';
import type { Service } from '../core/service.ts';
import { licensesOf } from '../licenses/licenses.ts';
import {
  effectiveValue,
  offerTypeValue,
  planPolicy,
  policyDifferences,
  presentValue,
  valuesFor,
} from '../rules/policy.ts';
import { type AuditEntry, auditEntries, entryOfOperation } from '../store/audit.ts';
import { policiesPlan, readPolicies, type StoredPolicies } from '../store/policies.ts';
import type { OpenTenant } from '../store/tenants.ts';
import {
  resultOf,
  runTransaction,
  type TransactionHead,
  type TransactionPlan,
} from '../store/transactions/transaction.ts';

/** The one policy there is; the audit trail can be read by it. */
export const POLICY = 'AllowSelfServicePurchase';

/** Allowing and blocking self-service purchases. A change touches later purchases only. */
export const createPolicyOperations = (service: Service) => ({
  /** What holds for each product, by name, and for each offer type, with the default and the version. Refuses `forbidden`. */
  async getPolicy(actor: Actor): Promise<PolicyView> {
    service.requireRight(actor, 'read-policy');
    const db = await service.open(actor);
    return policyView(db, await readPolicies(db));
  },

  /** What holds for one product. Refuses `forbidden`, `no-such-product`. */
  async getProductPolicy(actor: Actor, productId: ProductId): Promise<ProductPolicy> {
    service.requireRight(actor, 'read-policy');
    const db = await service.open(actor);
    const { products } = policyView(db, await readPolicies(db));
    const noProduct = () => refuse({ code: 'no-such-product', wanted: productId, products: [...db.products.values()] });
    return products.find(({ product }) => product.id === productId) ?? noProduct();
  },

  /**
   * What a change would make differ; changes nothing, and says nothing of products that do not exist. Whether a target
   * can have its value is checked when it is set. Refuses `forbidden`, `nothing-asked`.
   */
  async previewPolicyChange(actor: Actor, selection: PolicySelection): Promise<PolicyPreview> {
    service.requireRight(actor, 'change-policy');
    const db = await service.open(actor);
    const before = await readPolicies(db);
    const known = changesOf(db, selection).filter(
      (change) => !('product' in change) || db.products.has(change.product),
    );
    const differences = policyDifferences(known, before.AllowSelfServicePurchase);
    const changed = differences.map((difference) => 'product' in difference && db.products.get(difference.product));
    const going = await Promise.all(changed.map((product) => (product ? licensesOf(db, product) : undefined)));
    const purchases = going.reduce((total, licenses) => total + (licenses?.subscriptions ?? 0), 0);
    return { version: before.version, differences, purchases };
  },

  /**
   * Changes one, several or all values in one step; who asks for what holds already changes nothing. Tells the admins.
   * Refuses `forbidden`, `nothing-asked`, `no-such-product`, `policy-value-not-allowed`, `stale`.
   */
  async changePolicy(actor: Actor, selection: PolicySelection, intent: Intent): Promise<PolicyChanged> {
    service.requireRight(actor, 'change-policy');
    const head = {
      operation: operationOf(service, actor, intent),
      subject: POLICY,
      act: 'change-policy',
      asked: selection,
    };
    const answer = await runTransaction<PolicyChanged>(await service.open(actor), head, async (db) => {
      const stored = await current(db, intent);
      return planFor(db, head, stored, changesOf(db, selection));
    });
    return resultOf(answer);
  },

  /** The newest change of the policy; undefined where there was none that is kept. Refuses `forbidden`. */
  async getLastPolicyChange(actor: Actor): Promise<LastPolicyChange | undefined> {
    service.requireRight(actor, 'change-policy');
    const db = await service.open(actor);
    const [entry] = (await auditEntries(db, { subject: POLICY }, { limit: 1 })).entries;
    if (!entry) return undefined;
    const by = (await readPerson(db, entry.by)) ?? null;
    return { operation: entry.operation, at: entry.at, by, differences: differencesIn(entry) };
  },

  /** What one operation changed, whenever that was; empty where it changed nothing that is kept. Refuses `forbidden`. */
  async getPolicyChange(actor: Actor, operationId: string): Promise<readonly PolicyDifference[]> {
    service.requireRight(actor, 'change-policy');
    const entry = await entryOfOperation(await service.open(actor), POLICY, operationId);
    return entry ? differencesIn(entry) : [];
  },

  /**
   * Puts back what one operation changed, for the products and offer types that still have the value it gave them; the
   * others are named. Can itself be undone. Refuses `forbidden`, `nothing-to-undo`, `policy-value-not-allowed`, `stale`.
   */
  async undoPolicyChange(actor: Actor, operationId: string, intent: Intent): Promise<PolicyUndone> {
    service.requireRight(actor, 'change-policy');
    const operation = operationOf(service, actor, intent);
    const head = { operation, subject: POLICY, act: 'undo-policy', asked: operationId };
    const answer = await runTransaction<PolicyUndone>(await service.open(actor), head, async (db) => {
      const [stored, done] = await Promise.all([current(db, intent), differencesOf(db, operationId)]);
      const untouched = done.filter((difference) => valueNow(stored, difference) === difference.value);
      const changedSince = done.filter((difference) => !untouched.includes(difference)).map(targetOf);
      if (untouched.length === 0) refuse({ code: 'nothing-to-undo', changedSince });
      const back = untouched.map((difference): PolicyChange => ({ ...difference, value: difference.before }));
      return planFor(db, head, stored, back, { undoes: operationId, changedSince });
    });
    return resultOf(answer);
  },
});

const policyView = (db: OpenTenant, { version, AllowSelfServicePurchase: policy }: StoredPolicies): PolicyView => ({
  version,
  defaultValue: policy.defaultValue,
  products: [...db.products.values()]
    .sort((a, b) => a.name.localeCompare(b.name))
    .map((product) => ({ product, value: effectiveValue(policy, product.id), allowed: valuesFor(product) })),
  offerTypes: OFFER_TYPES.map((offerType) => ({ offerType, value: offerTypeValue(policy, offerType) })),
});

const current = async (db: OpenTenant, { version }: Intent): Promise<StoredPolicies> => {
  const stored = await readPolicies(db);
  return version === undefined || version === stored.version
    ? stored
    : refuse({ code: 'stale', version: stored.version });
};

const changesOf = (db: OpenTenant, selection: PolicySelection): readonly PolicyChange[] => {
  if (!('all' in selection)) return selection.length > 0 ? selection : refuse({ code: 'nothing-asked' });
  const { all, value } = selection;
  if (all === 'products') return [...db.products.keys()].map((product) => ({ product, value }));
  return OFFER_TYPES.map((offerType) => ({ offerType, value }));
};

const planFor = (
  db: OpenTenant,
  { operation }: TransactionHead,
  before: StoredPolicies,
  changes: readonly PolicyChange[],
  more: Readonly<Record<string, unknown>> = {},
): TransactionPlan => {
  const { policies, differences } = accept(planPolicy(changes, before, db.products));
  const { at, actor } = operation;
  const changed = differences.length > 0;
  const notice: Notice = {
    kind: 'policy-changed',
    by: actor.userId,
    operation: operation.id,
    to: { role: 'purchase-admins' },
    subject: POLICY,
    at,
  };
  return policiesPlan(db, {
    before,
    after: changed ? policies : undefined,
    was: Object.fromEntries(differences.map((difference) => [targetOf(difference), difference.before])),
    becomes: Object.fromEntries(differences.map((difference) => [targetOf(difference), difference.value])),
    notice,
    details: { ...more, differences },
    answer: { ...more, version: before.version + (changed ? 1 : 0), differences },
  });
};

const targetOf = (change: PolicyChange): PolicyTarget => {
  if ('newProducts' in change) return 'new-products';
  return 'product' in change ? change.product : change.offerType;
};

const valueNow = ({ AllowSelfServicePurchase: policy }: StoredPolicies, change: PolicyChange): PolicyValue =>
  presentValue(policy, change);

/** What an earlier change of the policy did. Refuses `nothing-to-undo` where there is none with that operation id. */
const differencesOf = async (db: OpenTenant, operationId: string): Promise<readonly PolicyDifference[]> => {
  const entry = await entryOfOperation(db, POLICY, operationId);
  return entry ? differencesIn(entry) : refuse({ code: 'nothing-to-undo', changedSince: [] });
};

const differencesIn = ({ details }: AuditEntry): readonly PolicyDifference[] =>
  (details['differences'] ?? []) as readonly PolicyDifference[];
