import type { TenantId } from '../commerce/api/types.ts';

/**
 * What kind of thing a key holds, such as `person` or `payments:charge`: its first words, without tenant, generation and
 * ids.
 */
export const familyOf = (key: string): string => {
  const ofTenant = /^\{[^}]*\}:(?:g[^:]+:)?([^:]+)/.exec(key)?.[1];
  return ofTenant ?? key.split(':').slice(0, 2).join(':');
};

/** The tenant that a key belongs to; undefined for a shared one. */
export const tenantOf = (key: string): TenantId | undefined => /^\{([^}]+)\}:/.exec(key)?.[1] as TenantId | undefined;
