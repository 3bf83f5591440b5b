import type { Addresses } from '../conversation/ports.ts';

interface AddressSettings {
  /** Where the bot is reached from outside, without a slash at the end; this machine if not given. */
  readonly publicUrl: string | undefined;
  /** The port that was got; asked for when an address is needed, as it is not known before. */
  readonly port: () => number;
}

/** The addresses that people open in a browser. */
export const createAddresses = ({ publicUrl, port }: AddressSettings): Addresses => {
  const base = (): string => publicUrl ?? `http://127.0.0.1:${port()}`;
  return {
    origin: () => new URL(base()).origin,
    urlFor: (path, token) => `${base()}/${path}/${token}`,
  };
};
