import { Microsoft365Fault } from '../fault.ts';
import { ROLE_TEMPLATES } from '../graph/roles.ts';
import type { Ask } from '../request.ts';

/** A request and its answer, with nobody and nothing in it by which the tenant could be known. */
interface TracedExchange {
  readonly method: string;
  readonly path: string;
  readonly status: number | undefined;
  /** Of a refusal, its code alone. */
  readonly body: unknown;
}

/** Members whose values are Microsoft's own, and alike in every tenant. */
const KEPT = new Set(
  'skuId skuPartNumber servicePlanId servicePlanName provisioningStatus appliesTo status capabilityStatus ownerType userType tenantType policyId policyValue productId productName defaultValue scope scopeId scopeValue roleDefinitionId directoryScopeId createdDateTime nextLifecycleDateTime code'.split(
    ' ',
  ),
);
const GUID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/gi;

/** Writes down what is asked and answered, so that its owner may show it to others. */
export interface ExchangeTrace {
  /** What asks the same, and is written down. */
  recorded(ask: Ask): Ask;
  readonly exchanges: readonly TracedExchange[];
}

export const createTrace = (): ExchangeTrace => {
  const exchanges: TracedExchange[] = [];
  const names = new Map<string, string>(Object.values(ROLE_TEMPLATES).map((id) => [id, id]));
  /** The same id for the same thing, and another one than it has. */
  const renamed = (guid: string): string => {
    const known = names.get(guid) ?? `00000000-0000-4000-8000-${String(names.size + 1).padStart(12, '0')}`;
    names.set(guid, known);
    return known;
  };
  const withoutIds = (text: string): string => text.replace(GUID, (guid) => renamed(guid.toLowerCase()));
  const anonymous = (value: unknown, name = ''): unknown => {
    if (Array.isArray(value)) return value.map((each) => anonymous(each, name));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, anonymous(each, key)]));
    if (typeof value !== 'string' || KEPT.has(name)) return value;
    return value.replace(GUID, '') === '' ? withoutIds(value) : '…';
  };
  const note = (method: string, path: string, status: number | undefined, body: unknown): void => {
    const { pathname, search } = new URL(path, 'https://any');
    const shown = pathname + search.replace(/((?:skip|delta)token=)[^&]*/gi, '$1…');
    exchanges.push({ method, path: withoutIds(shown), status, body: anonymous(body) });
  };
  return {
    exchanges,
    recorded:
      (ask) =>
      async ({ method = 'GET', ...call }) => {
        try {
          const answer = await ask({ method, ...call });
          note(method, call.path, answer.status, answer.body);
          return answer;
        } catch (error) {
          if (error instanceof Microsoft365Fault) note(method, call.path, error.status, { code: error.code });
          throw error;
        }
      },
  };
};
