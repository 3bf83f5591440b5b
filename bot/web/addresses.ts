import type { Addresses } from '../conversation/ports.ts';

interface AddressSettings {
  /** Where the bot is reached from outside, without a slash at the end; this machine if not given. */
  readonly publicUrl: string | undefined;
  /** The port that was got; asked for when an address is needed, as it is not known before. */
  readonly port: () => number;
  /** Whether people sign in to what a link leads to. */
  readonly asksToSignIn: boolean;
}

/** The path of where people come back to from the sign-in. */
export const SIGNED_IN = 'signed-in';

export interface WebAddresses extends Addresses {
  /** Where people come back to from the sign-in. */
  signedIn(): string;
}

/** The addresses that people open in a browser. */
export const createAddresses = ({ publicUrl, port, asksToSignIn }: AddressSettings): WebAddresses => {
  const base = (): string => publicUrl ?? `http://127.0.0.1:${port()}`;
  return {
    asksToSignIn,
    origin: () => new URL(base()).origin,
    urlFor: (path, token) => `${base()}/${path}/${token}`,
    signedIn: () => `${base()}/${SIGNED_IN}`,
  };
};
