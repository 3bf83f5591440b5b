import type { Logger } from 'pino';
import type { Request, RequestHandler } from 'restify';
import { type Localizer, localizerFor } from '../../../locales/index.ts';
import type { Addresses } from '../../conversation/ports.ts';
import { type Download, sendDownload } from './download.ts';
import { type Redirect, sendRedirect } from './redirect.ts';
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

/** Beside what every answer carries: no other site may frame it, load it or hold on to its window. */
const FOR_OURSELVES = {
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** A request handler that answers with a page, a file or another address; an error of any kind becomes a page as well. */
export const webHandler = (
  { log }: Pick<WebServices, 'log'>,
  answer: (visit: Visit) => Promise<WebPage | Download | Redirect>,
): RequestHandler =>
  async function handleVisit(req, res) {
    const visit: Visit = { req, localizer: localizerFor(acceptedLanguages(req)) };
    const answered = await answer(visit).catch((error: unknown) => refusalPage(error, visit.localizer, log));
    for (const [name, value] of Object.entries(FOR_OURSELVES)) res.setHeader(name, value);
    if ('location' in answered) return sendRedirect(res, answered);
    if (!('content' in answered)) return sendWebPage(res, answered);
    await sendDownload(res, answered).catch((error: unknown) => log.warn({ err: error }, 'A file broke off'));
  };

/** The languages that a browser asks for, as `Accept-Language` has them. */
const acceptedLanguages = ({ headers }: Request): string[] =>
  (headers['accept-language'] ?? '').split(',').map((range) => range.replace(/;.*/, '').trim());
