import { decodeJwt } from 'jose';
import { MICROSOFT365_CLOUDS } from './clouds.ts';
import { Microsoft365Fault } from './fault.ts';
import type { Microsoft365Registration } from './registration.ts';
import { type Ask, createAsk } from './request.ts';
import { createTokens, type Resource, type Tokens } from './tokens.ts';

/** The app of the service of the policy, Microsoft's "M365 License Manager". */
const LICENSE_MANAGER = 'aeb86249-8ea3-49e2-900b-54cc8e308f85';

/** One tenant's Microsoft 365, as far as the app in it may go. */
export interface Microsoft365 {
  readonly graph: Ask;
  /** Null in a cloud where no service of the policy is known. */
  readonly policy: Ask | null;
  /**
   * The application permissions that are consented to, by the word of the tokens; none where these do not tell.
   * @throws {Microsoft365Fault} where no token is given
   */
  permissions(): Promise<ReadonlySet<string>>;
}

/** Opens it; nothing is asked before it is used. */
export const openMicrosoft365 = async (registration: Microsoft365Registration): Promise<Microsoft365> => {
  const { cloud, endpoints } = registration;
  const tokens = await createTokens(registration);
  // Tokens are for the cloud's own address, also where something on this machine stands in for it.
  const graph = { address: endpoints.graph, resource: MICROSOFT365_CLOUDS[cloud].graph };
  const policy = endpoints.licensing === null ? null : { address: endpoints.licensing, resource: LICENSE_MANAGER };
  return {
    graph: createAsk({ ...graph, tokens, operationHeader: 'client-request-id' }),
    policy: policy && createAsk({ ...policy, tokens, operationHeader: 'x-ms-correlation-id' }),
    permissions: async () => {
      const ofGraph = await rolesIn(tokens, graph.resource);
      const ofPolicy = policy ? await rolesIn(tokens, policy.resource).catch(noneWithoutConsent) : [];
      return new Set([...ofGraph, ...ofPolicy]);
    },
  };
};

const rolesIn = async (tokens: Tokens, resource: Resource): Promise<string[]> => {
  const { roles } = decodeJwt<{ roles?: unknown }>(await tokens.tokenFor(resource));
  return Array.isArray(roles) ? roles.map(String) : [];
};

/** A directory in which nobody has bought anything may not know the service of the policy yet. */
const noneWithoutConsent = (error: unknown): string[] => {
  if (error instanceof Microsoft365Fault && error.reason === 'no-consent') return [];
  throw error;
};
