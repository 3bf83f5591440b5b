import type { Request } from 'restify';
import { WebRefusal } from './refusal-page.ts';

const MAX_FORM_BYTES = 16 * 1024;

/**
 * The fields of a form that was sent.
 * @throws {WebRefusal} `formless` for anything else, `large` for one that is longer than any of ours
 */
export const readForm = async (req: Request): Promise<URLSearchParams> => {
  if (!req.is('application/x-www-form-urlencoded')) throw new WebRefusal('formless');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    size += chunk.length;
    if (size > MAX_FORM_BYTES) throw new WebRefusal('large');
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
};

/**
 * Whether a request may come from a page of our own. Browsers say so in `Sec-Fetch-Site`; older ones name the origin, or
 * `null` where the page sends no referrer, as ours do: then the form's own token decides.
 */
export const isSameOrigin = ({ headers }: Pick<Request, 'headers'>, ownOrigin: string): boolean => {
  const { origin = 'null', 'sec-fetch-site': site } = headers;
  return site === undefined ? ['null', ownOrigin].includes(origin) : site === 'same-origin';
};
