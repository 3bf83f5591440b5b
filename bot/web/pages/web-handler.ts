import type { Logger } from 'pino';
import type { Request, RequestHandler } from 'restify';
import { type Localizer, localizerFor } from '../../../locales/index.ts';
import type { Addresses } from '../../conversation/ports.ts';
import { type Download, sendDownload } from './download.ts';
import { refusalPage } from './refusal-page.ts';
import { sendWebPage, type WebPage } from './web-page.ts';

/** Somebody who opens a page in a browser. */
export interface Visit {
  readonly req: Request;
  /** The browser's own language, until the link says which one its holder reads. */
  localizer: Localizer;
}

export interface WebServices {
  readonly addresses: Addresses;
  readonly log: Logger;
}

/** A request handler that answers with a page or a file; an error of any kind becomes a page as well. */
export const webHandler = (
  { addresses, log }: WebServices,
  answer: (visit: Visit) => Promise<WebPage | Download>,
): RequestHandler =>
  async function handleVisit(req, res) {
    const visit: Visit = { req, localizer: localizerFor(acceptedLanguages(req)) };
    const answered = await answer(visit).catch((error: unknown) => refusalPage(error, visit.localizer, log));
    if (!('content' in answered))
      return sendWebPage(res, answered, { secure: addresses.origin().startsWith('https:') });
    await sendDownload(res, answered).catch((error: unknown) => log.warn({ err: error }, 'A file broke off'));
  };

/** The languages that a browser asks for, as `Accept-Language` has them. */
const acceptedLanguages = ({ headers }: Request): string[] =>
  (headers['accept-language'] ?? '').split(',').map((range) => range.replace(/;.*/, '').trim());
