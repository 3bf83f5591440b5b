import type { StandInAnswer } from './answers.ts';
import type { World } from './world.ts';

const POLICY = '/v1.0/policies/AllowSelfServicePurchase';
const READING = ['Policy.Read.AllowSelfServicePurchase', 'Policy.ReadWrite.AllowSelfServicePurchase'];

/** What the service of the policy answers; it has no paging, and errors of another kind than Graph. */
export const policyAnswer = (world: World, method: string, url: URL): StandInAnswer | undefined => {
  if (method !== 'GET' || !url.pathname.startsWith(POLICY)) return undefined;
  if (!READING.some((permission) => world.granted.has(permission))) return { status: 403 };
  if (url.pathname === POLICY) return { status: 200, body: headOf(world) };
  if (url.pathname !== `${POLICY}/products`) return undefined;
  return itemsOf(world, url.searchParams.get('scope') ?? 'product');
};

const headOf = ({ policy }: World) => ({
  id: 'AllowSelfServicePurchase',
  description: 'Who may buy by themselves',
  defaultValue: policy.defaultValue,
});

const itemsOf = ({ policy }: World, scope: string): StandInAnswer => {
  const common = { policyId: 'AllowSelfServicePurchase', scope };
  switch (scope) {
    case 'product':
      return listed([...policy.products], ([productId, { name: productName, value: policyValue }]) => ({
        ...common,
        productId,
        productName,
        policyValue,
      }));
    case 'OfferType':
      return listed([...policy.offerTypes], ([scopeValue, policyValue]) => ({
        ...common,
        scopeId: scopeValue,
        scopeValue,
        policyValue,
      }));
    default:
      return { status: 400, body: { errorCode: 'BadRequest', reason: 'Invalid scope.' } };
  }
};

const listed = <Item>(items: readonly Item[], of: (item: Item) => object): StandInAnswer => ({
  status: 200,
  body: { items: items.map(of) },
});
