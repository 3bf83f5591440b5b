import type { Server } from 'restify';
import { SIGNED_IN } from '../addresses.ts';
import { type WebServices, webHandler } from '../pages/web-handler.ts';
import type { SignIn } from './sign-in.ts';

interface SignedInPageServices extends WebServices {
  readonly signIn: SignIn;
}

/** Where people come back to from the sign-in. It leads on to the page of their link at once. */
export const signedInPage =
  (services: SignedInPageServices) =>
  (server: Server): void => {
    server.get(`/${SIGNED_IN}`, webHandler(services, services.signIn.finish));
  };
