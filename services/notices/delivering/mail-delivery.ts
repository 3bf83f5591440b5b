import { createHash, randomUUID } from 'node:crypto';
import type { Preferences } from '../../conversations/preferences.ts';
import type { Mailer, MailOutcome } from '../../mail/mailer.ts';
import type { RedisLog } from '../../redis/client.ts';
import type { Delivery } from '../delivery.ts';
import type { MailWriter, Outgoing } from '../ports.ts';
import type { DeliveryStore } from '../store.ts';
import { outgoingOf } from './outgoing.ts';
import { type Consequence, type Patience, putOff, settle } from './settling.ts';

export interface MailParts extends Patience {
  readonly preferences: Preferences;
  readonly mailer: Mailer;
  readonly writer: MailWriter;
  readonly log: RedisLog;
}

/**
 * Sends one planned mail. One whose answer is lost is sent again under the same Message-ID, by which a mail system
 * knows a second copy; a card has nothing like it.
 */
export const sendMail = async (parts: MailParts, store: DeliveryStore, delivery: Delivery): Promise<void> => {
  const outgoing = await outgoingOf(parts.preferences, store, delivery);
  if ('why' in outgoing) {
    await store.change(delivery, { from: 'planned', to: 'dropped', fields: { ...outgoing } });
    return;
  }
  const attempt = randomUUID();
  const { answer } = await store.claim(delivery, { attempt, lease: parts.timing.lease });
  if (answer !== 'claimed') return;
  const outcome = await outcomeOf(parts, outgoing);
  await settle(store, { delivery, attempt }, consequence(parts, delivery, outcome));
};

type WritingOutcome = MailOutcome | { readonly ok: false; readonly outcome: 'nothing' };

const outcomeOf = async ({ mailer, writer, log }: MailParts, outgoing: Outgoing): Promise<WritingOutcome> => {
  try {
    const mail = await writer.write(outgoing);
    if (!mail || !('person' in outgoing.reader)) return { ok: false, outcome: 'nothing' };
    const { displayName: name, mail: address } = outgoing.reader.person;
    const to = { name, address: address ?? '' };
    return await mailer.send({ ...mail, to, id: mailId(outgoing) });
  } catch (error) {
    log.error({ err: error, delivery: outgoing.delivery.id, tenantId: outgoing.tenant.id }, 'A mail failed');
    return { ok: false, outcome: 'later', code: 'error' };
  }
};

/** The same for every attempt, and without a trace of the tenant or the person. */
const mailId = ({ tenant, delivery }: Outgoing): string =>
  createHash('sha256').update(`${tenant.id}/${delivery.id}`).digest('hex').slice(0, 40);

const consequence = (parts: Patience, delivery: Delivery, outcome: WritingOutcome): Consequence => {
  if (outcome.ok) return { to: 'sent', fields: { why: '' } };
  if (outcome.outcome === 'nothing') return { to: 'dropped', fields: { why: 'nothing-to-tell' } };
  if (outcome.outcome === 'failed') return { to: 'failed', fields: { why: outcome.code } };
  return putOff(parts, delivery, outcome);
};
