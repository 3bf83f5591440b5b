import { CommerceError } from '../commerce/api/errors.ts';
import type { TenantId } from '../commerce/api/types.ts';
import { within } from '../deadlines/deadlines.ts';
import type { JobContext } from './job.ts';

/** Milliseconds that a run through all tenants may take, and that what is done in one of them is waited for. */
export const RUN_TAKES = 60 * 60 * 1000;
const TENANT_TAKES = 5 * 60 * 1000;

/**
 * Does something in each tenant, one after another. What fails in one, or does not end, does not keep the others from it.
 * @throws {AggregateError} at the end, with what failed
 */
export const inEveryTenant = async (
  { commerce }: JobContext,
  signal: AbortSignal,
  act: (tenantId: TenantId) => Promise<void>,
): Promise<void> => {
  const failures: unknown[] = [];
  for (const tenantId of await commerce.listTenants()) {
    signal.throwIfAborted();
    await within(TENANT_TAKES, act(tenantId)).catch((error: unknown) => {
      if (!isNotThereYet(error)) failures.push(error);
    });
  }
  if (failures.length > 0) throw new AggregateError(failures, `Failed in ${failures.length} tenants`);
};

/** The first import of a tenant is under way, or was broken off. */
const isNotThereYet = (error: unknown): boolean =>
  error instanceof CommerceError && error.reason.code === 'unknown-tenant';
