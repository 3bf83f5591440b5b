import type { TextCardData } from '../../../cards/kit/text-card.ts';
import type { Localizer } from '../../../locales/index.ts';
import type { MailText, MailWriter } from '../../../services/notices/ports.ts';
import { type Html, html } from '../../web/pages/html.ts';
import { type RenderParts, renderNotice } from './render-notice.ts';

/** Writes the mail of a notice: what its card says, and what to write to the bot instead of pressing a button. */
export const createMailWriter = (parts: RenderParts): MailWriter => ({
  async write(outgoing): Promise<MailText | undefined> {
    const rendered = await renderNotice(parts, outgoing);
    if (!rendered || !('textCard' in rendered.content) || rendered.content.sentence === undefined) return undefined;
    const { localizer, tenant } = rendered.context;
    const { textCard, sentence } = rendered.content;
    const letter = letterOf(textCard, { sentence, tenant: tenant.name }, localizer);
    return { subject: letter.title, html: asHtml(letter, localizer), text: asText(letter) };
  },
});

/** A mail before it is text or HTML; nothing in it is escaped. */
interface Letter {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly rows: readonly { readonly title: string; readonly value: string }[];
  readonly sections: NonNullable<TextCardData['sections']>;
  /** What to do with the sentence. */
  readonly instruction: string;
  /** What to write to the bot. */
  readonly sentence: string;
  /** Why the mail was sent. */
  readonly reason: string;
}

const letterOf = (
  { title, status, text = [], facts = [], sections = [] }: TextCardData,
  { sentence, tenant }: { readonly sentence: string; readonly tenant: string },
  { t }: Localizer,
): Letter => ({
  title,
  paragraphs: [...(status ? [status.text] : []), ...text],
  rows: facts,
  sections,
  instruction: t('mail.write'),
  sentence,
  reason: t('mail.why', { tenant }),
});

const asText = ({ title, paragraphs, rows, sections, instruction, sentence, reason }: Letter): string =>
  [
    oneLine(title),
    ...paragraphs.map(oneLine),
    rows.map((row) => `${oneLine(row.title)}: ${oneLine(row.value)}`).join('\n'),
    ...sections.map((section) => [section.title, ...section.lines.map((line) => `- ${oneLine(line)}`)].join('\n')),
    `${instruction}\n\n    ${oneLine(sentence)}`,
    `-- \n${oneLine(reason)}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');

/** A line of somebody else's making cannot look like another part of the mail. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

/** Readable without images, styles or a wide window. */
const asHtml = (
  { title, paragraphs, rows, sections, instruction, sentence, reason }: Letter,
  { language }: Localizer,
): string => {
  const lines = paragraphs.map((text) => html`<p style="margin:0 0 12px">${text}</p>`);
  return `<!doctype html>${
    html`<html lang="${language}"><head><meta charset="utf-8"><title>${title}</title></head>
<body style="margin:0;padding:24px;font-family:Segoe UI,Arial,sans-serif;font-size:15px;line-height:1.5;color:#242424;background:#ffffff">
<div style="max-width:560px">
<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${title}</h1>
${lines}
${factList(rows)}
${sections.map(sectionList)}
<p style="margin:16px 0 4px">${instruction}</p>
<p style="margin:0 0 16px"><code style="font-size:15px;background:#f0f0f0;padding:4px 8px">${sentence}</code></p>
<p style="margin:24px 0 0;font-size:13px;color:#616161">${reason}</p>
</div></body></html>`.text
  }`;
};

const factList = (rows: Letter['rows']): Html | undefined =>
  rows.length === 0
    ? undefined
    : html`<dl style="margin:0">${rows.map(
        ({ title, value }) => html`<dt style="font-weight:600">${title}</dt><dd style="margin:0 0 8px">${value}</dd>`,
      )}</dl>`;

const sectionList = ({ title, lines }: Letter['sections'][number]): Html =>
  html`<h2 style="margin:16px 0 4px;font-size:16px">${title}</h2><ul style="margin:0;padding-left:20px">${lines.map(
    (line) => html`<li>${line}</li>`,
  )}</ul>`;
