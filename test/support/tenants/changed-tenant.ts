import type { PaymentMethod, Tenant, TenantId } from '../../../services/commerce/api/types.ts';
import { openTenant } from '../../../services/commerce/store/tenants.ts';
import { testRedis } from '../redis/redis.ts';

/** Changes what is stored of a tenant, to bring about what the cast lacks. */
export const setTenant = async (tenantId: TenantId, changes: Partial<Tenant>): Promise<void> => {
  const { redis, keys, tenant } = await openTenant(await testRedis(), tenantId);
  await redis.set(keys.tenant, JSON.stringify({ ...tenant, ...changes }));
};

/** Puts a card on file that is good for years. */
export const putCardOnFile = async (
  tenantId: TenantId,
  card: Pick<PaymentMethod, 'id' | 'ownerId' | 'brand' | 'last4'>,
): Promise<void> => {
  const { redis, keys } = await openTenant(await testRedis(), tenantId);
  const whole: PaymentMethod = { ...card, holder: 'Somebody', expiryMonth: 12, expiryYear: 2099 };
  await redis.hSet(keys.paymentMethods(card.ownerId), card.id, JSON.stringify(whole));
};
