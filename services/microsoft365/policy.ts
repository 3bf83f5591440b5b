import { z } from 'zod';
import { readAs } from './reading.ts';
import type { Ask } from './request.ts';

const POLICY = '/v1.0/policies/AllowSelfServicePurchase';

const head = z.object({ defaultValue: z.string().nullish() });

const product = z.object({ productId: z.string(), productName: z.string().nullish(), policyValue: z.string() });
const offerType = z.object({ scopeValue: z.string(), policyValue: z.string() });
const items = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item) });

/** What the policy says; values that Microsoft may add are given as they are. */
export interface ReadPolicy {
  readonly defaultValue: string | null;
  readonly products: readonly z.infer<typeof product>[];
  readonly offerTypes: readonly z.infer<typeof offerType>[];
}

/**
 * Three requests, as Microsoft's own module makes them:
 * https://learn.microsoft.com/microsoft-365/commerce/subscriptions/allowselfservicepurchase-powershell
 */
export const readPolicy = async (ask: Ask): Promise<ReadPolicy> => {
  const [policy, products, offerTypes] = await Promise.all([
    ask({ path: POLICY }),
    ask({ path: `${POLICY}/products` }),
    ask({ path: `${POLICY}/products?scope=OfferType` }),
  ]);
  return {
    defaultValue: readAs(head, policy).defaultValue ?? null,
    products: readAs(items(product), products).items,
    offerTypes: readAs(items(offerType), offerTypes).items,
  };
};
