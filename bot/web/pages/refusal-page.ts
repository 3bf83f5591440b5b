import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { Localizer } from '../../../locales/index.ts';
import type { LinkOutcome } from '../../../services/links/links.ts';
import { reasonOf } from '../../conversation/refusals/refusal.ts';
import { refusalWords } from '../../conversation/refusals/refusal-card.ts';
import { html } from './html.ts';
import { buttonTo, textPage, type WebPage } from './web-page.ts';

/** Why a page is not shown, each with a text and an HTTP status. */
const STATUSES = {
  unknown: 404,
  expired: 410,
  used: 410,
  exhausted: 429,
  foreign: 403,
  large: 413,
  formless: 415,
  'signed-out': 403,
  'somebody-else': 403,
  'sign-in-over': 410,
  'sign-in-cancelled': 403,
  'sign-in-failed': 403,
  'sign-in-away': 503,
} as const satisfies Record<Extract<LinkOutcome, { ok: false }>['reason'] | string, number>;

/** An expected end of a request: the link or what was sent is not good. Nothing has been changed. */
export class WebRefusal extends Error {
  readonly code: keyof typeof STATUSES;
  /** The address at which the person may try again. */
  readonly again: string | undefined;

  constructor(code: keyof typeof STATUSES, again?: string) {
    super(code);
    this.code = code;
    this.again = again;
  }
}

/** The page for an error of any kind: what is wrong, and what to do next. What nobody foresaw is logged under an id. */
export const refusalPage = (error: unknown, localizer: Localizer, log: Logger): WebPage => {
  if (error instanceof WebRefusal) return webRefusalPage(error, localizer);
  const reason = reasonOf(error) ?? logFailure(error, log);
  const { title, text } = refusalWords(reason, localizer);
  return textPage({ status: statusOfReason(reason.code), language: localizer.language, title }, text);
};

const webRefusalPage = ({ code, again }: WebRefusal, { t, language }: Localizer): WebPage => {
  const page = { status: STATUSES[code], language, title: t(`webPage.${code}.title`) };
  const told = textPage(page, t(`webPage.${code}.text`));
  if (again === undefined) return told;
  const action = t(code === 'somebody-else' ? 'webPage.anotherAccount' : 'webPage.signIn');
  return { ...told, body: html`${told.body}${buttonTo(again, action)}` };
};

const logFailure = (error: unknown, log: Logger) => {
  const id = randomBytes(4).toString('hex');
  log.error({ err: error, id }, 'A page failed');
  return { code: 'failure', id } as const;
};

/** Another try may succeed, and then what is asked is done. */
const UNABLE: ReadonlySet<string> = new Set(['unavailable', 'no-room', 'uncertain']);

const statusOfReason = (code: string): number => {
  if (code === 'failure') return 500;
  if (code === 'limit-reached') return 429;
  return UNABLE.has(code) ? 503 : 409;
};
