export type Addresses = ReturnType<typeof createAddresses>;

interface AddressSettings {
  /** Where the bot is reached from outside, without a slash at the end; this machine if not given. */
  readonly publicUrl: string | undefined;
  /** The port that was got; asked for when an address is needed, as it is not known before. */
  readonly port: () => number;
}

/** The addresses that people open in a browser. */
export const createAddresses = ({ publicUrl, port }: AddressSettings) => {
  const base = (): string => publicUrl ?? `http://127.0.0.1:${port()}`;
  return {
    /** Scheme, host and port, as a browser names where a page comes from. */
    origin: (): string => new URL(base()).origin,

    /** The address of a page, such as `card`, for the holder of a link. */
    urlFor: (path: string, token: string): string => `${base()}/${path}/${token}`,
  };
};
