/** Where one of Microsoft's clouds answers, without a slash at the end. */
export interface Endpoints {
  readonly graph: string;
  /** Of Microsoft Entra ID, who gives the tokens. */
  readonly login: string;
  /** Of the policy AllowSelfServicePurchase; null where no such service is known. */
  readonly licensing: string | null;
}

/**
 * Hosts: https://learn.microsoft.com/graph/deployments. That of the policy is written into Microsoft's own module MSCommerce,
 * and only for the worldwide cloud.
 */
export const MICROSOFT365_CLOUDS = {
  worldwide: {
    graph: 'https://graph.microsoft.com',
    login: 'https://login.microsoftonline.com',
    licensing: 'https://licensing.m365.microsoft.com',
  },
  'us-gov': {
    graph: 'https://graph.microsoft.us',
    login: 'https://login.microsoftonline.us',
    licensing: null,
  },
  'us-dod': {
    graph: 'https://dod-graph.microsoft.us',
    login: 'https://login.microsoftonline.us',
    licensing: null,
  },
  '21vianet': {
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    login: 'https://login.chinacloudapi.cn',
    licensing: null,
  },
} as const satisfies Record<string, Endpoints>;

export type Microsoft365Cloud = keyof typeof MICROSOFT365_CLOUDS;
