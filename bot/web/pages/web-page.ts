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

/** No script, nothing from elsewhere, nowhere to send the form but here. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_HASH}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
};

export const sendWebPage = (res: Response, page: WebPage): void => {
  res.sendRaw(page.status, documentHtml(page).text, HEADERS);
};

/** A button that leads to an address. */
export const buttonTo = (address: string, text: string): Html =>
  html`<p><a class="button" href="${address}">${text}</a></p>`;

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
