/** Who speaks for Teams in one of Microsoft's clouds. */
export interface Authority {
  /** Where its keys are found, as an OpenID configuration. */
  readonly metadataUrl: string;
  /** Of its tokens; a bot's own tokens are for the same name. */
  readonly issuer: string;
  /** Whether replies may be sent to an address, as they carry the bot's own token. */
  readonly isService: (address: string) => boolean;
}

interface Cloud extends Authority {
  /** The framework's name of it; undefined for the public one. */
  readonly channelService: string | undefined;
  /** Where its people sign in. */
  readonly entra: string;
}

/** An address by https on one of these hosts, and nothing else in it that could lead elsewhere. */
const serviceOn =
  (...hosts: readonly string[]) =>
  (address: string): boolean => {
    if (!URL.canParse(address)) return false;
    const { protocol, host, username, password } = new URL(address);
    return protocol === 'https:' && hosts.includes(host) && username === '' && password === '';
  };

const US_GOVERNMENT = {
  metadataUrl: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
  issuer: 'https://api.botframework.us',
  channelService: 'https://botframework.azure.us',
  entra: 'https://login.microsoftonline.us',
};

/**
 * The hosts are those of Microsoft's own library:
 * https://microsoft.github.io/teams-sdk/typescript/essentials/app-configuration/service-url-validation
 */
export const CLOUDS = {
  public: {
    metadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
    issuer: 'https://api.botframework.com',
    isService: serviceOn(
      'smba.trafficmanager.net',
      'smba.onyx.prod.teams.trafficmanager.net',
      'smba.infra.gcc.teams.microsoft.com',
    ),
    channelService: undefined,
    entra: 'https://login.microsoftonline.com',
  },
  'us-gov': { ...US_GOVERNMENT, isService: serviceOn('smba.infra.gov.teams.microsoft.us') },
  'us-dod': { ...US_GOVERNMENT, isService: serviceOn('smba.infra.dod.teams.microsoft.us') },
} as const satisfies Record<string, Cloud>;

export type CloudName = keyof typeof CLOUDS;
