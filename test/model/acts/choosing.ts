import fc from 'fast-check';
import type { NoticeKind } from '../../../services/notices/kinds.ts';
import { userId } from '../../support/tenants/small-tenant.ts';
import { anyOf, type Deed, working } from './act.ts';

const KINDS: readonly NoticeKind[] = [
  'license-gained',
  'license-lost',
  'license-moved',
  'purchase-made',
  'policy-changed',
  'ends-soon',
  'request-made',
  'invoice-overdue',
];

/** Somebody turns a kind of notices off, or on again. */
export const mute = working(
  'muting',
  fc.tuple(fc.nat({ max: 9 }), anyOf(...KINDS), anyOf(true, true, false)),
  ([n, kind, off]): Deed => ({
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
