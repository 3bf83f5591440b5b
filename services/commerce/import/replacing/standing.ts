import type { Redis } from '../../../redis/client.ts';
import { tenantKeys } from '../../../redis/keys.ts';
import type { TenantId } from '../../api/types.ts';
import { openTenant } from '../../store/tenants.ts';
import type { CheckedFile } from '../format/check.ts';
import { lossesAgainst } from './losses.ts';
import { notAsked, underWay } from './refusal.ts';

/** What a tenant's data was when it was judged; it is replaced only if it is so still. */
export interface Standing {
  /** '' where the tenant has no data yet. */
  readonly generation: string;
  /** The last entry of the audit trail, '' for none: every change makes one. */
  readonly lastChange: string;
}

/** What shows whether anything is done in a tenant: every change makes an entry, every charge is noted first. */
export const readBusiness = async (
  redis: Redis,
  tenantId: TenantId,
): Promise<Standing & { readonly payments: number }> => {
  const keys = tenantKeys(tenantId);
  const [generation, changes, payments] = await Promise.all([
    redis.get(keys.generation),
    redis.xRevRange(keys.audit, '+', '-', { COUNT: 1 }),
    redis.hLen(keys.payments),
  ]);
  return { generation: generation ?? '', lastChange: changes?.[0]?.id ?? '', payments };
};

/**
 * Judges whether a file may become a tenant's data: the first may, another only where that is asked for and nothing is
 * under way.
 * @throws {ImportRefused}
 */
export const judgeReplacement = async (redis: Redis, file: CheckedFile, replace: boolean): Promise<Standing> => {
  const { id, name } = file.values.tenant;
  const { payments, ...standing } = await readBusiness(redis, id);
  if (standing.generation === '') return standing;
  const losses = await lossesAgainst(await openTenant(redis, id), file);
  if (!replace) throw notAsked(name, losses);
  const refusal = underWay(name, losses.moving, payments);
  if (refusal) throw refusal;
  return standing;
};
