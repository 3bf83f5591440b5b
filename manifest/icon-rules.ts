import { PNG } from 'pngjs';
import type { Manifest, PackageFiles } from './package.ts';

interface Pixel {
  readonly white: boolean;
  /** 0 is transparent, 255 opaque. */
  readonly alpha: number;
}

/** A line for each thing wrong with the two icons: not there, not PNG, the wrong size, or an outline that is not white on nothing. */
export const iconProblems = (files: PackageFiles, icons: Manifest['icons']): string[] => [
  ...fileProblems(files, icons.color, 192, () => []),
  ...fileProblems(files, icons.outline, 32, outlineFaults),
];

function fileProblems(files: PackageFiles, name: string, size: number, faults: (png: PNG) => string[]): string[] {
  const file = files[name];
  if (!file) return [`${name} is missing from the package.`];
  const png = decode(file);
  if (!png) return [`${name} is not a PNG image.`];
  const wrongSize = png.width !== size || png.height !== size;
  const sizeFault = wrongSize ? [`is ${png.width}x${png.height} pixels; it has to be ${size}x${size}`] : [];
  return [...sizeFault, ...faults(png)].map((fault) => `${name} ${fault}.`);
}

function outlineFaults(png: PNG): string[] {
  const pixels = toPixels(png);
  return [
    ...(pixels.some(({ alpha, white }) => alpha > 0 && !white) ? ['has a color other than white'] : []),
    ...(pixels.some(({ alpha }) => alpha === 0) ? [] : ['has no transparent background']),
    ...(pixels.some(({ alpha }) => alpha === 255) ? [] : ['shows nothing']),
  ];
}

const toPixels = ({ data, width, height }: PNG): Pixel[] =>
  Array.from({ length: width * height }, (_, index) => {
    const [red, green, blue, alpha = 0] = data.subarray(index * 4, index * 4 + 4);
    return { white: red === 255 && green === 255 && blue === 255, alpha };
  });

function decode(file: Uint8Array): PNG | undefined {
  try {
    return PNG.sync.read(Buffer.from(file));
  } catch {
    return undefined;
  }
}
