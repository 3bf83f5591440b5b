import type { TenantId } from '../../../services/commerce/api/types.ts';
import { freshTenantId, testRedis } from '../redis/redis.ts';
import { stateOf } from '../redis/snapshot.ts';
import { fabrikam } from '../tenants/cast/fabrikam.ts';
import { personId } from '../tenants/ids.ts';
import { importFactoryTenant } from '../tenants/imported-tenant.ts';
import { type Conversation, startConversation } from './conversation.ts';

/** A chat in which Erik of Fabrikam is a delegated admin of two customers, whose references are those of his home. */
export interface PartnerChat extends Conversation {
  readonly alpha: TenantId;
  readonly gamma: TenantId;
  /** Imports the customer anew, without its delegated admins. */
  endDelegation(customer: TenantId): Promise<void>;
  /** Everything that home and both customers have. */
  state(): Promise<object[]>;
}

export const startPartnerChat = async (): Promise<PartnerChat> => {
  const redis = await testRedis();
  const chat = await startConversation('fabrikam');
  const { tenantId: home } = chat;
  const [alpha, gamma] = [freshTenantId(), freshTenantId()];
  const erik = { tenantId: home, userId: personId('Erik Sandström'), displayName: 'Erik Sandström' };
  const importCustomer = async (id: TenantId, delegatedAdmins: (typeof erik)[]) => {
    const file = fabrikam(id);
    const name = id === alpha ? 'Alpha Inc' : 'Gamma AB';
    await importFactoryTenant(redis, { ...file, tenant: { ...file.tenant, name, delegatedAdmins } });
  };
  await importCustomer(alpha, [erik]);
  await importCustomer(gamma, [erik]);
  return {
    ...chat,
    alpha,
    gamma,
    endDelegation: (customer) => importCustomer(customer, []),
    state: () => Promise.all([home, alpha, gamma].map((id) => stateOf(redis, id))),
  };
};
