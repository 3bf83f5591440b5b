import type { Line } from '../../../cards/kit/text-card.ts';
import type { SpokenCommandName } from '../../../locales/index.ts';
import { CommerceError, type Reason, UncertainChange } from '../../../services/commerce/api/errors.ts';
import type { ProductId, TenantId } from '../../../services/commerce/api/types.ts';
import { LimitReached } from '../../../services/limits/limiter.ts';
import type { Excess } from '../../../services/limits/limits.ts';
import { saidBy } from '../../../services/redis/health/trouble.ts';
import { isUnreachable } from '../../../services/redis/unavailable.ts';
import { InvalidArguments } from '../command.ts';

/** Why the bot does not do what was asked: what the commerce service refuses, and what does not get that far. */
export type Refused =
  | Reason
  /** The sentence means nothing here; each line is something that the person may look for. */
  | { readonly code: 'unknown'; readonly lines: readonly Line[] }
  /** More than one thing is meant, or it is not sure that one is; each line runs the command with one of them. */
  | { readonly code: 'which' | 'proposed'; readonly lines: readonly Line[] }
  | { readonly code: 'none-fits' | 'not-here' | 'nothing-to-request' | 'no-such-answer' | 'no-waiting-request' }
  /** An offer of a file: gone or never made, taken up already, or OneDrive did not take the file. */
  | { readonly code: 'offer-over' | 'offer-used' | 'upload-failed' }
  /** The person hands out licenses of nothing that fits; the product, where one is meant. */
  | { readonly code: 'nothing-to-assign'; readonly product?: ProductId }
  | {
      readonly code:
        | 'empty'
        | 'only-file'
        | 'only-forwarded'
        | 'stale-card'
        | 'withdrawn'
        | 'not-yours'
        | 'forbidden-guest'
        | 'forbidden-partner'
        | 'unavailable'
        | 'no-room'
        | 'uncertain';
    }
  /** Pressed while they act for another tenant, whose name is `acting`. Nothing is said of one that is none of theirs. */
  | { readonly code: 'card-for-customer'; readonly customer: TenantId; readonly name: string; readonly acting: string }
  | { readonly code: 'card-for-home' | 'card-for-others'; readonly acting: string }
  /** What a card asked was confirmed more than a day later. */
  | { readonly code: 'confirmed-late' }
  /** They may not act for the customer of their choice any more. */
  | { readonly code: 'delegation-over' }
  | { readonly code: 'too-long'; readonly characters: number; readonly words: number }
  | ({ readonly code: 'limit-reached' } & Excess)
  | { readonly code: 'arguments'; readonly command: SpokenCommandName }
  | { readonly code: 'failure'; readonly id: string };

export class Refusal extends Error {
  readonly reason: Refused;

  constructor(reason: Refused) {
    super(reason.code);
    this.reason = reason;
  }
}

/** The reason of an expected error; undefined for a failure that nobody foresaw. */
export const reasonOf = (error: unknown): Refused | undefined => {
  if (error instanceof Refusal || error instanceof CommerceError) return error.reason;
  if (error instanceof InvalidArguments)
    return error.command ? { code: 'arguments', command: error.command } : { code: 'stale-card' };
  if (error instanceof LimitReached) return { code: 'limit-reached', ...error.excess };
  if (error instanceof UncertainChange) return { code: 'uncertain' };
  if (isUnreachable(error)) return { code: saidBy(error) === 'full' ? 'no-room' : 'unavailable' };
  return undefined;
};
