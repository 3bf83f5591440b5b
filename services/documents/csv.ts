import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';

/** One line: a text or a number for each column. */
export type CsvRow = readonly (string | number)[];

/**
 * Rows as CSV that Excel opens right: UTF-8 with a byte order mark, CRLF, quotes where needed. A cell that Excel would
 * take for a formula gets an apostrophe in front, NUL is removed. Rows are read as the text is taken; where reading them
 * fails the stream fails, and where the stream is destroyed they are read no further.
 * @param titles of the columns, in the reader's language
 * @param delimiter between cells: Excel cuts lines where its reader's region does, and leaves all in one column otherwise
 */
export const csvOf = (
  titles: readonly string[],
  rows: AsyncIterable<CsvRow> | Iterable<CsvRow>,
  delimiter: ',' | ';' = ',',
): Readable =>
  pipeline(
    Readable.from(withTitles(titles, rows)),
    stringify({
      bom: true,
      delimiter,
      record_delimiter: 'windows',
      quote_record_delimiter: true,
      escape_formulas: true,
      cast: { string: harmless },
    }),
    // The reader of the stream hears of a failure from the stream.
    () => undefined,
  );

async function* withTitles(
  titles: readonly string[],
  rows: AsyncIterable<CsvRow> | Iterable<CsvRow>,
): AsyncGenerator<CsvRow> {
  yield titles;
  yield* rows;
}

/** NUL in front would hide a formula from the library, and a line feed is not among what it escapes. */
const harmless = (cell: string): string => cell.replaceAll('\0', '').replace(/^\n/, "'\n");
