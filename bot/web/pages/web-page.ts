import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Response } from 'restify';
import type { Language } from '../../../locales/index.ts';
import { Html, html } from './html.ts';

export interface WebPage {
  readonly status: number;
  readonly language: Language;
  readonly title: string;
  readonly body: Html;
}

const STYLE = readFileSync(new URL('./style.css', import.meta.url), 'utf8');
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** No script, nothing from elsewhere, nowhere to send the form but here; nothing may frame the page or keep it. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_HASH}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** Two years; a browser heeds it only where the page came by https. */
const HSTS = { 'strict-transport-security': 'max-age=63072000' };

/** Sends a page with every header that a page with something secret on it needs; `secure` where the bot is on https. */
export const sendWebPage = (res: Response, page: WebPage, { secure }: { readonly secure: boolean }): void => {
  res.sendRaw(page.status, documentHtml(page).text, { ...HEADERS, ...(secure && HSTS) });
};

/** A page of a few sentences. */
export const textPage = (page: Omit<WebPage, 'body'>, ...paragraphs: readonly string[]): WebPage => ({
  ...page,
  body: html`<h1>${page.title}</h1>${paragraphs.map((text) => html`<p>${text}</p>`)}`,
});

const documentHtml = ({ language, title, body }: WebPage): Html => html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Html(STYLE)}</style>
</head>
<body><main>${body}</main></body>
</html>
`;
