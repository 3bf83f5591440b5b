import { readPerson } from '../../directory/people.ts';
import { isPseudonym } from '../../directory/pseudonyms.ts';
import type { AuditActor, AuditFilter, AuditLine, AuditPage, AuditSlice } from '../api/audit.ts';
import { refuse } from '../api/errors.ts';
import type { Actor, SubscriptionRef, UserId } from '../api/types.ts';
import { SERVICE_USER, type Service } from '../core/service.ts';
import { may } from '../rules/access.ts';
import { type AuditEntry, auditEntries, auditSteps } from '../store/audit.ts';
import { readSubscription } from '../store/subscriptions.ts';
import type { OpenTenant } from '../store/tenants.ts';

/** Reading the trail of every change. */
export const createAuditQueries = ({ open }: Service) => ({
  /**
   * A slice of the trail, the newest first: of everything, or of one subscription (or other subject), one person, a
   * time. Admins and Global Readers see all; a purchaser everything about their own subscriptions, otherwise people
   * and partners see what they did themselves. Refuses `forbidden`, `bad-period`.
   */
  async listAudit(actor: Actor, filter: AuditFilter, slice: AuditSlice): Promise<AuditPage> {
    const db = await open(actor);
    const { entries, ...cursors } = await auditEntries(db, await visible(db, actor, filter), slice);
    return { lines: await linesOf(db, entries), ...cursors };
  },

  /**
   * The whole trail, or all of it that passes a filter, the newest first, read while it is taken; the first line is
   * refused as `listAudit` does, and with `nothing-to-export` where there is none.
   */
  async *exportAudit(actor: Actor, filter: AuditFilter): AsyncGenerator<AuditLine> {
    const db = await open(actor);
    let lines = 0;
    for await (const entries of auditSteps(db, await visible(db, actor, filter))) {
      lines += entries.length;
      yield* await linesOf(db, entries);
    }
    if (lines === 0) refuse({ code: 'nothing-to-export' });
  },
});

/** What of it the actor may see. */
const visible = async (db: OpenTenant, actor: Actor, filter: AuditFilter): Promise<AuditFilter> => {
  if (filter.from !== undefined && filter.to !== undefined && filter.from > filter.to) refuse({ code: 'bad-period' });
  return (await seesAll(db, actor, filter.subject)) ? filter : ownOnly(actor, filter);
};

const linesOf = async (db: OpenTenant, entries: readonly AuditEntry[]): Promise<AuditLine[]> => {
  const makers = await makersOf(db, entries);
  return entries.map((entry) => ({ ...entry, by: makers.get(entry.by) ?? null, byItself: entry.by === SERVICE_USER }));
};

const seesAll = async (db: OpenTenant, actor: Actor, subject: string | undefined): Promise<boolean> => {
  if (may(actor, 'read-audit')) return true;
  const stored = subject === undefined ? undefined : await readSubscription(db, subject as SubscriptionRef);
  return stored !== undefined && may(actor, 'read-audit-of-subscription', stored.subscription.purchaserId);
};

const ownOnly = (actor: Actor, filter: AuditFilter): AuditFilter => {
  const asksForOthers = filter.by !== undefined && filter.by !== actor.userId;
  if (asksForOthers || !may(actor, 'read-own-audit')) refuse({ code: 'forbidden', act: 'read-audit' });
  return { ...filter, by: actor.userId };
};

const makersOf = async (db: OpenTenant, entries: readonly AuditEntry[]): Promise<ReadonlyMap<UserId, AuditActor>> => {
  const ids = [...new Set(entries.map(({ by }) => by))];
  const makers = await Promise.all(ids.map((id) => makerOf(db, id)));
  return new Map(makers.flatMap((maker) => (maker ? [[maker.userId, maker]] : [])));
};

/** A partner's people are not in the directory; the customer's record has their names. */
const makerOf = async (db: OpenTenant, userId: UserId): Promise<AuditActor | undefined> => {
  if (userId === SERVICE_USER) return undefined;
  const person = await readPerson(db, userId);
  if (person) return { userId, displayName: person.displayName, partner: false };
  if (isPseudonym(userId)) return { userId, displayName: userId, partner: false };
  const delegate = db.tenant.delegatedAdmins.find((each) => each.userId === userId);
  return { userId, displayName: delegate?.displayName ?? null, partner: delegate !== undefined };
};
