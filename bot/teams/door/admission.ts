import type { Activity } from 'botbuilder';
import type { Logger } from 'pino';
import { within } from '../../../services/deadlines/deadlines.ts';
import { conversationPlaceOf } from '../identity.ts';
import { withoutSlash } from './activity.ts';
import type { Authority } from './clouds.ts';
import { RequestRefused } from './request-refused.ts';
import { createSigningKeys } from './signing-keys.ts';
import { type ChannelToken, checkToken } from './token.ts';

/** Who is let in; without one, only this machine is. */
export interface Admission {
  /**
   * Asks a request who sent it, before anything else of it is read.
   * @throws {RequestRefused} 401
   */
  authenticate(authorization: string | undefined): Promise<ChannelToken>;
  /**
   * Checks that a token is for an activity, and that the activity is of a tenant that is served.
   * @throws {RequestRefused} 403
   */
  admit(activity: Partial<Activity>, token: ChannelToken): Promise<void>;
}

interface AdmissionOptions {
  readonly appId: string;
  readonly authority: Authority;
  /** The tenants that are served, in lower case; asked for at each activity. */
  readonly tenants: () => Promise<readonly string[]>;
  readonly log: Logger;
}

/** Lets in what Teams itself has signed for this bot, from the tenants that it serves. */
export const createAdmission = ({ appId, authority, tenants, log }: AdmissionOptions): Admission => {
  const keys = createSigningKeys(authority, { log });
  const isServed = createTenantCheck(tenants);
  return {
    authenticate: (authorization) => checkToken(authorization, { authority, keys, appId }),
    async admit(activity, token) {
      const { channelId, serviceUrl = '' } = activity;
      if (channelId !== 'msteams') throw new RequestRefused(403, 'foreign-channel');
      if (serviceUrl !== withoutSlash(token.serviceUrl) || !authority.isService(serviceUrl))
        throw new RequestRefused(403, 'foreign-service');
      const tenantId = conversationPlaceOf(activity)?.tenantId;
      if (tenantId === undefined || !(await isServed(tenantId))) throw new RequestRefused(403, 'foreign-tenant');
    },
  };
};

/** Milliseconds. */
const TENANTS_WITHIN = 1_000;

/** While the list cannot be had in time, the last one goes on: people are then told that the data cannot be reached. */
const createTenantCheck = (tenants: AdmissionOptions['tenants']) => {
  let last: readonly string[] | undefined;
  return async (tenantId: string): Promise<boolean> => {
    last = await within(TENANTS_WITHIN, tenants()).catch((error: unknown) => {
      if (last) return last;
      throw error;
    });
    return last.includes(tenantId);
  };
};
