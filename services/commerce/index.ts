import { readingActs } from './reading.ts';
import { createService, type Foundations } from './service.ts';

export type Commerce = ReturnType<typeof createCommerce>;

/**
 * The commerce service: one method for each act. Each takes who asks, checks that they may, and returns plain data.
 * All may throw a {@link CommerceError} (a refusal) with the reasons named at each, and `unknown-tenant`; any other
 * error means that Redis failed.
 */
export const createCommerce = (foundations: Foundations) => {
  const service = createService(foundations);
  return { ...readingActs(service) };
};
