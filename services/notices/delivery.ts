import type { UserId } from '../commerce/api/types.ts';
import type { NoticeKind } from './kinds.ts';

/** How a notice reaches somebody. */
export type Medium = 'card' | 'mail';

/**
 * - `planned`: to be sent, at once or after a failed attempt
 * - `sending`: an attempt is under way, or its process has died
 * - `waiting`: for a person who does not have the bot
 * - `sent`: taken by the channel or the mail server
 * - `unknown`: sent, and nobody can tell whether it arrived; it is not sent again
 * - `failed`: refused for good, or given up
 * - `dropped`: not wanted any more, see `why`
 */
export const DELIVERY_STATUSES = ['planned', 'sending', 'waiting', 'sent', 'unknown', 'failed', 'dropped'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** To whom: a person, or a shared conversation that was chosen for the notices to admins. */
type Addressee = { readonly user: UserId } | { readonly conversation: string };

/** One notice to one recipient in one medium. Instants are milliseconds since 1970 by the clock of Redis. */
export interface Delivery {
  /** Made of the notice, the medium and the recipient: no notice is planned twice for anybody. */
  readonly id: string;
  /** Id of the notice in the outbox. */
  readonly notice: string;
  readonly kind: NoticeKind;
  /** What the notice is about, such as `S-1001`. */
  readonly subject: string;
  readonly medium: Medium;
  readonly to: Addressee;
  readonly status: DeliveryStatus;
  /** How often it was tried. */
  readonly attempts: number;
  readonly plannedAt: number;
  /** Since when it is being tried; later than planned where it waited for its person. */
  readonly since: number;
  /** The last attempt, by which a worker knows that nobody else has taken over. */
  readonly attempt?: string;
  readonly settledAt?: number;
  /** Why it failed, was dropped, or is tried again: a code, such as `403` or `muted`. */
  readonly why?: string;
  /** The channel's id of the sent card. */
  readonly activityId?: string;
  /** The same notice goes to the same person by mail, so nothing is lost where the card cannot be sent. */
  readonly alsoMailed: boolean;
}

/** What is known of a delivery when it is planned. */
export type PlannedDelivery = Pick<Delivery, 'notice' | 'kind' | 'subject' | 'medium' | 'to' | 'alsoMailed'>;

const addresseeOf = (to: Addressee): string => ('user' in to ? to.user : to.conversation);

/** A new delivery as the text fields of a hash. */
export const encodeDelivery = (planned: PlannedDelivery): Record<string, string> & { readonly id: string } => {
  const { notice, kind, subject, medium, to, alsoMailed } = planned;
  const id = [notice, medium, addresseeOf(to)].join('/');
  return { id, notice, kind, subject, medium, ...to, ...(alsoMailed && { alsoMailed: '1' }) };
};

/** The delivery in a hash, or undefined where there is none. */
export const decodeDelivery = (hash: Readonly<Record<string, string>>): Delivery | undefined => {
  const { id, notice = '', kind, subject = '', medium, user, conversation = '', status, settledAt, ...rest } = hash;
  if (!id) return undefined;
  const { attempt, why, activityId } = rest;
  return {
    id,
    notice,
    kind: kind as NoticeKind,
    subject,
    medium: medium as Medium,
    to: user ? { user: user as UserId } : { conversation },
    status: status as DeliveryStatus,
    attempts: Number(rest['attempts']),
    plannedAt: Number(rest['plannedAt']),
    since: Number(rest['since']),
    alsoMailed: rest['alsoMailed'] === '1',
    ...(attempt && { attempt }),
    ...(settledAt && { settledAt: Number(settledAt) }),
    ...(why && { why }),
    ...(activityId && { activityId }),
  };
};
