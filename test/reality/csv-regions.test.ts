import assert from 'node:assert/strict';
import { buffer } from 'node:stream/consumers';
import { read, utils } from '@e965/xlsx';
import { localizerFor } from '../../locales/index.ts';
import { type CsvRow, csvOf } from '../../services/documents/csv.ts';

/**
 * What Excel cuts lines at in a region, by Windows' list separator: a file with the other one opens as one column.
 * https://github.com/asafdav/ng-csv/issues/28, https://github.com/mui/mui-x/pull/1656,
 * https://github.com/cosmocode/dokuwiki-plugin-struct/issues/416, https://github.com/centreon-archive/centreon-archived/issues/32
 */
const REGIONS = {
  ',': ['en-US', 'en-GB', 'en-AU', 'en-CA', 'en-IE', 'en-IN', 'en-NZ', 'en-SG', 'en-HK', 'en-PH', 'en', 'en_US'],
  ';': ['sv-SE', 'sv-FI', 'en-SE', 'en-DE', 'en-NL', 'en-ZA', 'en-FI', 'en-DK', 'en-BE', 'en-AT', 'en-SI'],
} as const;
const TAGS = [...REGIONS[';'], 'sv', 'SV', 'sv_SE.UTF-8', 'sv-Latn-SE', 'sv-AX'];

const ROWS: readonly CsvRow[] = [
  ['Öberg, Åsa', 'Visio; Plan 2', 'say "hi"', 12],
  ['山田 太郎', 'two\r\nlines', '', 0],
  ['Berg;Anna,Ext', '"', ';,;', 1_234_567],
  ["L'Écuyer, \tHélène", "'=1+1", '1,5', 2],
];

/** What a spreadsheet makes of the file, where its region cuts lines at this mark. */
const opened = async (locale: string, mark: ',' | ';'): Promise<string[][]> => {
  const file = await buffer(csvOf(['A', 'B', 'C', 'D'], ROWS, localizerFor([locale]).listSeparator));
  const { Sheets, SheetNames } = read(file, { type: 'buffer', raw: true, FS: mark });
  const sheet = utils.sheet_to_json<unknown[]>(Sheets[SheetNames[0] ?? ''] ?? {}, { header: 1, defval: '' });
  return sheet.map((row) => row.map(String));
};

describe('A CSV file', () => {
  const expected = [['A', 'B', 'C', 'D'], ...ROWS.map((row) => row.map(String))];
  for (const locale of REGIONS[','])
    it(`opens in its columns where people write as in ${locale}`, async () =>
      assert.deepEqual(await opened(locale, ','), expected));
  for (const locale of TAGS)
    it(`opens in its columns where people write as in ${locale}, with another mark`, async () =>
      assert.deepEqual(await opened(locale, ';'), expected));
});
