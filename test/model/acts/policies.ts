import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PolicyChange, PolicyDifference } from '../../../services/commerce/api/policies.ts';
import { OFFER_TYPES, type OfferType, type PolicyValue, type ProductId } from '../../../services/commerce/api/types.ts';
import { BLOCKED, TRIED } from '../../support/tenants/small-tenant.ts';
import { ADMIN, BILLING_ADMIN } from '../world/beginning.ts';
import { tell } from '../world/news.ts';
import { needs } from '../world/people.ts';
import { held, NEW, policyRefusals, setValues } from '../world/policy.ts';
import { note, type PolicyStep, type World } from '../world/world.ts';
import { anyOf, asker, askerOf, asking, product } from './act.ts';

const POLICY = 'AllowSelfServicePurchase';

const value = anyOf<PolicyValue>('Enabled', 'Enabled', 'Disabled', 'OnlyTrialsWithoutPaymentMethod');
const target = fc.oneof(anyOf<string>(BLOCKED, TRIED), product, anyOf<string>(...OFFER_TYPES), fc.constant(NEW));
const some = fc.array(fc.tuple(target, value), { minLength: 1, maxLength: 3 });
const all = fc.record({ all: anyOf<'products' | 'offer-types'>('products', 'offer-types'), value });

const isOffer = (name: string): name is OfferType => (OFFER_TYPES as readonly string[]).includes(name);

const changeOf = ([name, wanted]: readonly [string, PolicyValue]): PolicyChange => {
  if (name === NEW) return { newProducts: true, value: wanted };
  return isOffer(name) ? { offerType: name, value: wanted } : { product: name as ProductId, value: wanted };
};

const stepOf = (difference: PolicyDifference): PolicyStep => {
  const { before, value: after } = difference;
  if ('newProducts' in difference) return { target: NEW, before, after };
  return { target: 'product' in difference ? difference.product : difference.offerType, before, after };
};

const sorted = (steps: readonly PolicyStep[]) => [...steps].sort((a, b) => (a.target < b.target ? -1 : 1));

/** What a selection means in this world. */
const wantedBy = (world: World, selection: Selection): [string, PolicyValue][] => {
  if (!('all' in selection)) return selection.map(([name, wanted]) => [name, wanted]);
  const names: readonly string[] = selection.all === 'products' ? [...world.products.keys()] : OFFER_TYPES;
  return names.map((name) => [name, selection.value]);
};

type Selection = readonly (readonly [string, PolicyValue])[] | { all: 'products' | 'offer-types'; value: PolicyValue };

/** Admins hear of it but for who did it; what was so already is no change. */
const changed = (world: World, by: number, operation: string, wanted: ReadonlyMap<string, PolicyValue>) => {
  const differences = setValues(world, wanted);
  if (differences.length > 0) {
    world.policy.changes.push({ operation, differences });
    tell(world, { kind: 'policy-changed', to: 'admins', subject: POLICY, by });
  }
  return sorted(differences);
};

export const changePolicy = asking(
  'policies',
  fc.tuple(fc.oneof<[fc.Arbitrary<Selection>, fc.Arbitrary<Selection>]>(some, all), asker, anyOf(ADMIN, BILLING_ADMIN)),
  ([selection, n, rightful]) => {
    const by = askerOf(n, rightful);
    return {
      text: `set the policy ${JSON.stringify(selection)}`,
      by,
      call: (commerce, actor, intent) =>
        commerce.changePolicy(actor, 'all' in selection ? selection : selection.map(changeOf), intent),
      refusals: (world) => [
        needs(world, by, 'change-policy'),
        ...wantedBy(world, selection).flatMap(([name, wanted]) => policyRefusals(world, name, wanted)),
      ],
      happens: (world, { differences }, operation) => {
        const expected = changed(world, by, operation, new Map(wantedBy(world, selection)));
        if (expected.length > 0) note(world, by, 'change-policy', POLICY);
        assert.deepEqual(sorted(differences.map(stepOf)), expected);
      },
    };
  },
);

export const undoPolicy = asking(
  'policies',
  fc.tuple(fc.nat({ max: 3 }), asker, anyOf(ADMIN, BILLING_ADMIN)),
  ([back, n, rightful], before) => {
    const by = askerOf(n, rightful);
    const undone = before.policy.changes.at(-1 - back);
    const id = undone?.operation ?? 'none';
    /** What still is as the change left it. */
    const untouched = (world: World) =>
      (undone?.differences ?? []).filter((step) => held(world.policy, step.target) === step.after);
    return {
      text: `undo the policy change ${id}`,
      by,
      call: (commerce, actor, intent) => commerce.undoPolicyChange(actor, id, intent),
      refusals: (world) => [
        needs(world, by, 'change-policy'),
        untouched(world).length === 0 && 'nothing-to-undo',
        ...untouched(world).flatMap((step) => policyRefusals(world, step.target, step.before)),
      ],
      happens: (world, { differences, changedSince }, operation) => {
        const steps = untouched(world);
        const others = (undone?.differences ?? []).filter((step) => !steps.includes(step));
        assert.deepEqual([...changedSince].sort(), others.map((step) => step.target).sort());
        const wanted = new Map(steps.map((step) => [step.target, step.before]));
        assert.deepEqual(sorted(differences.map(stepOf)), changed(world, by, operation, wanted));
        note(world, by, 'undo-policy', POLICY);
      },
    };
  },
);
