import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { PNG } from 'pngjs';
import template from '../../manifest/manifest.json' with { type: 'json' };

const read = (name: string) => PNG.sync.read(readFileSync(new URL(`../../manifest/icons/${name}`, import.meta.url)));

/** The colors (`#RRGGBBAA`) of the pixels at which the icon passes the filter. */
const colors = ({ data, width, height }: PNG, at: (x: number, y: number) => boolean): Set<string> =>
  new Set(
    Array.from({ length: width * height }, (_, pixel) => pixel)
      .filter((pixel) => at(pixel % width, Math.floor(pixel / width)))
      .map((pixel) => `#${data.toString('hex', pixel * 4, pixel * 4 + 4).toUpperCase()}`),
  );

describe('the icons', () => {
  const inMiddle = (x: number, y: number) => x >= 48 && x < 144 && y >= 48 && y < 144;

  it('show the symbol within the middle 96 pixels of the accent color', () => {
    const outside = colors(read('color.png'), (x, y) => !inMiddle(x, y));
    assert.deepEqual([...outside], [`${template.accentColor}FF`]);
    assert.ok(colors(read('color.png'), inMiddle).has('#FFFFFFFF'));
  });

  it('have an outline of nothing but white, on transparent', () => {
    const found = [...colors(read('outline.png'), () => true)];
    assert.ok(found.every((color) => color.startsWith('#FFFFFF')));
    assert.ok(found.includes('#FFFFFFFF') && found.includes('#FFFFFF00'));
  });
});
