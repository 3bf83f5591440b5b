import type { LossCause, NoticeKind } from '../../notices/kinds.ts';
import type { Notice, NoticeOf } from '../../notices/notice.ts';
import type { Subscription, UserId } from '../api/types.ts';

/** A notice before it is known who gets it: a script that finds the people adds them. */
type Unaddressed<Kind extends NoticeKind> = Omit<NoticeOf<Kind>, 'to'>;

/** Who did it, and when. */
interface Deed {
  readonly by: UserId;
  readonly at: number;
}

interface Loss extends Deed {
  readonly cause: LossCause;
}

/** Somebody has got a license of a subscription. */
export const licenseGainedEvent = (
  { ref, productId }: Subscription,
  { by, at }: Deed,
): Unaddressed<'license-gained'> => ({
  kind: 'license-gained',
  by,
  subscription: ref,
  product: productId,
  subject: ref,
  at,
});

/** Somebody no longer has a license of a subscription. */
export const licenseLostEvent = (
  { ref, productId }: Subscription,
  { cause, by, at }: Loss,
): Unaddressed<'license-lost'> => ({
  kind: 'license-lost',
  by,
  cause,
  subscription: ref,
  product: productId,
  subject: ref,
  at,
});

/** Tells somebody that they have a license of a subscription. */
export const licenseGainedNotice = (
  subscription: Subscription,
  { user, ...deed }: Deed & { readonly user: UserId },
): Notice => ({
  ...licenseGainedEvent(subscription, deed),
  to: { user },
});

/** Tells somebody that they no longer have a license of a subscription. */
export const licenseLostNotice = (
  subscription: Subscription,
  { user, ...loss }: Loss & { readonly user: UserId },
): Notice => ({ ...licenseLostEvent(subscription, loss), to: { user } });
