import type { Readable } from 'node:stream';
import type { PdfContent } from './page.ts';

/** The page as a PDF. What draws it is loaded with the first one: most processes never need it. */
export const pdfOf = async (content: PdfContent): Promise<Readable> => (await import('./page.ts')).drawPage(content);
