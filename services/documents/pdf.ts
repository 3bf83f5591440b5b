import type { Readable } from 'node:stream';
import type PDFDocument from 'pdfkit';
import { createPen, type Hand, type Pen, type Written } from './lettering/pen.ts';

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
type Pair = readonly [left: string, right: string];

const MARGIN = 56;
/** Width of the column of amounts, in points. */
const AMOUNTS = 150;
const GREY = '#595959';
const HANDS = {
  heading: { weight: 'bold', size: 22, color: 'black' },
  total: { weight: 'bold', size: 11, color: 'black' },
  body: { weight: 'regular', size: 11, color: 'black' },
  name: { weight: 'regular', size: 11, color: GREY },
  small: { weight: 'regular', size: 10, color: GREY },
} as const satisfies Record<string, Hand>;

/** A page in the making: what is written next stands below `y`. */
interface Sheet {
  readonly doc: Document;
  readonly pen: Pen;
  readonly width: number;
  y: number;
}

/** The page as a PDF, and more pages where one is not enough. What draws it is loaded with the first: most starts never need it. */
export const pdfOf = async (content: PdfContent): Promise<Readable> => {
  const { language, title, subtitle, madeAt, footer } = content;
  const { default: Pdf } = await import('pdfkit');
  const doc = new Pdf({
    size: 'A4',
    margin: MARGIN,
    font: '',
    lang: language,
    displayTitle: true,
    info: { Title: title, Subject: subtitle, CreationDate: new Date(madeAt) },
  });
  const pen = await createPen(doc, textsOf(content));
  const sheet: Sheet = { doc, pen, width: doc.page.width - 2 * MARGIN, y: MARGIN };
  write(sheet, title, HANDS.heading);
  write(sheet, subtitle, HANDS.small);
  writeBlock(sheet, content.block);
  writeFacts(sheet, content.facts);
  writeTable(sheet, content.table);
  if (footer !== undefined) write(moveDown(sheet, 26), footer, HANDS.small);
  doc.end();
  return doc;
};

/** Every text by the weight in which it is written. */
const textsOf = ({ title, subtitle, block, facts, table, footer = '' }: PdfContent) => ({
  bold: [title, ...table.total],
  regular: [subtitle, block.title, ...block.lines, ...facts.flat(), ...table.head, ...table.rows.flat(), footer],
});

const moveDown = (sheet: Sheet, by: number): Sheet => {
  sheet.y += by;
  return sheet;
};

/** Puts what is written beside each other below all before it, on a new page where it has no room. */
const put = (sheet: Sheet, ...beside: readonly Written[]): void => {
  const { doc } = sheet;
  const height = Math.max(...beside.map((each) => each.height));
  if (sheet.y + height > doc.page.height - MARGIN) {
    doc.addPage();
    sheet.y = MARGIN;
  }
  for (const each of beside) each.draw(sheet.y);
  moveDown(sheet, height);
};

const write = (sheet: Sheet, text: string, hand: Hand): void =>
  put(sheet, sheet.pen(text, hand, { x: MARGIN, width: sheet.width }));

const writeBlock = (sheet: Sheet, { title, lines }: PdfContent['block']): void => {
  write(moveDown(sheet, 26), title, HANDS.small);
  for (const line of lines) write(sheet, line, HANDS.body);
};

const writeFacts = (sheet: Sheet, facts: PdfContent['facts']): void => {
  moveDown(sheet, 18);
  for (const fact of facts) writePair(sheet, fact, { left: HANDS.name, right: HANDS.body, width: AMOUNTS });
};

/** Two texts beside each other; the next line begins below the longer one. */
const writePair = (
  sheet: Sheet,
  [left, right]: Pair,
  { width, align, ...hands }: { left: Hand; right: Hand; width: number; align?: 'right' },
): void => {
  const first = sheet.pen(left, hands.left, { x: MARGIN, width: width - 10 });
  const second = sheet.pen(right, hands.right, { x: MARGIN + width, width: sheet.width - width, align });
  put(sheet, first, second);
  moveDown(sheet, 3);
};

const writeTable = (sheet: Sheet, { head, rows, total }: PdfContent['table']): void => {
  const width = sheet.width - AMOUNTS;
  const row = (texts: Pair, hand: Hand) => writePair(sheet, texts, { left: hand, right: hand, width, align: 'right' });
  moveDown(sheet, 26);
  row(head, HANDS.small);
  rule(sheet);
  for (const each of rows) row(each, HANDS.body);
  rule(sheet);
  row(total, HANDS.total);
};

const rule = (sheet: Sheet): void => {
  const { doc, y, width } = sheet;
  doc
    .moveTo(MARGIN, y)
    .lineTo(MARGIN + width, y)
    .strokeColor(GREY)
    .stroke();
  moveDown(sheet, 6);
};
