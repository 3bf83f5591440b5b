import type { SubscriptionRef } from '../../services/commerce/api/types.ts';
import type { SubscriptionQuery } from '../../services/commerce/api/views.ts';
import { subscriptionRef } from './naming/arguments.ts';

/** Rows of a list in chat. */
export const PAGE_LENGTH = 8;

/** The cursors that a command with pages takes. */
export const cursorArgs = { after: subscriptionRef.optional(), before: subscriptionRef.optional() };

/** The one cursor to use, if any. */
export const cursorOf = ({
  after,
  before,
}: {
  after?: SubscriptionRef | undefined;
  before?: SubscriptionRef | undefined;
}): Pick<SubscriptionQuery, 'after' | 'before'> => (after ? { after } : before ? { before } : {});
