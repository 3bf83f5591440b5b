import { z } from 'zod';
import { localizerFor } from '../../../locales/index.ts';
import type { Grant, LinkOutcome, LinkPurpose, Links } from '../../../services/links/links.ts';
import { WebRefusal } from './refusal-page.ts';
import type { Visit } from './web-handler.ts';

/** A link that somebody has opened; its purpose is the path of its page. */
interface OpenedAddress {
  readonly purpose: LinkPurpose;
  readonly token: string;
}

/** A link that is good. */
export interface HeldLink extends OpenedAddress {
  readonly grant: Grant;
}

/** What the data of every link say. */
const spoken = z.looseObject({ language: z.string() });

/**
 * Looks a link up, and speaks the language of its holder from then on.
 * @throws {WebRefusal} where the link is not good
 */
export const holdLink = async (links: Links, { purpose, token }: OpenedAddress, visit: Visit): Promise<HeldLink> => {
  const grant = grantOf(await links.look(purpose, token));
  const { success, data } = spoken.safeParse(grant.data);
  if (success) visit.localizer = localizerFor([data.language]);
  return { purpose, token, grant };
};

/**
 * What a good link grants.
 * @throws {WebRefusal} where the link is not good
 */
export const grantOf = (outcome: LinkOutcome): Grant => {
  if (!outcome.ok) throw new WebRefusal(outcome.reason);
  return outcome.grant;
};
