import fc from 'fast-check';
import type { NoticeKind } from '../../../services/notices/kinds.ts';
import { userId } from '../../support/tenants/small-tenant.ts';
import { ADMIN, BILLING_ADMIN, MEMBER, OTHER_PURCHASER, PURCHASER } from '../world/beginning.ts';
import { anyOf, type Deed, working } from './act.ts';

/** Who is told of what more often than others. */
const OFTEN: readonly (readonly [number, NoticeKind])[] = [
  [ADMIN, 'ends-soon'],
  [ADMIN, 'request-made'],
  [BILLING_ADMIN, 'purchase-made'],
  [BILLING_ADMIN, 'policy-changed'],
  [OTHER_PURCHASER, 'invoice-overdue'],
  [PURCHASER, 'ends-soon'],
  [MEMBER, 'license-gained'],
  [MEMBER, 'license-lost'],
];

/** Somebody turns a kind of notices off, or on again. */
export const mute = working(
  'muting',
  fc.tuple(anyOf(...OFTEN), anyOf(true, true, false)),
  ([[n, kind], off]): Deed => ({
    text: `${n} turns ${kind} ${off ? 'off' : 'on'}`,
    attempt: async ({ tenantId, preferences }) => {
      const owner = { tenantId, userId: userId(n) };
      await (off ? preferences.mute(owner, kind) : preferences.unmute(owner, kind));
      const what = `${n} ${kind}`;
      return { refused: false, judge: ({ muted }) => void (off ? muted.add(what) : muted.delete(what)) };
    },
  }),
);

/** The payment provider cannot be asked for refunds for a while; then what is owed is paid out, once. */
export const lose = working(
  'absent providers',
  fc.boolean(),
  (away): Deed => ({
    text: `the provider is ${away ? 'away' : 'back'}`,
    attempt: async (real) => {
      real.provider.away = away;
      if (!away) for (let i = 0; i < 2; i++) await real.commerce.settlePayments(real.tenantId);
      return {
        refused: false,
        judge: (world) => {
          if (!away) world.books.refunded += world.provider.owed;
          world.provider = { away, owed: away ? world.provider.owed : 0 };
        },
      };
    },
  }),
);
