import type { Request } from 'restify';
import { isSame } from '../../../services/links/links.ts';
import { readBody } from '../../teams/door/body.ts';
import { type Html, html } from './html.ts';
import { WebRefusal } from './refusal-page.ts';

const MAX_FORM_BYTES = 16 * 1024;

/** The hidden field with which a form shows that it comes from the page of a link. */
const TOKEN_FIELD = 'formToken';

export const formTokenField = (token: string): Html =>
  html`<input type="hidden" name="${TOKEN_FIELD}" value="${token}">`;

/**
 * The fields of a form that was sent from a page of our own; `checkFormToken` completes the check, once the link is known.
 * @throws {WebRefusal} `foreign` where it comes from elsewhere, `formless` where it is no form, `large` where it is longer
 * than any of ours
 */
export const readOwnForm = async (req: Request, ownOrigin: string): Promise<URLSearchParams> => {
  if (!isSameOrigin(req, ownOrigin)) throw new WebRefusal('foreign');
  if (!req.is('application/x-www-form-urlencoded')) throw new WebRefusal('formless');
  return new URLSearchParams(await readText(req));
};

/**
 * Checks that a form was sent by somebody who has seen the page of the link.
 * @throws {WebRefusal} `foreign`
 */
export const checkFormToken = (form: URLSearchParams, expected: string): void => {
  if (!isSame(form.get(TOKEN_FIELD) ?? '', expected)) throw new WebRefusal('foreign');
};

/**
 * Whether a request may come from a page of our own. Browsers say so in `Sec-Fetch-Site`; older ones name the origin, or
 * `null` where the page sends no referrer, as ours do: then the form's own token decides.
 */
const isSameOrigin = ({ headers }: Pick<Request, 'headers'>, ownOrigin: string): boolean => {
  const { origin = 'null', 'sec-fetch-site': site } = headers;
  return site === undefined ? ['null', ownOrigin].includes(origin) : site === 'same-origin';
};

const readText = async (req: Request): Promise<string> => {
  const bytes = await readBody(req, MAX_FORM_BYTES);
  if (!bytes) throw new WebRefusal('large');
  return bytes.toString('utf8');
};
