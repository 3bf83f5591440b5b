import { writeFileSync } from 'node:fs';
import { PNG } from 'pngjs';
import template from '../manifest.json' with { type: 'json' };

/** How far a point of the 24-unit drawing grid lies from a shape's edge; negative inside. */
type Distance = (x: number, y: number) => number;
type Rgb = readonly [number, number, number];

const GRID = 24;
const SAMPLES = 8;
const WHITE: Rgb = [255, 255, 255];

const segment = (x1: number, y1: number, x2: number, y2: number): Distance => {
  const [dx, dy] = [x2 - x1, y2 - y1];
  return (x, y) => {
    const along = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)));
    return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
  };
};

const bag: Distance = (x, y) => {
  const [cornerX, cornerY] = [Math.abs(x - 12) - 5.85, Math.abs(y - 14.25) - 4.35];
  return Math.hypot(Math.max(cornerX, 0), Math.max(cornerY, 0)) + Math.min(Math.max(cornerX, cornerY), 0) - 2.4;
};

const arch: Distance = (x, y) => Math.abs(Math.hypot(x - 12, y - 6) - 3.75);
const leg = segment(8.25, 6, 8.25, 10.5);
const handle: Distance = (x, y) => (y < 6 ? arch(x, y) : leg(12 - Math.abs(x - 12), y));

const tick: Distance = (x, y) => Math.min(segment(8.6, 15.6, 11, 18)(x, y), segment(11, 18, 15.4, 13.6)(x, y));

const solidSymbol: Distance = (x, y) =>
  bag(x, y) < 0 ? Math.max(bag(x, y), 0.7 - handle(x, y), 0.9 - tick(x, y)) : Math.min(bag(x, y), handle(x, y) - 0.7);
const outlineSymbol: Distance = (x, y) => Math.min(Math.abs(bag(x, y)), handle(x, y), tick(x, y)) - 0.75;

/** The part of one pixel that the shape covers, 0 to 1. */
function coverage(shape: Distance, pixelX: number, pixelY: number, unit: number, offset: number): number {
  let inside = 0;
  for (let sample = 0; sample < SAMPLES ** 2; sample++) {
    const x = pixelX + ((sample % SAMPLES) + 0.5) / SAMPLES;
    const y = pixelY + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES;
    if (shape((x - offset) / unit, (y - offset) / unit) < 0) inside++;
  }
  return inside / SAMPLES ** 2;
}

/** Writes a square icon: the shape in white on the background, or on nothing at all when there is none. */
function draw(file: string, size: number, symbolSize: number, shape: Distance, background?: Rgb): void {
  const png = new PNG({ width: size, height: size });
  for (let pixel = 0; pixel < size ** 2; pixel++) {
    const part = coverage(shape, pixel % size, Math.floor(pixel / size), symbolSize / GRID, (size - symbolSize) / 2);
    const color = background?.map((channel) => Math.round(channel + (255 - channel) * part)) ?? WHITE;
    png.data.set([...color, background ? 255 : Math.round(part * 255)], pixel * 4);
  }
  writeFileSync(new URL(file, import.meta.url), PNG.sync.write(png));
}

const accent = Number.parseInt(template.accentColor.slice(1), 16);
draw('color.png', 192, 96, solidSymbol, [accent >> 16, (accent >> 8) & 255, accent & 255]);
draw('outline.png', 32, 32, outlineSymbol);
