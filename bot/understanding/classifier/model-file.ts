/**
 * A learned network of one hidden layer. As a file: the length of a JSON header (4 bytes), the header with labels and sizes,
 * padded to 4 bytes, and then the arrays one after the other, all little-endian.
 */
export interface Model {
  readonly labels: readonly string[];
  /** A digest of what it was learned from. */
  readonly source: string;
  /** Words that sentences are made of besides names, in small letters without accents. */
  readonly words: readonly string[];
  /** Hashes of the features that it knows, ascending. */
  readonly features: Uint32Array;
  /** Of each hidden unit: what a whole step of `inner` is worth. */
  readonly steps: Float32Array;
  /** A row of labels for each hidden unit. */
  readonly outer: Float32Array;
  /** What each label is worth before anything is read. */
  readonly bias: Float32Array;
  /** A row of hidden units for each feature. */
  readonly inner: Int8Array;
}

interface Header extends Pick<Model, 'labels' | 'source' | 'words'> {
  readonly features: number;
  readonly hidden: number;
}

export const encodeModel = ({ labels, source, words, features, steps, outer, bias, inner }: Model): Buffer => {
  const header: Header = { labels, source, words, features: features.length, hidden: steps.length };
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(Math.ceil(text.length / 4) * 4);
  const arrays = [features, steps, outer, bias, inner].map(({ buffer, byteOffset, byteLength }) =>
    Buffer.from(buffer, byteOffset, byteLength),
  );
  return Buffer.concat([length, text, Buffer.alloc(length.readUInt32LE() - text.length, ' '), ...arrays]);
};

export const decodeModel = (file: Buffer): Model => {
  const bytes = new Uint8Array(file).buffer;
  const length = file.readUInt32LE();
  const header: Header = JSON.parse(file.toString('utf8', 4, 4 + length));
  const { labels, source, words, features, hidden } = header;
  let at = 4 + length;
  const next = (size: number): number => {
    at += size;
    return at - size;
  };
  return {
    labels,
    source,
    words,
    features: new Uint32Array(bytes, next(features * 4), features),
    steps: new Float32Array(bytes, next(hidden * 4), hidden),
    outer: new Float32Array(bytes, next(hidden * labels.length * 4), hidden * labels.length),
    bias: new Float32Array(bytes, next(labels.length * 4), labels.length),
    inner: new Int8Array(bytes, next(features * hidden), features * hidden),
  };
};
