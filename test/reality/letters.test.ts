import assert from 'node:assert/strict';
import { asSeen, contentOf, glyphsIn, inFile, made, pageWith, textIn } from '../support/documents/read-pdf.ts';

/** https://github.com/foliojs/pdfkit/issues/201 and https://github.com/piersdeseilligny/betterfountain/issues/112 */
const BOXES = 'letters that the font has not come as boxes';
/** https://github.com/foliojs/pdfkit/issues/219 and https://github.com/foliojs/pdfkit/issues/469 */
const REVERSED = 'what is read from right to left comes reversed';
/** https://github.com/foliojs/pdfkit/issues/1524 */
const MIXED = 'both directions in a line';

/** Where it was reported, and a name; `shaped` where its letters are not drawn one by one and in their order. */
const NAMES: readonly (readonly [report: string, name: string, shaped?: 'shaped'])[] = [
  [BOXES, '髙橋 渚'],
  [BOXES, '﨑山 ヱイ'],
  [BOXES, '佐々木 ゆうこ'],
  [BOXES, 'ﾀﾅｶ ﾊﾅｺ'],
  [BOXES, '欧阳娜娜'],
  [BOXES, '박서연'],
  [BOXES, 'ปิยะ ตั้งใจ', 'shaped'],
  [BOXES, 'ศักดิ์ เก้า', 'shaped'],
  [BOXES, 'สมหญิง รักดี'],
  [BOXES, 'अनन्या कृष्णमूर्ति', 'shaped'],
  [BOXES, 'অনির্বাণ ভট্টাচার্য', 'shaped'],
  [BOXES, 'Ðorđe Živković'],
  [BOXES, 'Ąžuolas Ğöztepe'],
  [REVERSED, 'יעל בר־און'],
  [REVERSED, 'רֹאשׁ עַיִן', 'shaped'],
  [REVERSED, 'عائشة الزهراء', 'shaped'],
  [REVERSED, 'علاء لطفي', 'shaped'],
  [REVERSED, 'فرزانہ گیلانی', 'shaped'],
  [REVERSED, 'ژاله کیانی', 'shaped'],
  [REVERSED, 'ثناء ٹیپو چوہدری', 'shaped'],
  [REVERSED, 'سنڌي ڳوٺ', 'shaped'],
];

describe('A name in a PDF file', () => {
  for (const [report, name, shaped] of NAMES)
    it(`has all its letters, and gives them back: ${name} (${report})`, async () => {
      const bytes = await made(pageWith([name], name));
      const glyphs = glyphsIn(bytes);
      assert.ok(glyphs.length >= 4 && !glyphs.includes('0000'), glyphs.join());
      const text = await textIn(bytes);
      const isFound = (word: string) =>
        text.includes(word.normalize('NFC')) ||
        text.includes(word.normalize('NFKC')) ||
        contentOf(bytes).includes(inFile(word));
      if (shaped) assert.ok(name.split(' ').every(isFound), text);
      else assert.ok(isFound(name.replaceAll(' ', '')), text);
    });

  for (const [line, seen] of [
    ['Billed to יעל (Sales)', ['Billed to', 'יעל', '(Sales)']],
    ['ענבל Fabrikam 42 גל', ['גל', 'Fabrikam 42', 'ענבל']],
    ['G-240906 for דנה', ['G-240906 for', 'דנה']],
    // A number and a sign behind it belong to what is read from the right.
    ['דנה, 3 × Visio Plan 2', ['Visio Plan 2', '×', '3', ',', 'דנה']],
  ] as const)
    it(`stands where a reader looks for it: ${line} (${MIXED})`, async () => {
      const shown = await asSeen(line);
      assert.deepEqual(shown, [...seen]);
    });

  it('joins the letters of Arabic: not one of them is drawn as it stands alone', async () => {
    const drawn = async (name: string) => glyphsIn(await made(pageWith([name], '')));
    const together = await drawn('محمد');
    const alone = new Set((await Promise.all([...'محمد'].map(drawn))).flat());
    assert.ok(together.filter((glyph) => !alone.has(glyph)).length >= 3, together.join());
  });
});
