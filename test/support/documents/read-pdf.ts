import { buffer } from 'node:stream/consumers';
import { inflateSync } from 'node:zlib';
import { getDocumentProxy } from 'unpdf';
import { type PdfContent, pdfOf } from '../../../services/documents/pdf.ts';

/** The content of a page with these lines. */
export const pageWith = (lines: readonly string[], title = 'Invoice'): PdfContent => ({
  language: 'en-US',
  madeAt: Date.parse('2026-11-01T09:00:00Z'),
  title,
  subtitle: '',
  block: { title: '', lines },
  facts: [],
  table: { head: ['', ''], rows: [], total: ['', ''] },
});
/** The whole file. */
export const made = async (content: PdfContent): Promise<Buffer> => buffer(await pdfOf(content));

interface Found {
  readonly str: string;
  readonly transform: readonly [number, number, number, number, x: number, y: number];
  readonly width: number;
}

interface Item {
  readonly str: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** What a reader finds on each page, in the order of the file, with where it stands from the left and from the bottom. */
export const itemsOf = async (bytes: Buffer): Promise<Item[][]> => {
  const proxy = await getDocumentProxy(new Uint8Array(bytes));
  const numbers = Array.from({ length: proxy.numPages }, (_, i) => i + 1);
  return Promise.all(
    numbers.map(async (number) => {
      const { items } = await (await proxy.getPage(number)).getTextContent();
      return (items as (Found | object)[]).flatMap((item) =>
        'str' in item ? [{ str: item.str, x: item.transform[4], y: item.transform[5], width: item.width }] : [],
      );
    }),
  );
};
/** All that a reader finds, without blanks. */
export const textIn = async (bytes: Buffer): Promise<string> =>
  (await itemsOf(bytes))
    .flat()
    .map(({ str }) => str)
    .join('')
    .normalize('NFC')
    .replaceAll(/\s/g, '');
/** What stands on the page from left to right. */
export const asSeen = async (line: string): Promise<string[]> => {
  const items = (await itemsOf(await made(pageWith([line], '')))).flat();
  return items
    .filter(({ str }) => str.trim() !== '')
    .sort((a, b) => a.x - b.x)
    .map(({ str }) => str.trim());
};

/** Everything that is written in the file, unpacked. */
export const contentOf = (bytes: Buffer): string =>
  [...bytes.toString('latin1').matchAll(/stream\r?\n([\s\S]*?)endstream/g)]
    .map(([, body = '']) => {
      try {
        return inflateSync(Buffer.from(body, 'latin1')).toString('latin1');
      } catch {
        return body;
      }
    })
    .join('\n');
/** As UTF-16 texts stand in PDF files. */
export const inFile = (text: string): string =>
  Buffer.from(text, 'utf16le')
    .swap16()
    .toString('latin1')
    .replace(/[\\()]/g, (each) => `\\${each}`)
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\b', '\\b')
    .replaceAll('\t', '\\t')
    .replaceAll('\f', '\\f');
/** Each glyph that is drawn, as a number of four digits in its font; 0000 is that of a missing letter. */
export const glyphsIn = (bytes: Buffer): string[] =>
  [...contentOf(bytes).matchAll(/\[([^\]]*)\] TJ/g)].flatMap(([, array = '']) =>
    [...array.matchAll(/<([0-9a-f]+)>/g)].flatMap(([, codes = '']) => codes.match(/.{4}/g) ?? []),
  );
