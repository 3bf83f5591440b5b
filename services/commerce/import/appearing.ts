import type { Notice } from '../../notices/notice.ts';
import type { Policy, ProductId } from '../api/types.ts';
import { effectiveValue } from '../rules/policy.ts';

interface Catalogue {
  readonly products: Iterable<ProductId>;
  readonly policy: Policy;
}

/** What admins are told of a new catalogue: each product that was not in the one before and that people may buy. */
export const appearedIn = ({ products, policy }: Catalogue, known: ReadonlySet<string>, at: number): Notice[] =>
  [...products]
    .filter((product) => !known.has(product) && effectiveValue(policy, product) !== 'Disabled')
    .map((product) => ({
      kind: 'product-appeared',
      product,
      to: { role: 'purchase-admins' },
      subject: product,
      at,
    }));
