import type { Actor } from '../../../services/commerce/api/types.ts';
import type { SecurityLog } from '../../../services/security-log/security-log.ts';
import type { Input } from '../match.ts';
import type { Refused } from './refusal.ts';

/** Refusals of a press that a card of the bot, pressed by whom it was made for, seldom meets. */
const SUSPICIOUS: ReadonlySet<Refused['code']> = new Set<Refused['code']>([
  'forbidden',
  'forbidden-guest',
  'forbidden-partner',
  'not-yours',
  'card-for-others',
  'delegation-over',
  'stale-card',
  'stale',
  'operation-reused',
  'no-such-customer',
  'unknown-person',
  'unknown-tenant',
]);

interface Refusing {
  readonly input: Input;
  readonly by: Pick<Actor, 'tenantId' | 'userId'>;
}

/** Tells the security log of a refused press, unless it is one that happens every day. */
export const noteRefusal = (
  securityLog: Pick<SecurityLog, 'note'>,
  { code }: Refused,
  { input, by: { tenantId, userId } }: Refusing,
): void => {
  if (input.kind !== 'press' || !SUSPICIOUS.has(code)) return;
  const refused = { kind: 'press-refused', what: input.verb, why: code } as const;
  // Of a tenant that is not there nothing is to be kept, nor of people who are not, or were erased.
  securityLog.note({
    ...refused,
    ...(code !== 'unknown-tenant' && { tenantId }),
    ...(code !== 'unknown-tenant' && code !== 'unknown-person' && { userId }),
  });
};
