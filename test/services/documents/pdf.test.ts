import assert from 'node:assert/strict';
import {
  asSeen,
  contentOf,
  glyphsIn,
  inFile,
  itemsOf,
  made,
  pageWith,
  textIn,
} from '../../support/documents/read-pdf.ts';

/** Names as people write them; `reordered` where letters are not drawn one by one and in their order. */
const NAMES: readonly (readonly [script: string, name: string, reordered?: 'reordered'])[] = [
  ['Japanese', '山田 太郎'],
  ['Japanese kana', 'みどり タカハシ'],
  ['Chinese', '张伟'],
  ['Chinese, traditional', '陳大文'],
  ['Korean', '김철수'],
  ['Thai', 'สมชาย ใจดี'],
  ['Thai with stacked marks', 'น้ำ ปั่น', 'reordered'],
  ['Arabic', 'محمد علي'],
  ['Persian', 'پریسا گلچین'],
  ['Hebrew', 'שרה כהן'],
  ['Devanagari', 'राजेश श्री हिन्दी', 'reordered'],
  ['Bengali', 'রবীন্দ্রনাথ ঠাকুর', 'reordered'],
  ['Tamil', 'கோவிந்தன்', 'reordered'],
  ['Georgian', 'ნინო ბერიძე'],
  ['Armenian', 'Հայկ Պետրոսյան'],
  ['Greek', 'Γιώργος Παπαδόπουλος'],
  ['Cyrillic', 'Ольга Їжакевич'],
  ['Vietnamese', 'Nguyễn Thị Thúy Hằng'],
  ['decomposed Latin', 'Ame\u0301lie'],
  ['emoji', 'Ana 🎉'],
];

describe('A page as a PDF', () => {
  for (const [script, name, reordered] of NAMES) {
    it(`has the letters of a name in ${script} with it, in both weights`, async () => {
      const glyphs = glyphsIn(await made(pageWith([name], name)));
      assert.ok(glyphs.length >= 2 * 2);
      assert.ok(!glyphs.includes('0000'));
    });

    it(`gives a name in ${script} back to who copies it`, async () => {
      const bytes = await made(pageWith([name]));
      const text = await textIn(bytes);
      const isFound = (word: string) => text.includes(word) || contentOf(bytes).includes(inFile(word));
      if (reordered) assert.ok(name.split(' ').every(isFound));
      else assert.ok(text.includes(name.normalize('NFC').replaceAll(' ', '')));
      assert.ok(bytes.length < 60_000, `${bytes.length} bytes`);
    });
  }

  it('sets what is read from right to left so, and Latin names within it from left to right', async () => {
    assert.deepEqual(await asSeen('Invoice for שרה (Contoso)'), ['Invoice for', 'שרה', '(Contoso)']);
    assert.deepEqual(await asSeen('שרה Contoso כהן'), ['כהן', 'Contoso', 'שרה']);
    assert.deepEqual(await asSeen('محمد 123 علي'), ['علي', '123', 'محمد']);
    // Read from the right, the bracket that opens stands right of what it holds, and looks to the left.
    assert.deepEqual(await asSeen('כהן (ישראל)'), ['(', 'ישראל', ')', 'כהן']);
  });

  it('shows that a letter is missing where no font has it, and never fails', async () => {
    for (const [text, shown] of [
      ['ጌታ ᚠ', '���'],
      ['\ud800 half', '�half'],
      ['a\u0000b\nc', 'abc'],
      ['x\u200b\ufe0fy\u202e', 'xy'],
      ['', ''],
    ] as const)
      assert.equal(await textIn(await made(pageWith([text], text))), shown + shown);
  });

  it('begins lines between words, in scripts without blanks too, and cuts what is longer than a line', async () => {
    const long = { thai: 'บริการคลาวด์สำหรับองค์กร'.repeat(8), mail: `${'anna.'.repeat(40)}@contoso.example` };
    const items = (await itemsOf(await made(pageWith(Object.values(long))))).flat();
    assert.ok(items.every(({ x, width }) => x + width <= 595 - 56 + 1));
    assert.ok(new Set(items.map(({ y }) => y)).size >= 5);
  });

  it('goes on on new pages, with 200 lines of mixed scripts in bounds of size and memory', async () => {
    const before = process.memoryUsage.rss();
    const bytes = await made(pageWith(Array.from({ length: 200 }, (_, i) => `${i} ${NAMES[i % NAMES.length]?.[1]}`)));
    const grown = process.memoryUsage.rss() - before;
    const pages = await itemsOf(bytes);
    assert.ok(pages.length >= 4 && pages.every((items) => items.every(({ y }) => y > 56 - 5)));
    assert.match(
      pages
        .at(-1)
        ?.map(({ str }) => str)
        .join('') ?? '',
      /199/,
    );
    assert.ok(bytes.length < 100_000, `${bytes.length} bytes`);
    assert.ok(grown < 150 * 2 ** 20, `${grown} bytes`);
  });
});
