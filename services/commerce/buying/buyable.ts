import { readPerson } from '../../directory/people.ts';
import { type Buyable, PURCHASE_KINDS } from '../api/buying.ts';
import { refuse } from '../api/errors.ts';
import type { Actor, Person, Policies, Policy, Product, ProductId } from '../api/types.ts';
import { productOf } from '../core/catalogue.ts';
import type { Service } from '../core/service.ts';
import { ruleAgainst } from '../rules/eligibility.ts';
import { effectiveValue } from '../rules/policy.ts';
import type { OpenTenant } from '../store/tenants.ts';

/** What may be bought by self-service. */
export const createBuyableQueries = (service: Service) => ({
  /** Every product, by name, with how the actor may buy it, or why not. Refuses `unknown-person`. */
  async listBuyable(actor: Actor): Promise<Buyable[]> {
    const db = await service.open(actor);
    const buying = await buyer(db, actor);
    return [...db.products.values()]
      .sort((a, b) => a.name.localeCompare(b.name))
      .map((product) => buyable(db, buying, product));
  },

  /** How the actor may buy one product, or why not. Refuses `no-such-product`, `unknown-person`. */
  async getBuyable(actor: Actor, productId: ProductId): Promise<Buyable> {
    const db = await service.open(actor);
    return buyable(db, await buyer(db, actor), productOf(db, productId));
  },
});

/** Somebody who wants to buy. */
interface Buyer {
  readonly person: Person;
  /** As stored. */
  readonly policies: string;
  readonly policy: Policy;
}

/** Who buys, and the policy that they buy under. Refuses `unknown-person`. */
export const buyer = async (db: OpenTenant, actor: Actor): Promise<Buyer> => {
  const [person, policies] = await Promise.all([readPerson(db, actor.userId), db.redis.get(db.keys.policies)]);
  if (!person) return refuse({ code: 'unknown-person' });
  if (policies === null) throw new Error('A tenant without policies');
  return { person, policies, policy: (JSON.parse(policies) as Policies).AllowSelfServicePurchase };
};

const buyable = ({ tenant }: OpenTenant, { person, policy }: Buyer, product: Product): Buyable => {
  const attempt = { person, tenant, product, policyValue: effectiveValue(policy, product.id) };
  const kinds = PURCHASE_KINDS.filter((kind) => !ruleAgainst({ ...attempt, kind }));
  const rule = kinds.length > 0 ? null : (ruleAgainst({ ...attempt, kind: 'purchase' }) ?? null);
  return { product, kinds, rule };
};
