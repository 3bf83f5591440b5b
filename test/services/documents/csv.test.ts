import assert from 'node:assert/strict';
import { buffer } from 'node:stream/consumers';
import { type CsvRow, csvOf } from '../../../services/documents/csv.ts';

const BOM = '\uFEFF';

/** The whole file, its byte order mark included. */
const fileOf = async (titles: readonly string[], rows: Iterable<CsvRow> | AsyncIterable<CsvRow>): Promise<string> =>
  (await buffer(csvOf(titles, rows))).toString();

/** Cells as they stand in the file, one column. */
const cells = async (...values: (string | number)[]): Promise<string[]> => {
  const csv = await fileOf(
    ['Title'],
    values.map((value): CsvRow => [value]),
  );
  return csv.split('\r\n').slice(1, -1);
};

describe('CSV', () => {
  it('begins with a byte order mark and the titles, and ends each line with CRLF', async () => {
    const chunks = await csvOf(['Produkt', 'Antal'], [['Visio', 2]]).toArray();
    const bytes = Buffer.concat(chunks.map((chunk) => Buffer.from(chunk)));
    assert.equal(bytes.toString('hex').slice(0, 6), 'efbbbf');
    assert.equal(bytes.toString().slice(1), 'Produkt,Antal\r\nVisio,2\r\n');
  });

  it('keeps Swedish letters', async () =>
    assert.deepEqual(await cells('Åsa Öberg', 'Linnéa Ärlig'), ['Åsa Öberg', 'Linnéa Ärlig']));

  it('quotes commas, quotes and line breaks', async () => {
    assert.deepEqual(await cells('Wilber, Alex', 'Alex "Lex" Wilber'), ['"Wilber, Alex"', '"Alex ""Lex"" Wilber"']);
    for (const broken of ['Alex\nWilber', 'Alex\rWilber', 'Alex\r\nWilber']) {
      const csv = await fileOf(['Title'], [[broken, 'next']]);
      assert.equal(csv, `${BOM}Title\r\n"${broken}",next\r\n`);
    }
  });

  it('makes cells harmless that a spreadsheet would compute', async () => {
    assert.deepEqual(await cells('=1+1', '+46 8', '-1', '@SUM(A1)', '\tA', '＝1+1'), [
      "'=1+1",
      "'+46 8",
      "'-1",
      "'@SUM(A1)",
      "'\tA",
      "'＝1+1",
    ]);
    for (const start of ['\r', '\n']) {
      const csv = await fileOf(['Title'], [[`${start}=1+1`]]);
      assert.equal(csv, `${BOM}Title\r\n"'${start}=1+1"\r\n`);
    }
    assert.deepEqual(await cells('=HYPERLINK("https://evil.example","a")'), [
      `"'=HYPERLINK(""https://evil.example"",""a"")"`,
    ]);
  });

  it('does so to titles, too', async () => assert.equal(await fileOf(['=1+1'], []), `${BOM}'=1+1\r\n`));

  it('leaves numbers alone, also negative ones', async () => assert.deepEqual(await cells(-5, 0), ['-5', '0']));

  it('removes NUL, also in front of a formula', async () =>
    assert.deepEqual(await cells('A\0lex', '\0=1+1'), ['Alex', "'=1+1"]));

  it('fails where reading the rows fails', async () => {
    async function* broken(): AsyncGenerator<CsvRow> {
      yield ['one'];
      throw new Error('Redis has gone away');
    }
    await assert.rejects(fileOf(['Title'], broken()), /gone away/);
  });

  it('reads no further when its reader goes away', async () => {
    let read = 0;
    let ended: () => void;
    const end = new Promise<void>((resolve) => {
      ended = resolve;
    });
    async function* endless(): AsyncGenerator<CsvRow> {
      try {
        for (;;) {
          read += 1;
          yield [`row ${read}`];
        }
      } finally {
        ended();
      }
    }
    const csv = csvOf(['Title'], endless());
    for await (const _ of csv) break;
    await end;
    assert.ok(csv.destroyed && read > 0);
  });
});
