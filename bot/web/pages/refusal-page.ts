import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { Localizer } from '../../../locales/index.ts';
import type { LinkOutcome } from '../../../services/links/links.ts';
import { reasonOf } from '../../conversation/refusals/refusal.ts';
import { refusalWords } from '../../conversation/refusals/refusal-card.ts';
import { textPage, type WebPage } from './web-page.ts';

/** Why a page is not shown, each with a text and an HTTP status. */
const STATUSES = {
  unknown: 404,
  expired: 410,
  used: 410,
  exhausted: 429,
  foreign: 403,
  large: 413,
  formless: 415,
} as const satisfies Record<Extract<LinkOutcome, { ok: false }>['reason'] | string, number>;

/** An expected end of a request: the link or what was sent is not good. Nothing has been changed. */
export class WebRefusal extends Error {
  readonly code: keyof typeof STATUSES;

  constructor(code: keyof typeof STATUSES) {
    super(code);
    this.code = code;
  }
}

/** The page for an error of any kind: what is wrong, and what to do next. What nobody foresaw is logged under an id. */
export const refusalPage = (error: unknown, localizer: Localizer, log: Logger): WebPage => {
  const { t, language } = localizer;
  if (error instanceof WebRefusal) {
    const page = { status: STATUSES[error.code], language, title: t(`webPage.${error.code}.title`) };
    return textPage(page, t(`webPage.${error.code}.text`));
  }
  const reason = reasonOf(error) ?? logFailure(error, log);
  const { title, text } = refusalWords(reason, localizer);
  return textPage({ status: statusOfReason(reason.code), language, title }, text);
};

const logFailure = (error: unknown, log: Logger) => {
  const id = randomBytes(4).toString('hex');
  log.error({ err: error, id }, 'A page failed');
  return { code: 'failure', id } as const;
};

const statusOfReason = (code: string): number => {
  if (code === 'failure') return 500;
  return code === 'unavailable' || code === 'uncertain' ? 503 : 409;
};
