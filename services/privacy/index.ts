import { randomUUID } from 'node:crypto';
import { refuse } from '../commerce/api/errors.ts';
import type { Actor, TenantId, UserId } from '../commerce/api/types.ts';
import { ignoreConflicts } from '../commerce/core/conflicts.ts';
import { serviceActor } from '../commerce/core/service.ts';
import { may } from '../commerce/rules/access.ts';
import { openTenant } from '../commerce/store/tenants.ts';
import { resolvePeople } from '../directory/people.ts';
import type { SecurityLog } from '../security-log/security-log.ts';
import { beginErasure, erasureOf } from './beginning.ts';
import { countTraces, type ErasureParts, type ErasureReport, erasePerson, openErasures } from './erase-person.ts';
import { countTenant, eraseTenant } from './erase-tenant.ts';
import { possessionsOf, previewErasure } from './preview.ts';
import { type Erasure, tracesOf } from './traces.ts';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export type Privacy = ReturnType<typeof createPrivacy>;

export interface PrivacyOptions extends ErasureParts {
  readonly securityLog: Pick<SecurityLog, 'note' | 'flush'>;
}

/** Erasing people, for those who may. */
export const createPrivacy = (options: PrivacyOptions) => {
  const { redis, now, securityLog } = options;

  const finish = async (erasure: Erasure): Promise<ErasureReport> => {
    // What is noted of the person in this process is to be found, too.
    await securityLog.flush();
    return erasePerson(options, erasure);
  };

  const erase = async (actor: Actor, user: UserId, operationId: string): Promise<ErasureReport> => {
    const { tenantId } = actor;
    const db = await openTenant(redis, tenantId);
    const { pseudonym } = await beginErasure(db, { user, actor, operationId, at: now() });
    const open = (await openErasures(redis, tenantId)).find((each) => each.pseudonym === pseudonym);
    if (!open) return { pseudonym, counts: {}, found: [] };
    const report = await finish(open);
    securityLog.note({ kind: 'person-erased', tenantId, userId: actor.userId, what: pseudonym });
    return report;
  };

  return {
    /** What would come of it, see `previewErasure`. */
    preview: (actor: Actor, user: UserId) => previewErasure(redis, actor, user),

    /**
     * Erases a person, and looks whether anything is left of them. A repeat of the operation finishes what is open and
     * gives the same pseudonym. Refuses `forbidden`, `erase-yourself`, `owns-subscriptions`, `being-moved`.
     */
    async erase(actor: Actor, user: UserId, operationId: string): Promise<ErasureReport> {
      if (!may(actor, 'erase-people')) refuse({ code: 'forbidden', act: 'erase-people' });
      if (actor.userId === user) refuse({ code: 'erase-yourself' });
      return erase(actor, user, operationId);
    },

    /** The id of somebody named by id, user name, address or name. Refuses `no-such-purchaser`; any GUID is an id. */
    async userIdOf(tenantId: TenantId, wanted: string): Promise<UserId> {
      const { found } = await resolvePeople(await openTenant(redis, tenantId), [wanted]);
      const [named] = found;
      if (named) return named.person.id;
      return GUID.test(wanted) ? (wanted as UserId) : refuse({ code: 'no-such-purchaser', wanted });
    },

    /** What tells of somebody now, by kind, for whoever runs the bot; nothing is changed. Refuses as `eraseByOperator`. */
    async count(tenantId: TenantId, user: UserId): Promise<Readonly<Record<string, number>>> {
      const db = await openTenant(redis, tenantId);
      await possessionsOf(db, user);
      return countTraces(options, tracesOf(await erasureOf(db, user)));
    },

    /** The same as `erase` for whoever runs the bot, who may erase everybody, also one of whom only an id is left. */
    eraseByOperator: (tenantId: TenantId, user: UserId): Promise<ErasureReport> =>
      erase(serviceActor(tenantId), user, randomUUID()),

    /** Erases a whole tenant, see `eraseTenant`. */
    eraseTenant: (tenantId: TenantId) => eraseTenant(options, tenantId),

    /** What tells of a tenant now, by kind. */
    countTenant: (tenantId: TenantId) => countTenant(options, tenantId),

    /** Finishes what was broken off; what a move has in hand is left for the next time. */
    async resume(tenantId: TenantId): Promise<void> {
      for (const erasure of await openErasures(redis, tenantId)) await finish(erasure).catch(ignoreConflicts);
    },
  };
};
