import type { BuyRule, PurchaseKind } from '../api/buying.ts';
import type { Verdict } from '../api/errors.ts';
import type { Person, PolicyValue, Product, Tenant } from '../api/types.ts';
import { refused } from './verdict.ts';

/** Countries (ISO 3166-1) where self-service purchase does not exist. */
const CLOSED_COUNTRIES: readonly string[] = ['IN'];

export interface PurchaseAttempt {
  readonly person: Person;
  readonly tenant: Tenant;
  readonly product: Product;
  /** What the policy says of the product, the default included. */
  readonly policyValue: PolicyValue;
  readonly kind: PurchaseKind;
}

/** Each rule with when it forbids; the first that does is the answer. Source: domain, buying. */
const FORBIDS: Readonly<Record<BuyRule, (attempt: PurchaseAttempt) => boolean>> = {
  disabled: ({ person }) => !person.enabled,
  guest: ({ person }) => person.userType === 'guest',
  kind: ({ tenant }) => tenant.kind !== 'commercial',
  country: ({ tenant }) => CLOSED_COUNTRIES.includes(tenant.country),
  'product-country': ({ tenant, product }) => product.blockedCountries.includes(tenant.country),
  policy: ({ policyValue }) => policyValue === 'Disabled',
  'no-such-trial': ({ kind, product }) => kind === 'trial-no-card' && !product.trialWithoutCard,
  'trials-only': ({ kind, policyValue }) =>
    policyValue === 'OnlyTrialsWithoutPaymentMethod' && kind !== 'trial-no-card',
  'no-price': ({ kind, product }) => kind !== 'trial-no-card' && product.unitPrice === null,
};

const RULES = Object.keys(FORBIDS) as BuyRule[];

/** The rule that forbids somebody to buy a product by self-service in this way, if there is one. */
export const ruleAgainst = (attempt: PurchaseAttempt): BuyRule | undefined =>
  RULES.find((each) => FORBIDS[each](attempt));

/** Whether a person may buy a product by self-service in this way. Refuses `cannot-buy` with the rule. */
export const mayBuy = (attempt: PurchaseAttempt): Verdict => {
  const rule = ruleAgainst(attempt);
  return rule ? refused({ code: 'cannot-buy', rule, product: attempt.product.id }) : { ok: true };
};

/** Whether somebody who was refused may send a license request instead: only the policy or a price stands in the way. */
export const mayRequestInstead = (rule: BuyRule): boolean =>
  rule === 'policy' || rule === 'trials-only' || rule === 'no-price';
