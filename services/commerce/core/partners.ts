import { refuse } from '../api/errors.ts';
import type { Actor, Tenant, TenantId, TenantRecord, UserId } from '../api/types.ts';
import { isDelegate } from '../rules/access.ts';
import { possibleCustomers } from '../store/customers.ts';
import { readTenant } from '../store/tenants.ts';
import type { Service } from './service.ts';

/** What a partner's people do for the customers who gave them delegated administration. */
export const createPartnerQueries = ({ redis }: Service) => ({
  /** The customers that a person of a partner may act for, by name; none for most people. */
  async listCustomers(home: TenantId, user: UserId): Promise<Tenant[]> {
    const possible = await possibleCustomers(redis, home, user);
    const records = await Promise.all(possible.map((id) => readTenant(redis, id)));
    return records
      .flatMap((record) => (record && isDelegate(record, user, home) ? factsOf(record) : []))
      .sort((a, b) => a.name.localeCompare(b.name));
  },

  /**
   * Somebody at home → the same person acting for a customer, without the roles they have at home. Refuses
   * `no-such-customer`, also for a tenant that exists and is not their customer.
   */
  async getActorFor(actor: Actor, customer: TenantId): Promise<{ readonly actor: Actor; readonly tenant: Tenant }> {
    const { userId, tenantId: home, userType, enabled } = actor;
    const record = await readTenant(redis, customer);
    const allowed = enabled && userType !== 'guest' && !actor.partner && record && isDelegate(record, userId, home);
    if (!allowed) return refuse({ code: 'no-such-customer', wanted: customer });
    return {
      actor: { tenantId: customer, userId, roles: [], userType, enabled, partner: true },
      tenant: factsOf(record),
    };
  },
});

const factsOf = ({ delegatedAdmins: _, ...tenant }: TenantRecord): Tenant => tenant;
