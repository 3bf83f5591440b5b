import type { Logger } from 'pino';
import type { Request, RequestHandler } from 'restify';
import { type Localizer, localizerFor } from '../../locales/index.ts';
import type { Addresses } from './addresses.ts';
import { type Download, sendDownload } from './download.ts';
import { sendWebPage, type WebPage } from './page.ts';
import { refusalPage } from './refusal-page.ts';

/** Somebody who opens a page. */
export interface Visit {
  readonly req: Request;
  /** The browser's own language, until it is known who this is. */
  localizer: Localizer;
}

export interface WebPageServices {
  readonly addresses: Addresses;
  readonly log: Logger;
}

/** A request handler that answers with a page or a file, whatever happens. */
export const answering = (
  { addresses, log }: WebPageServices,
  work: (visit: Visit) => Promise<WebPage | Download>,
): RequestHandler =>
  async function answer(req, res) {
    const visit: Visit = { req, localizer: localizerFor(acceptedBy(req)) };
    const answered = await work(visit).catch((error: unknown) => refusalPage(error, visit.localizer, log));
    if (!('content' in answered))
      return sendWebPage(res, answered, { secure: addresses.origin().startsWith('https:') });
    await sendDownload(res, answered).catch((error: unknown) => log.warn({ err: error }, 'A file broke off'));
  };

/** The languages that a browser asks for, as `Accept-Language` has them. */
const acceptedBy = ({ headers }: Request): string[] =>
  (headers['accept-language'] ?? '').split(',').map((range) => range.replace(/;.*/, '').trim());
