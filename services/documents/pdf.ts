import { createRequire } from 'node:module';
import type { Readable } from 'node:stream';
import PDFDocument from 'pdfkit';

/** One page of A4 in words: what an invoice or a receipt is made of. */
export interface PdfContent {
  /** BCP 47, for readers that speak. */
  readonly language: string;
  /** Milliseconds since 1970. */
  readonly madeAt: number;
  readonly title: string;
  readonly subtitle: string;
  /** Lines under a heading, such as an address. */
  readonly block: { readonly title: string; readonly lines: readonly string[] };
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** Rows of what and how much, under their headings. */
  readonly table: {
    readonly head: readonly [string, string];
    readonly rows: readonly (readonly [string, string])[];
    readonly total: readonly [string, string];
  };
  readonly footer?: string | undefined;
}

type Document = InstanceType<typeof PDFDocument>;

/** Fonts with Latin, Greek and Cyrillic letters; those that are used are embedded. */
const fontFile = (name: string): string => createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`);
const FONTS = { regular: fontFile('DejaVuSans'), bold: fontFile('DejaVuSans-Bold') };

const MARGIN = 56;
const SMALL = 10;
const BODY = 11;
const HEADING = 22;
const GREY = '#595959';
/** Width of the column of amounts, in points. */
const AMOUNTS = 150;

/** The page as a PDF, written while it is read. */
export const pdfOf = (content: PdfContent): Readable => {
  const { language, title, subtitle, madeAt } = content;
  const doc = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    font: FONTS.regular,
    lang: language,
    displayTitle: true,
    info: { Title: title, Subject: subtitle, CreationDate: new Date(madeAt) },
  });
  doc.font(FONTS.bold).fontSize(HEADING).text(title);
  doc.font(FONTS.regular).fontSize(SMALL).fillColor(GREY).text(subtitle);
  writeBlock(doc, content.block);
  writeFacts(doc, content.facts);
  writeTable(doc, content.table);
  if (content.footer !== undefined) doc.moveDown(2).fontSize(SMALL).fillColor(GREY).text(content.footer, MARGIN);
  doc.end();
  return doc;
};

const writeBlock = (doc: Document, { title, lines }: PdfContent['block']): void => {
  doc.moveDown(2).fontSize(SMALL).fillColor(GREY).text(title);
  doc.fontSize(BODY).fillColor('black');
  for (const line of lines) doc.text(line);
};

const writeFacts = (doc: Document, facts: PdfContent['facts']): void => {
  doc.moveDown(1.5).fontSize(BODY);
  for (const [name, value] of facts) writePair(doc, [name, value], { first: GREY, second: 'black', width: AMOUNTS });
};

/** Two texts beside each other; the next line begins below the longer one. */
const writePair = (
  doc: Document,
  [left, right]: readonly [string, string],
  { first, second, width, align }: { first: string; second: string; width: number; align?: 'right' },
): void => {
  const { y } = doc;
  const inner = doc.page.width - 2 * MARGIN;
  doc.fillColor(first).text(left, MARGIN, y, { width: width - 10 });
  const below = doc.y;
  doc.fillColor(second).text(right, MARGIN + width, y, { width: inner - width, align });
  doc.y = Math.max(below, doc.y) + 3;
};

const writeTable = (doc: Document, { head, rows, total }: PdfContent['table']): void => {
  const width = doc.page.width - 2 * MARGIN - AMOUNTS;
  const row = (texts: readonly [string, string], color = 'black') =>
    writePair(doc, texts, { first: color, second: color, width, align: 'right' });
  doc.moveDown(2).fontSize(SMALL);
  row(head, GREY);
  doc.fontSize(BODY);
  rule(doc);
  for (const each of rows) row(each);
  rule(doc);
  doc.font(FONTS.bold);
  row(total);
  doc.font(FONTS.regular);
};

const rule = (doc: Document): void => {
  doc
    .moveTo(MARGIN, doc.y)
    .lineTo(doc.page.width - MARGIN, doc.y)
    .strokeColor(GREY)
    .stroke();
  doc.y += 6;
};
