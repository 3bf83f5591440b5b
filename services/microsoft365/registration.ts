import type { Endpoints, Microsoft365Cloud } from './clouds.ts';

/** By what the app shows who it is. */
export type Credential =
  | { readonly kind: 'secret'; readonly secret: string }
  /** Path of a PEM file with the certificate and its private key. */
  | { readonly kind: 'certificate'; readonly file: string }
  /** Of the Azure resource that the bot runs on. */
  | { readonly kind: 'managed-identity' }
  /** Path of a file that somebody else keeps fresh, as Kubernetes does. */
  | { readonly kind: 'federated'; readonly tokenFile: string };

/** The app in a tenant's directory by which the tenant is read and, where it may be, written. */
export interface Microsoft365Registration {
  /** GUID of the directory. */
  readonly tenantId: string;
  /** GUID of the app. */
  readonly clientId: string;
  readonly credential: Credential;
  readonly cloud: Microsoft365Cloud;
  /** Those of the cloud, or what stands in for it on this machine. */
  readonly endpoints: Endpoints;
}
