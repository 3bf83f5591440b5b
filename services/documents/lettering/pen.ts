import type PDFDocument from 'pdfkit';
import { type FaceSet, loadFaces, type Weight } from './faces.ts';
import { drawLine, widthOf } from './ink.ts';
import { type Letter, lettersOf, paragraphOf, runsOf } from './letters.ts';
import { linesOf } from './lines.ts';

type Document = InstanceType<typeof PDFDocument>;

/** How high a line is, and where in it letters stand, for letters of size 1: the same in every script, so pages are even. */
const LINE = 1.35;
const ASCENT = 1.03;

/** How a text is written. Sizes are in points. */
export interface Hand {
  readonly weight: Weight;
  readonly size: number;
  readonly color: string;
}

/** Where a text stands: from which edge, how wide it may be, and at which side of that. */
interface Column {
  readonly x: number;
  readonly width: number;
  readonly align?: 'right' | undefined;
}

/** A text in lines, before it is on the page. */
export interface Written {
  readonly height: number;
  /** Puts it below `y`, which is where its first line begins. */
  readonly draw: (y: number) => void;
}

/** Makes lines of a text of any script. */
export type Pen = (text: string, hand: Hand, column: Column) => Written;

/** Of what is to be written in which weight: the letters for it are loaded, no others. */
export const createPen = async (doc: Document, texts: Readonly<Record<Weight, readonly string[]>>): Promise<Pen> => {
  const facesFor = (weight: Weight) => loadFaces(weight, texts[weight].map(paragraphOf));
  const faces: Readonly<Record<Weight, FaceSet>> = { regular: await facesFor('regular'), bold: await facesFor('bold') };
  for (const face of Object.values(faces).flatMap(({ all }) => all)) doc.registerFont(face.name, face.data);
  return (text, { weight, size, color }, { x, width, align }) => {
    const paragraph = paragraphOf(text);
    const measure = (letters: readonly Letter[]) => runsOf(letters).reduce((sum, run) => sum + widthOf(run, size), 0);
    const lines = linesOf(paragraph, lettersOf(paragraph, faces[weight]), width, measure);
    return {
      height: lines.length * size * LINE,
      draw(y) {
        doc.fillColor(color);
        for (const [i, letters] of lines.entries()) {
          const left = align === 'right' ? x + width - measure(letters) : x;
          drawLine(doc, runsOf(letters), size, { x: left, y: y + size * (i * LINE + ASCENT) });
        }
      },
    };
  };
};
