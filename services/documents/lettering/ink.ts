import type PDFDocument from 'pdfkit';
import { inVisualOrder, type Letter } from './letters.ts';
import type { Glyph } from './shaper.ts';

type Document = InstanceType<typeof PDFDocument>;

/** How wide a run is in this size, in points. */
export const widthOf = (run: Letter, size: number): number =>
  (glyphsOf(run).reduce((sum, { xAdvance }) => sum + xAdvance, 0) * size) / run.face.shaper.unitsPerEm;

const glyphsOf = ({ text, face, level }: Letter): Glyph[] =>
  face.shaper.shape(text, level % 2 === 1 ? 'right' : 'left');

/** Draws a line on the height `y`: where it looks right, in the order in which it is read, so that readers find and copy it. */
export const drawLine = (doc: Document, runs: readonly Letter[], size: number, at: { x: number; y: number }): void => {
  const lefts = new Map<Letter, number>();
  let { x } = at;
  for (const run of inVisualOrder(runs)) {
    lefts.set(run, x);
    x += widthOf(run, size);
  }
  for (const run of runs) drawRun(doc, run, size, { x: lefts.get(run) ?? x, y: at.y });
};

/** What the library asks a font for: the letters of a text as glyphs. */
interface Layout {
  readonly glyphs: readonly {
    readonly id: number;
    readonly advanceWidth: number;
    readonly codePoints: readonly number[];
  }[];
  readonly positions: readonly Omit<Glyph, 'id' | 'text'>[];
  readonly advanceWidth: number;
}

/** The font that a document writes with. The library shapes by itself, not always rightly, and offers no way to change that. */
interface OwnShaping {
  readonly _font: {
    readonly font: {
      layout: (text: string) => Layout;
      getGlyph(id: number): { readonly advanceWidth: number };
      stringsForGlyph(id: number): readonly string[];
    };
  };
}

/** Where letters are not drawn one by one and in their order, the text is added for readers. */
const drawRun = (doc: Document, run: Letter, size: number, { x, y }: { x: number; y: number }): void => {
  doc.font(run.face.name).fontSize(size);
  const { font } = (doc as unknown as OwnShaping)._font;
  const glyphs = glyphsOf(run).map((glyph) => ({ ...glyph, text: textOf(glyph, font.stringsForGlyph(glyph.id)) }));
  font.layout = () => ({
    glyphs: glyphs.map(({ id, text }) => ({
      id,
      advanceWidth: font.getGlyph(id).advanceWidth,
      codePoints: Array.from(text, (each) => each.codePointAt(0) ?? 0),
    })),
    positions: glyphs.map(({ id, text, ...position }) => position),
    advanceWidth: glyphs.reduce((sum, { xAdvance }) => sum + xAdvance, 0),
  });
  const drawn = glyphs.map(({ text }) => text).join('');
  // A reader turns around what it finds from right to left, each letter for itself, those of a ligature as well.
  const isPlain = (run.level % 2 === 1 ? Array.from(drawn).reverse().join('') : drawn) === run.spoken;
  if (!isPlain) doc.markContent('Span', { actual: run.spoken });
  // With a list of features, though an empty one, a run is asked for as a whole, and not word by word.
  doc.text(run.text, x, y, { features: [], lineBreak: false, baseline: 'alphabetic' });
  if (!isPlain) doc.endMarkedContent();
};

/** What a glyph stands for, each time that it is drawn: its own letter, and not how that looks between others. */
const textOf = ({ text = '' }: Glyph, own: readonly string[]): string =>
  own.length === 0 || own.includes(text) ? text : (own[0] ?? '').normalize('NFKC');
