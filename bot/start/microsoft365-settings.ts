import { z } from 'zod';
import { MICROSOFT365_CLOUDS, type Microsoft365Cloud } from '../../services/microsoft365/clouds.ts';
import type { Credential, Microsoft365Registration } from '../../services/microsoft365/registration.ts';
import { isLoopback } from '../teams/door/guard.ts';
import { guidOf } from './registration.ts';

/** The tokens of a whole tenant go there, so it may stand for Microsoft's own address on this machine only. */
const standInUrl = z
  .url({ error: 'must be an address on this machine' })
  .refine(isLoopback, { error: 'must be an address on this machine' })
  .transform((url) => url.replace(/\/+$/, ''))
  .optional();

/** What the connection to a tenant in Microsoft 365 needs to know. */
export const microsoft365Shape = z.object({
  M365_TENANT_ID: guidOf('the directory').optional(),
  M365_CLIENT_ID: guidOf('the app registration').optional(),
  M365_CLIENT_SECRET: z.string().min(1).optional(),
  M365_CERTIFICATE: z.string().min(1).optional(),
  M365_FEDERATED_TOKEN_FILE: z.string().min(1).optional(),
  M365_MANAGED_IDENTITY: z.enum(['on', 'off'], { error: 'must be on or off' }).default('off'),
  M365_CLOUD: z
    .enum(Object.keys(MICROSOFT365_CLOUDS) as [Microsoft365Cloud], {
      error: `must be ${Object.keys(MICROSOFT365_CLOUDS).join(', ')}`,
    })
    .default('worldwide'),
  M365_GRAPH_URL: standInUrl,
  M365_LOGIN_URL: standInUrl,
  M365_LICENSING_URL: standInUrl,
});

type Given = z.infer<typeof microsoft365Shape>;

/** The ways to show who the app is; one of them is given. */
const credentialsIn = (given: Given): Credential[] => [
  ...(given.M365_CLIENT_SECRET ? [{ kind: 'secret', secret: given.M365_CLIENT_SECRET } as const] : []),
  ...(given.M365_CERTIFICATE ? [{ kind: 'certificate', file: given.M365_CERTIFICATE } as const] : []),
  ...(given.M365_MANAGED_IDENTITY === 'on' ? [{ kind: 'managed-identity' } as const] : []),
  ...(given.M365_FEDERATED_TOKEN_FILE
    ? [{ kind: 'federated', tokenFile: given.M365_FEDERATED_TOKEN_FILE } as const]
    : []),
];

const WAYS = 'M365_CLIENT_SECRET, M365_CERTIFICATE, M365_FEDERATED_TOKEN_FILE, M365_MANAGED_IDENTITY';

/** What is missing of a connection of which something is given. */
export const gapsOfMicrosoft365 = (given: Given): string[] => {
  const ids = [given.M365_TENANT_ID, given.M365_CLIENT_ID].filter((id) => id !== undefined).length;
  const ways = credentialsIn(given).length;
  if (ids === 0 && ways === 0) return [];
  return [
    ...(ids < 2 ? ['M365_TENANT_ID, M365_CLIENT_ID: both are required for a connection'] : []),
    ...(ways === 1 ? [] : [`${WAYS}: exactly one of them is required with M365_CLIENT_ID`]),
  ];
};

/** The app by which a tenant is read; undefined where there is none. */
export const microsoft365Of = (given: Given): Microsoft365Registration | undefined => {
  const { M365_TENANT_ID: tenantId, M365_CLIENT_ID: clientId, M365_CLOUD: cloud } = given;
  const [credential] = credentialsIn(given);
  if (!tenantId || !clientId || !credential) return undefined;
  const own = MICROSOFT365_CLOUDS[cloud];
  const endpoints = {
    graph: given.M365_GRAPH_URL ?? own.graph,
    login: given.M365_LOGIN_URL ?? own.login,
    licensing: given.M365_LICENSING_URL ?? own.licensing,
  };
  return { tenantId, clientId, credential, cloud, endpoints };
};
