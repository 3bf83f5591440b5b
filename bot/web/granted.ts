import type { Grant, LinkOutcome } from '../../services/links/links.ts';
import type { Visit } from './pages.ts';
import { WebRefusal } from './refusal-page.ts';

/** The token at the end of a page's address. */
export const tokenOf = ({ req }: Visit): string => String(req.params['*'] ?? '');

/**
 * What a good link is for.
 * @throws {WebRefusal} where it is none
 */
export const granted = (outcome: LinkOutcome): Grant => {
  if (!outcome.ok) throw new WebRefusal(outcome.reason);
  return outcome.grant;
};
