import { randomUUID } from 'node:crypto';
import { refuse } from '../commerce/api/errors.ts';
import type { Actor, TenantId, UserId } from '../commerce/api/types.ts';
import { ignoreConflicts } from '../commerce/core/conflicts.ts';
import { serviceActor } from '../commerce/core/service.ts';
import { may } from '../commerce/rules/access.ts';
import { isListed } from '../commerce/store/tenant-list.ts';
import { openTenant } from '../commerce/store/tenants.ts';
import { resolvePeople } from '../directory/people.ts';
import type { SecurityLog } from '../security-log/security-log.ts';
import { beginErasure, erasureOf } from './beginning.ts';
import { countTraces, type ErasureParts, type ErasureReport, erasePerson, openErasures } from './erase-person.ts';
import { countTenant, eraseTenant } from './erase-tenant.ts';
import { possessionsOf, previewErasure } from './preview.ts';
import { type Erasure, tracesOf } from './traces.ts';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The id as it is stored; undefined for what is none: it would be looked for, and found, in everything that is stored. */
const idOf = <Id extends string>(given: Id): Id | undefined => {
  const id = given.toLowerCase();
  return GUID.test(id) ? (id as Id) : undefined;
};

const personId = (given: UserId): UserId => idOf(given) ?? refuse({ code: 'no-such-purchaser', wanted: given });

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

  /** Refuses `unknown-tenant` for what is not stored, not even in part. */
  const knownTenant = async (given: TenantId): Promise<TenantId> => {
    const id = idOf(given) ?? refuse({ code: 'unknown-tenant', tenantId: given });
    if (await isListed(redis, id)) return id;
    const counts = Object.values(await countTenant(options, id));
    return counts.some((count) => count > 0) ? id : refuse({ code: 'unknown-tenant', tenantId: given });
  };

  const erase = async (
    actor: Actor,
    user: UserId,
    { operationId, unlisted = false }: { readonly operationId: string; readonly unlisted?: boolean },
  ): Promise<ErasureReport> => {
    const { tenantId } = actor;
    // The id of a tenant stands in every key of it.
    if (await isListed(redis, user)) refuse({ code: 'no-such-purchaser', wanted: user });
    const db = await openTenant(redis, tenantId);
    const { pseudonym } = await beginErasure(db, { user, actor, operationId, at: now(), unlisted });
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
     * gives the same pseudonym. Refuses `forbidden`, `erase-yourself`, `no-such-purchaser` for one who is not in the
     * directory, `owns-subscriptions`, `being-moved`.
     */
    async erase(actor: Actor, given: UserId, operationId: string): Promise<ErasureReport> {
      if (!may(actor, 'erase-people')) refuse({ code: 'forbidden', act: 'erase-people' });
      const user = personId(given);
      if (actor.userId === user) refuse({ code: 'erase-yourself' });
      return erase(actor, user, { operationId });
    },

    /** The id of somebody named by id, user name, address or name. Refuses `no-such-purchaser`; any GUID is an id. */
    async userIdOf(tenantId: TenantId, wanted: string): Promise<UserId> {
      const { found } = await resolvePeople(await openTenant(redis, tenantId), [wanted]);
      const [named] = found;
      if (named) return named.person.id;
      return personId(wanted as UserId);
    },

    /** What tells of somebody now, by kind, for whoever runs the bot; nothing is changed. Refuses as `eraseByOperator`. */
    async count(tenantId: TenantId, given: UserId): Promise<Readonly<Record<string, number>>> {
      const user = personId(given);
      const db = await openTenant(redis, tenantId);
      await possessionsOf(db, user);
      return countTraces(options, tracesOf(await erasureOf(db, user)));
    },

    /** The same as `erase` for whoever runs the bot, who may erase everybody, also one of whom only an id is left. */
    eraseByOperator: (tenantId: TenantId, user: UserId): Promise<ErasureReport> =>
      erase(serviceActor(tenantId), personId(user), { operationId: randomUUID(), unlisted: true }),

    /** Erases a whole tenant, see `eraseTenant`. Refuses `unknown-tenant`. */
    eraseTenant: async (tenantId: TenantId) => eraseTenant(options, await knownTenant(tenantId)),

    /** What tells of a tenant now, by kind. Refuses `unknown-tenant`. */
    countTenant: async (tenantId: TenantId) => countTenant(options, await knownTenant(tenantId)),

    /** Finishes what was broken off; what a move has in hand is left for the next time. */
    async resume(tenantId: TenantId): Promise<void> {
      for (const erasure of await openErasures(redis, tenantId)) await finish(erasure).catch(ignoreConflicts);
    },
  };
};
