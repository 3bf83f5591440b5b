import departmental from './departmental-skus.json' with { type: 'json' };
import type { CompanySubscription } from './graph/subscriptions.ts';

/** What somebody has bought, and how certain that is. */
export type Origin =
  /** Bought by an employee: by its SKU, which is sold in no other way, or by who owns it. */
  | { readonly kind: 'self-service'; readonly certainty: 'sku' | 'owner' }
  /** Free, and signed up for; it is no purchase. */
  | { readonly kind: 'free' }
  | { readonly kind: 'partner' }
  | { readonly kind: 'central' };

/** What the directory says of the people who own subscriptions: ids. */
export interface Owners {
  /** Who may buy for the organization. */
  readonly buyers: ReadonlySet<string>;
  /** Whom Microsoft has given the role of those who have bought something. */
  readonly shoppers: ReadonlySet<string>;
}

const DEPARTMENTAL = new Set(departmental.products.map(({ sku }) => sku.toLowerCase()));
const FREE = /_viral(_|$)|_iw$|^(power_bi_standard|flow_free|powerapps_dev|teams_exploratory|windows_store|stream)$/i;

/**
 * How a subscription came about, by what Microsoft tells of it.
 * @param owners undefined where it is not known who may buy for the organization: then only the SKU tells
 * @example POWER_BI_PRO_DEPT is self-service by its SKU; a Copilot owned by an employee is so by its owner
 */
export const originOf = (
  { skuPartNumber, ownerTenantId, ownerType, ownerId }: CompanySubscription,
  owners: Owners | undefined,
): Origin => {
  const sku = skuPartNumber ?? '';
  if (DEPARTMENTAL.has(sku.toLowerCase())) return { kind: 'self-service', certainty: 'sku' };
  if (FREE.test(sku)) return { kind: 'free' };
  if (ownerTenantId) return { kind: 'partner' };
  const byEmployee = ownerType === 'User' && ownerId && owners && isShopper(ownerId, owners);
  return byEmployee ? { kind: 'self-service', certainty: 'owner' } : { kind: 'central' };
};

const isShopper = (id: string, { buyers, shoppers }: Owners): boolean => shoppers.has(id) || !buyers.has(id);
