import type { LossCause } from '../../notices/kinds.ts';
import type { Notice } from '../../notices/notice.ts';
import type { Subscription, UserId } from '../api/types.ts';

/** Tells somebody that they no longer have a license of a subscription. */
export const licenseLostNotice = (
  { ref, productId }: Subscription,
  { user, cause, at }: { readonly user: UserId; readonly cause: LossCause; readonly at: number },
): Notice => ({
  kind: 'license-lost',
  cause,
  subscription: ref,
  product: productId,
  to: { user },
  subject: ref,
  at,
});
