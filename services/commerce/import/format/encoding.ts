import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { TextDecoder } from 'node:util';

/** The encodings that a byte order mark tells; what has none is UTF-8. */
const MARKS = {
  'utf-8': [0xef, 0xbb, 0xbf],
  'utf-16le': [0xff, 0xfe],
  'utf-16be': [0xfe, 0xff],
} as const;
type Encoding = keyof typeof MARKS;

/** The content of a text file as UTF-8 without a byte order mark. Windows writes UTF-16. */
export async function* utf8Of(file: string): AsyncGenerator<Buffer> {
  const encoding = await encodingOf(file);
  const content = createReadStream(file, { start: encoding ? MARKS[encoding].length : 0 });
  if (encoding === undefined || encoding === 'utf-8') yield* content as AsyncIterable<Buffer>;
  else yield* recoded(content, new TextDecoder(encoding));
}

async function* recoded(content: AsyncIterable<Buffer>, decoder: TextDecoder): AsyncGenerator<Buffer> {
  for await (const chunk of content) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}

const encodingOf = async (file: string): Promise<Encoding | undefined> => {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(3), 0, 3, 0);
    const begins = (mark: readonly number[]) => bytesRead >= mark.length && mark.every((byte, i) => buffer[i] === byte);
    return (Object.keys(MARKS) as Encoding[]).find((encoding) => begins(MARKS[encoding]));
  } finally {
    await handle.close();
  }
};
