import type { LossCause, NoticeKind } from '../../notices/kinds.ts';
import type { Notice, NoticeOf } from '../../notices/notice.ts';
import type { Subscription, UserId } from '../api/types.ts';

/** A notice before it is known who gets it: a script that finds the people adds them. */
type Unaddressed<Kind extends NoticeKind> = Omit<NoticeOf<Kind>, 'to'>;

interface Loss {
  readonly cause: LossCause;
  readonly at: number;
}

/** Somebody has got a license of a subscription. */
export const licenseGainedEvent = ({ ref, productId }: Subscription, at: number): Unaddressed<'license-gained'> => ({
  kind: 'license-gained',
  subscription: ref,
  product: productId,
  subject: ref,
  at,
});

/** Somebody no longer has a license of a subscription. */
export const licenseLostEvent = (
  { ref, productId }: Subscription,
  { cause, at }: Loss,
): Unaddressed<'license-lost'> => ({
  kind: 'license-lost',
  cause,
  subscription: ref,
  product: productId,
  subject: ref,
  at,
});

/** Tells somebody that they have a license of a subscription. */
export const licenseGainedNotice = (subscription: Subscription, user: UserId, at: number): Notice => ({
  ...licenseGainedEvent(subscription, at),
  to: { user },
});

/** Tells somebody that they no longer have a license of a subscription. */
export const licenseLostNotice = (
  subscription: Subscription,
  { user, ...loss }: Loss & { readonly user: UserId },
): Notice => ({ ...licenseLostEvent(subscription, loss), to: { user } });
